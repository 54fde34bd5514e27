package io.github.cornu.kernel;

/**
 * Two weights in the 32 bits of a float. The low weight is the bfloat16 in the low 16 bits. The high weight is the
 * whole word, read as a float: its high 16 bits are chosen so that, together with the low bits as they are, the float
 * is as near to the weight as possible. So SIMD kernels need only one shift to read two weights.
 */
final class WeightPairs {
    static final int PARTS = 2;
    /** The largest weight that does not round to infinity. */
    static final float LARGEST = 3e38f;

    private static final int HALF = 16;
    private static final int LOW_BITS = 0xFFFF;
    /** Smaller weights become 0 or about this size: subnormal floats, which are slow on some CPUs, must not occur. */
    private static final float TINY = 0x1p-100f;

    private WeightPairs() {}

    /** The word that holds two weights. */
    static float word(float low, float high) {
        int bits = Float.floatToRawIntBits(low);
        // To the nearest, ties to even.
        int rounded = (bits + 0x7FFF + ((bits >>> HALF) & 1)) >>> HALF;
        return nearest(Math.abs(low) < TINY ? 0 : rounded, high);
    }

    /** The word with these low bits that is nearest to a weight as a float. */
    private static float nearest(int lowBits, float high) {
        int start = Float.floatToRawIntBits(Math.copySign(Math.max(TINY, Math.abs(high)), high)) & ~LOW_BITS;
        if (Math.abs(high) < TINY) {
            return lowBits == 0 ? 0f : Float.intBitsToFloat(start | lowBits);
        }
        float best = Float.intBitsToFloat(start | lowBits);
        for (int step = -1; step <= 1; step += 2) {
            float other = Float.intBitsToFloat((start + (step << HALF)) | lowBits);
            if (Math.abs((double) other - high) < Math.abs((double) best - high)) {
                best = other;
            }
        }
        return best;
    }

    static float low(float word) {
        return Float.intBitsToFloat(Float.floatToRawIntBits(word) << HALF);
    }

    static float high(float word) {
        return word;
    }
}
