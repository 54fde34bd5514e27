package io.github.cornu.kernel;

import static io.github.cornu.kernel.FusedMultiplyAdd.fma;

/**
 * Elementary functions of one float. {@link VectorUnary} does the same operations in the same order on each lane of a
 * vector, so that both give the same bits.
 *
 * <p>Errors are in units in the last place (ulp) of the exact value, measured over the whole stated range. The
 * functions of NaN are NaN.
 */
final class ScalarMath {
    // Range reduction of Cody and Waite: x = n ln 2 + r with |r| <= ln(2) / 2. The high part of ln 2 has trailing
    // zeros, so
    // that its products with n are exact.
    static final float LOG2_E = 1.44269504f;
    static final float LN2_HIGH = 0.693359375f;
    static final float LN2_LOW = -2.12194440e-4f;
    /** 1.5 * 2^23: adding it rounds a number to the nearest integer, which is then in the low bits of the sum. */
    static final float ROUNDING = 12582912f;

    static final float EXP_MIN = -86.5f;
    static final float EXP_MAX = 88.72283f;

    // Cephes expf: e^r = 1 + r + r^2 P(r).
    static final float E0 = 1.9875691500e-4f;
    static final float E1 = 1.3981999507e-3f;
    static final float E2 = 8.3334519073e-3f;
    static final float E3 = 4.1665795894e-2f;
    static final float E4 = 1.6666665459e-1f;
    static final float E5 = 5.0000001201e-1f;

    // tanh(x) = x P(x^2) / Q(x^2), a rational minimax approximation of degree 13 / 6.
    static final float TANH_LIMIT = 7.90531110763549805f;
    static final float TP13 = -2.76076847742355e-16f;
    static final float TP11 = 2.00018790482477e-13f;
    static final float TP9 = -8.60467152213735e-11f;
    static final float TP7 = 5.12229709037114e-08f;
    static final float TP5 = 1.48572235717979e-05f;
    static final float TP3 = 6.37261928875436e-04f;
    static final float TP1 = 4.89352455891786e-03f;
    static final float TQ6 = 1.19825839466702e-06f;
    static final float TQ4 = 1.18534705686654e-04f;
    static final float TQ2 = 2.26843463243900e-03f;
    static final float TQ0 = 4.89352518554385e-03f;

    // erf(x) = x P(x^2) / Q(x^2), a rational minimax approximation of degree 13 / 8.
    static final float ERF_LIMIT = 4f;
    static final float RP13 = -2.72614225801306e-10f;
    static final float RP11 = 2.77068142495902e-08f;
    static final float RP9 = -2.10102402082508e-06f;
    static final float RP7 = -5.69250639462346e-05f;
    static final float RP5 = -7.34990630326855e-04f;
    static final float RP3 = -2.95459980854025e-03f;
    static final float RP1 = -1.60960333262415e-02f;
    static final float RQ8 = -1.45660718464996e-05f;
    static final float RQ6 = -2.13374055278905e-04f;
    static final float RQ4 = -1.68282697438203e-03f;
    static final float RQ2 = -7.37332916720468e-03f;
    static final float RQ0 = -1.42647390514189e-02f;

    // Cephes logf: ln(1 + z) = z - z^2 / 2 + z^3 P(z) for sqrt(1/2) <= 1 + z <= sqrt(2).
    static final float SQRT2_LESS_1 = 0.41421356f;
    static final float LN2 = 0.69314718f;
    static final float L0 = 7.0376836292e-2f;
    static final float L1 = -1.1514610310e-1f;
    static final float L2 = 1.1676998740e-1f;
    static final float L3 = -1.2420140846e-1f;
    static final float L4 = 1.4249322787e-1f;
    static final float L5 = -1.6668057665e-1f;
    static final float L6 = 2.0000714765e-1f;
    static final float L7 = -2.4999993993e-1f;
    static final float L8 = 3.3333331174e-1f;

    static final float SQRT_HALF = 0.70710678f;
    static final float SQRT_2_OVER_PI = 0.79788456f;
    static final float GELU_CUBIC = 0.044715f;
    static final float SELU_SCALE = 1.05070098735548f;
    static final float SELU_ALPHA = 1.67326324235437f;

    private ScalarMath() {}

    /** e^x, at most 1.1 ulp on [{@link #EXP_MIN}, {@link #EXP_MAX}]; 0 below and infinity above. */
    static float exp(float x) {
        float t = fma(x, LOG2_E, ROUNDING);
        float n = t - ROUNDING;
        float r = fma(n, -LN2_LOW, fma(n, -LN2_HIGH, x));
        float half = fma(expTail(r), r * r, r) + 1f;
        float y = (half + half) * Float.intBitsToFloat((Float.floatToRawIntBits(t) + 126) << 23);
        y = x < EXP_MIN ? 0f : y;
        return x > EXP_MAX ? Float.POSITIVE_INFINITY : y;
    }

    /** e^x - 1 for x <= 0, at most 2 ulp, also near 0; -1 below {@link #EXP_MIN}. */
    static float expm1OfNegative(float x) {
        float t = fma(x, LOG2_E, ROUNDING);
        float n = t - ROUNDING;
        float r = fma(n, -LN2_LOW, fma(n, -LN2_HIGH, x));
        float p = fma(expTail(r), r * r, r);
        float scale = Float.intBitsToFloat((Float.floatToRawIntBits(t) + 127) << 23);
        float y = fma(p, scale, scale - 1f);
        return x < EXP_MIN ? -1f : y;
    }

    /** P of e^r = 1 + r + r^2 P(r). */
    private static float expTail(float r) {
        float p = fma(E0, r, E1);
        p = fma(p, r, E2);
        p = fma(p, r, E3);
        p = fma(p, r, E4);
        return fma(p, r, E5);
    }

    /** 1 / (1 + e^-x), at most 3 ulp for x >= {@code -EXP_MAX}; 0 below. */
    static float sigmoid(float x) {
        return 1f / (1f + exp(-x));
    }

    /** The hyperbolic tangent, at most 5 ulp, also near 0. */
    static float tanh(float v) {
        float x = Math.max(-TANH_LIMIT, Math.min(TANH_LIMIT, v));
        float s = x * x;
        float p = fma(TP13, s, TP11);
        p = fma(p, s, TP9);
        p = fma(p, s, TP7);
        p = fma(p, s, TP5);
        p = fma(p, s, TP3);
        p = fma(p, s, TP1);
        float q = fma(TQ6, s, TQ4);
        q = fma(q, s, TQ2);
        q = fma(q, s, TQ0);
        return x * (p / q);
    }

    /** The error function, absolute error at most 3e-7. */
    static float erf(float v) {
        float x = v > ERF_LIMIT ? ERF_LIMIT : v;
        x = x < -ERF_LIMIT ? -ERF_LIMIT : x;
        float s = x * x;
        float p = fma(RP13, s, RP11);
        p = fma(p, s, RP9);
        p = fma(p, s, RP7);
        p = fma(p, s, RP5);
        p = fma(p, s, RP3);
        p = fma(p, s, RP1);
        float q = fma(RQ8, s, RQ6);
        q = fma(q, s, RQ4);
        q = fma(q, s, RQ2);
        q = fma(q, s, RQ0);
        return x * (p / q);
    }

    /** ln(1 + u) for 0 <= u <= 1, at most 2 ulp. */
    static float log1pOfUnit(float u) {
        boolean large = u > SQRT2_LESS_1;
        float z = large ? fma(u, 0.5f, -0.5f) : u;
        float s = z * z;
        float p = fma(L0, z, L1);
        p = fma(p, z, L2);
        p = fma(p, z, L3);
        p = fma(p, z, L4);
        p = fma(p, z, L5);
        p = fma(p, z, L6);
        p = fma(p, z, L7);
        p = fma(p, z, L8);
        float y = fma(p, s * z, fma(s, -0.5f, z));
        return large ? y + LN2 : y;
    }

    /** ln(1 + e^x), computed as max(x, 0) + ln(1 + e^-|x|). */
    static float softplus(float x) {
        return relu(x) + log1pOfUnit(exp(-Math.abs(x)));
    }

    /** max(x, 0); a NaN stays a NaN, -0 becomes 0. */
    static float relu(float x) {
        return x <= 0f ? 0f : x;
    }

    /** x limited to [low, high]; a NaN stays a NaN. */
    static float clip(float x, float low, float high) {
        float y = x < low ? low : x;
        return y > high ? high : y;
    }

    /** The largest whole number that is not above x, for x between -2^22 and 2^22. */
    static float floor(float x) {
        float near = x + ROUNDING - ROUNDING;
        return near > x ? near - 1f : near;
    }

    /** x between the limits as a multiple of the scale; see {@link io.github.cornu.tensor.Unary#FAKE_QUANTIZE}. */
    static float fakeQuantize(float x, float low, float high, float scale) {
        float zero = floor(0.5f - low / scale);
        return floor((clip(x, low, high) - low) / scale - zero + 0.5f) * scale;
    }

    /** x where x > 0, else alpha (e^x - 1). */
    static float elu(float x, float alpha) {
        return x > 0f ? x : alpha * expm1OfNegative(x);
    }

    /** x times the normal distribution function of x. */
    static float gelu(float x) {
        return 0.5f * x * (1f + erf(x * SQRT_HALF));
    }

    /** The approximation of {@link #gelu} by tanh. */
    static float geluTanh(float x) {
        float inner = SQRT_2_OVER_PI * fma(GELU_CUBIC * x * x, x, x);
        return 0.5f * x * (1f + tanh(inner));
    }

    /**
     * The nearest number of a smaller type, ties to even.
     *
     * @param shift how many bits of the mantissa of a float the type lacks
     * @param least the smallest normal number of the type
     * @param magic adding and subtracting this rounds to the spacing of the subnormal numbers of the type
     * @param largest the largest number of the type; what rounds to more becomes infinite
     */
    static float round(float x, int shift, float least, float magic, float largest) {
        float a = Math.abs(x);
        int bits = Float.floatToRawIntBits(a);
        int kept = bits + (1 << shift - 1) - 1 + (bits >>> shift & 1) & -1 << shift;
        float normal = Float.intBitsToFloat(kept);
        float limited = normal > largest ? Float.POSITIVE_INFINITY : normal;
        float y = a < least ? a + magic - magic : limited;
        int sign = Float.floatToRawIntBits(x) & 0x80000000;
        return Float.isNaN(x) ? x : Float.intBitsToFloat(Float.floatToRawIntBits(y) | sign);
    }
}
