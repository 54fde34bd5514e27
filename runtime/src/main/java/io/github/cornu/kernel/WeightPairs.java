package io.github.cornu.kernel;

/**
 * Two weights in the 32 bits of a float. The one in the low bits is a bfloat16. The other one is the whole word, read as a
 * float: the high bits are chosen so that with the low ones, which mean nothing to it, it is nearest to its weight. SIMD
 * kernels then need one shift for two weights.
 */
final class WeightPairs {
    static final int PARTS = 2;
    /** Weights up to here do not round to infinity. */
    static final float LARGEST = 3e38f;

    private static final int HALF = 16;
    private static final int LOW_BITS = 0xFFFF;
    /** Numbers below the smallest normal float are slow on some CPUs, so that a zero is a little more than that. */
    private static final float TINY = 0x1p-100f;

    private WeightPairs() {}

    /** The word that holds two weights. */
    static float word(float low, float high) {
        int bits = Float.floatToRawIntBits(low);
        // To the nearest, of two equally near to the even one.
        int rounded = (bits + 0x7FFF + ((bits >>> HALF) & 1)) >>> HALF;
        return nearest(Math.abs(low) < TINY ? 0 : rounded, high);
    }

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
