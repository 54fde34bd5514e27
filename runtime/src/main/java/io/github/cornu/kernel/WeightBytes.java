package io.github.cornu.kernel;

/**
 * Four weights in the 32 bits of a float: whole numbers from -127 to 127, each plus 128 in a byte. A weight is its number
 * times the scale of its column.
 */
final class WeightBytes {
    static final int PARTS = 4;
    /** The bits of 2^23: a float with these and a byte in its lowest bits is 2^23 plus the byte. */
    static final int EXPONENT = 0x4B000000;
    /** 2^23 and what is added to a number. */
    static final float OFFSET = 8388608f + 128f;

    static final int BYTE = 0xFF;
    private static final int MOST = 127;

    private WeightBytes() {}

    /** One for each column, 0 if the column holds nothing but zeros, to the precision of a normal float. */
    static float[] scales(float[] source, int offset, int rowStride, int rows, int columns) {
        float[] scales = new float[columns];
        for (int k = 0; k < rows; k++) {
            for (int j = 0; j < columns; j++) {
                scales[j] = Math.max(scales[j], Math.abs(source[offset + k * rowStride + j]));
            }
        }
        for (int j = 0; j < columns; j++) {
            scales[j] /= MOST;
            if (scales[j] < Float.MIN_NORMAL) {
                scales[j] = 0f;
            }
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
            word |= (int) (Math.max(-MOST, Math.min(MOST, number)) + MOST + 1) << (Byte.SIZE * part);
        }
        return Float.intBitsToFloat(word);
    }

    /** The number in one of the bytes. */
    static float number(float word, int part) {
        int number = (Float.floatToRawIntBits(word) >>> (Byte.SIZE * part)) & BYTE;
        return Float.intBitsToFloat(EXPONENT | number) - OFFSET;
    }
}
