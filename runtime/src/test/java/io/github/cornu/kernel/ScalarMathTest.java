package io.github.cornu.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.tensor.Unary;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Errors of the elementary functions in ulp of the exact value, over their whole ranges. */
class ScalarMathTest {
    private interface Function {
        float apply(float x);
    }

    private static double worst(float low, float high, Function function, DoubleUnaryOperator exact) {
        double worst = 0;
        int steps = 400_000;
        for (int i = 0; i <= steps; i++) {
            float x = low + (high - low) * i / steps;
            double expected = exact.applyAsDouble(x);
            double ulp = Math.ulp((float) expected);
            worst = Math.max(worst, Math.abs(function.apply(x) - expected) / ulp);
        }
        return worst;
    }

    /** The worst error at both signs of all magnitudes down to the smallest normal number. */
    private static double worstNearZero(Function function, DoubleUnaryOperator exact) {
        double worst = 0;
        for (float x = 1f; x > 1.2e-38f; x *= 0.97f) {
            for (float signed : new float[] {x, -x}) {
                double expected = exact.applyAsDouble(signed);
                worst = Math.max(worst, Math.abs(function.apply(signed) - expected) / Math.ulp((float) expected));
            }
        }
        return worst;
    }

    private static void assertAtMost(double limit, double worst) {
        assertTrue(worst <= limit, worst + " ulp");
    }

    @Test
    void exp() {
        assertAtMost(1.1, worst(ScalarMath.EXP_MIN, 88.722f, ScalarMath::exp, StrictMath::exp));
        assertEquals(0f, ScalarMath.exp(-1000f));
        assertEquals(0f, ScalarMath.exp(Float.NEGATIVE_INFINITY));
        assertEquals(Float.POSITIVE_INFINITY, ScalarMath.exp(89f));
        assertEquals(Float.POSITIVE_INFINITY, ScalarMath.exp(Float.POSITIVE_INFINITY));
        assertEquals(1f, ScalarMath.exp(0f));
        assertEquals(Float.NaN, ScalarMath.exp(Float.NaN));
    }

    @Test
    void expm1OfNegative() {
        assertAtMost(2, worst(-86f, 0f, ScalarMath::expm1OfNegative, StrictMath::expm1));
        assertAtMost(
                2, worstNearZero(x -> ScalarMath.expm1OfNegative(-Math.abs(x)), x -> StrictMath.expm1(-Math.abs(x))));
        assertEquals(-1f, ScalarMath.expm1OfNegative(Float.NEGATIVE_INFINITY));
        assertEquals(Float.NaN, ScalarMath.expm1OfNegative(Float.NaN));
    }

    @Test
    void sigmoid() {
        DoubleUnaryOperator exact = x -> 1 / (1 + StrictMath.exp(-x));
        assertAtMost(3, worst(-ScalarMath.EXP_MAX + 2, 40f, ScalarMath::sigmoid, exact));
        assertEquals(0f, ScalarMath.sigmoid(-200f));
        assertEquals(1f, ScalarMath.sigmoid(200f));
        assertEquals(0.5f, ScalarMath.sigmoid(0f));
        assertEquals(Float.NaN, ScalarMath.sigmoid(Float.NaN));
    }

    @Test
    void tanh() {
        assertAtMost(5, worst(-20f, 20f, ScalarMath::tanh, StrictMath::tanh));
        assertAtMost(5, worstNearZero(ScalarMath::tanh, StrictMath::tanh));
        assertEquals(0f, ScalarMath.tanh(0f));
        assertEquals(-0f, ScalarMath.tanh(-0f));
        assertEquals(1f, ScalarMath.tanh(Float.POSITIVE_INFINITY), 3e-7f);
        assertEquals(Float.NaN, ScalarMath.tanh(Float.NaN));
    }

    @Test
    void log1pOfUnit() {
        assertAtMost(2, worst(0f, 1f, ScalarMath::log1pOfUnit, StrictMath::log1p));
        assertAtMost(2, worstNearZero(x -> ScalarMath.log1pOfUnit(Math.abs(x)), x -> StrictMath.log1p(Math.abs(x))));
    }

    @Test
    void erf() {
        // Abramowitz and Stegun, table 7.1.
        double[][] table = {{0, 0}, {0.1, 0.1124629160}, {0.5, 0.5204998778}, {1, 0.8427007929}, {2, 0.9953222650}};
        for (double[] row : table) {
            assertEquals(row[1], ScalarMath.erf((float) row[0]), 3e-7);
            assertEquals(-row[1], ScalarMath.erf((float) -row[0]), 3e-7);
        }
        assertEquals(1f, ScalarMath.erf(Float.POSITIVE_INFINITY), 3e-7f);
        assertEquals(Float.NaN, ScalarMath.erf(Float.NaN));
    }

    @Test
    void nanStaysNanInEveryFunction() {
        for (Unary f : Unary.values()) {
            assertEquals(Float.NaN, ScalarUnary.apply(f, 0.5f, 1f, 0f, Float.NaN), f.name());
        }
    }

    /** What tf.quantization.fake_quant_with_min_max_vars gives for -1.5 and 2 with 3 bits. */
    @Test
    void fakeQuantizeRoundsHalvesUp() {
        float[][] expected = {
            {-9f, -1.5f},
            {-1.3f, -1.5f},
            {-1.25f, -1f},
            {-0.26f, -0.5f},
            {-0.25f, 0f},
            {0f, 0f},
            {0.24f, 0f},
            {0.25f, 0.5f},
            {0.75f, 1f},
            {1.74f, 1.5f},
            {1.75f, 2f},
            {9f, 2f}
        };
        for (float[] pair : expected) {
            assertEquals(pair[1], ScalarUnary.apply(Unary.FAKE_QUANTIZE, -1.5f, 2f, 0.5f, pair[0]), "" + pair[0]);
        }
        assertEquals(Float.NaN, ScalarMath.fakeQuantize(Float.NaN, -1.5f, 2f, 0.5f));
    }

    @Test
    void roundsToSmallerTypes() {
        float[][] float16 = {
            {1f + 0x1p-11f, 1f},
            {1f + 0x1.8p-10f, 1f + 0x1p-9f},
            {65519.996f, 65504f},
            {65520f, Float.POSITIVE_INFINITY},
            {0x1p-25f, 0f},
            {0x1.1p-25f, 0x1p-24f},
            {0x1.8p-24f, 0x1p-23f},
            {0x1p-14f, 0x1p-14f},
            {0x1p-126f, 0f},
            {Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY}
        };
        float[][] bfloat16 = {
            {1f + 0x1p-8f, 1f}, {1f + 0x1.8p-7f, 1f + 0x1p-6f}, {Float.MAX_VALUE, Float.POSITIVE_INFINITY},
            {0x1p-133f, 0x1p-133f}, {0x1p-134f, 0f}, {Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY}
        };
        float[][] float8 = {
            {1.0625f, 1f},
            {1.1875f, 1.25f},
            {464f, 448f},
            {448f, 448f},
            {0x1p-9f, 0x1p-9f},
            {0x1p-10f, 0f},
            {0x1.8p-9f, 0x1p-8f}
        };
        assertRounds(Unary.ROUND_FLOAT16, float16);
        assertRounds(Unary.ROUND_BFLOAT16, bfloat16);
        assertRounds(Unary.ROUND_FLOAT8, float8);
    }

    private static void assertRounds(Unary f, float[][] pairs) {
        for (float[] pair : pairs) {
            assertEquals(pair[1], ScalarUnary.apply(f, 0f, 0f, 0f, pair[0]), f.name());
            assertEquals(-pair[1], ScalarUnary.apply(f, 0f, 0f, 0f, -pair[0]), f.name());
        }
    }
}
