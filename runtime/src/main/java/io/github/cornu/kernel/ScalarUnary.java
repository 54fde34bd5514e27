package io.github.cornu.kernel;

import static io.github.cornu.kernel.FusedMultiplyAdd.fma;

import io.github.cornu.tensor.Unary;

/** The functions of {@link Unary}, of one float and of arrays. */
final class ScalarUnary {
    private ScalarUnary() {}

    static void apply(Unary f, float a, float b, float c, float[] x, int xOffset, float[] y, int yOffset, int n) {
        switch (f) {
            case LINEAR -> System.arraycopy(x, xOffset, y, yOffset, n);
            case SIGMOID -> sigmoid(x, xOffset, y, yOffset, n);
            case TANH -> tanh(x, xOffset, y, yOffset, n);
            case RELU -> relu(x, xOffset, y, yOffset, n);
            default -> {
                for (int i = 0; i < n; i++) {
                    y[yOffset + i] = apply(f, a, b, c, x[xOffset + i]);
                }
            }
        }
    }

    // The most frequent functions have loops of their own, to save the switch for each element.

    private static void sigmoid(float[] x, int xOffset, float[] y, int yOffset, int n) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = ScalarMath.sigmoid(x[xOffset + i]);
        }
    }

    /** Copies first and computes in place: C2 vectorizes this loop only if it loads and stores at the same index. */
    private static void tanh(float[] x, int xOffset, float[] y, int yOffset, int n) {
        if (x != y || xOffset != yOffset) {
            System.arraycopy(x, xOffset, y, yOffset, n);
        }
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = ScalarMath.tanh(y[yOffset + i]);
        }
    }

    private static void relu(float[] x, int xOffset, float[] y, int yOffset, int n) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = ScalarMath.relu(x[xOffset + i]);
        }
    }

    static float apply(Unary f, float a, float b, float c, float x) {
        return switch (f) {
            case LINEAR -> x;
            case RELU -> ScalarMath.relu(x);
            case LEAKY_RELU -> x > 0f ? x : a * x;
            case GENERAL_RELU -> generalRelu(a, b, c, x);
            case SCALE_SHIFT -> fma(a, x, b);
            case CLIP -> ScalarMath.clip(x, a, b);
            case HARD_SIGMOID -> ScalarMath.clip(fma(a, x, b), 0f, 1f);
            case HARD_SILU -> x * ScalarMath.clip(fma(a, x, b), 0f, 1f);
            case CELU -> x > 0f ? x : a * ScalarMath.expm1OfNegative(x / a);
            case ELU -> b * ScalarMath.elu(x, a);
            case EXP -> ScalarMath.exp(x);
            case SIGMOID -> ScalarMath.sigmoid(x);
            case SILU -> x * ScalarMath.sigmoid(x);
            case TANH -> ScalarMath.tanh(x);
            case TANH_SHRINK -> x - ScalarMath.tanh(x);
            case SOFTPLUS -> ScalarMath.softplus(x);
            case LOG_SIGMOID -> -ScalarMath.softplus(-x);
            case MISH -> x * ScalarMath.tanh(ScalarMath.softplus(x));
            case GELU -> ScalarMath.gelu(x);
            case GELU_TANH -> ScalarMath.geluTanh(x);
            case SOFTSIGN -> x / (1f + Math.abs(x));
            case HARD_SHRINK -> Math.abs(x) <= a ? 0f : x;
            case SOFT_SHRINK -> x > a ? x - a : x < -a ? x + a : x * 0f;
            case SPARSE_PLUS -> sparsePlus(x);
            case SQUAREPLUS -> 0.5f * (x + (float) Math.sqrt(fma(x, x, a)));
            case THRESHOLD -> x <= a ? b : x;
            case NEGATE -> -x;
            case ABS -> Math.abs(x);
            case SQUARE -> x * x;
            case SQRT -> (float) Math.sqrt(x);
            case RSQRT -> 1f / (float) Math.sqrt(x);
            case RECIPROCAL -> 1f / x;
            case ROUND_FLOAT16 -> ScalarMath.round(x, 13, 0x1p-14f, 0.5f, 65504f);
            case ROUND_BFLOAT16 -> ScalarMath.round(x, 16, 0f, 0f, Float.MAX_VALUE);
            case ROUND_FLOAT8 -> ScalarMath.round(x, 20, 0x1p-6f, 16384f, 448f);
            case FAKE_QUANTIZE -> ScalarMath.fakeQuantize(x, a, b, c);
            case SIGN -> Math.signum(x);
            case FLOOR -> (float) Math.floor(x);
            case CEIL -> (float) Math.ceil(x);
            case ROUND -> (float) Math.rint(x);
            case TRUNCATE -> (float) (x < 0f ? Math.ceil(x) : Math.floor(x));
            case LOG_GAMMA -> (float) GammaMath.logGamma(x);
            case DIGAMMA -> (float) GammaMath.digamma(x);
            default -> (float) RareMath.apply(f, x);
        };
    }

    private static float generalRelu(float slope, float max, float threshold, float x) {
        float positive = x <= threshold ? 0f : x;
        if (max != Float.POSITIVE_INFINITY) {
            positive = ScalarMath.clip(positive, 0f, max);
        }
        return fma(-slope, ScalarMath.relu(threshold - x), positive);
    }

    private static float sparsePlus(float x) {
        float shifted = x + 1f;
        float y = x < 1f ? 0.25f * shifted * shifted : x;
        return x <= -1f ? 0f : y;
    }
}
