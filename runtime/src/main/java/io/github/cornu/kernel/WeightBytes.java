package io.github.cornu.kernel;

/**
 * Four weights in the 32 bits of a float: integers from -127 to 127, each plus 128 in a byte. A weight is its integer
 * times the scale of its column.
 */
final class WeightBytes {
    static final int PARTS = 4;
    /** The bits of 2^23 as a float: with a byte in the lowest bits, the float is 2^23 plus the byte. */
    static final int EXPONENT = 0x4B000000;
    /** How much such a float is larger than the integer in the byte. */
    static final float OFFSET = 8388608f + 128f;

    static final int BYTE = 0xFF;
    private static final int LARGEST = 127;

    private WeightBytes() {}

    /**
     * The scale of each column, 0 if all its weights are 0 or too small for a normal float as scale.
     *
     * @param largest the largest weight of each column, without its sign
     */
    static float[] scales(float[] largest) {
        float[] scales = new float[largest.length];
        for (int j = 0; j < scales.length; j++) {
            float scale = largest[j] / LARGEST;
            scales[j] = scale < Float.MIN_NORMAL ? 0f : scale;
        }
        return scales;
    }

    /** The word that holds the weights of the columns {@code first}, {@code first + stride}, … */
    static float word(float[] weights, float[] scales, int first, int stride) {
        int word = 0;
        for (int part = 0; part < PARTS; part++) {
            int column = first + part * stride;
            float scale = column < scales.length ? scales[column] : 0f;
            long number = scale == 0f ? 0 : Math.round((double) weights[part] / scale);
            word |= (int) (Math.max(-LARGEST, Math.min(LARGEST, number)) + LARGEST + 1) << (Byte.SIZE * part);
        }
        return Float.intBitsToFloat(word);
    }

    /** The integer in one of the bytes. */
    static float number(float word, int part) {
        int number = (Float.floatToRawIntBits(word) >>> (Byte.SIZE * part)) & BYTE;
        return Float.intBitsToFloat(EXPONENT | number) - OFFSET;
    }
}
