package io.github.cornu.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.tensor.Unary;
import org.junit.jupiter.api.Test;

/** Functions in double, against {@link StrictMath} and tables. */
class RareMathTest {
    private static final double CLOSE = 1e-12;

    private static void assertClose(double expected, double actual) {
        if (Double.isInfinite(expected) || Double.isNaN(expected) || expected == 0) {
            assertEquals(expected, actual);
        } else {
            assertEquals(expected, actual, CLOSE * Math.abs(expected));
        }
    }

    @Test
    void powerIsThatOfStrictMath() {
        float[] numbers = {-3f, -2f, -1f, -0.5f, 0f, 0.3f, 1f, 1.5f, 2f, 7f, Float.POSITIVE_INFINITY};
        for (float a : numbers) {
            for (float b : numbers) {
                double expected = StrictMath.pow(a, b);
                // Infinite powers of 1 are 1, as in C.
                boolean one = Math.abs(a) == 1 && Float.isInfinite(b);
                assertClose(one ? 1 : expected, RareMath.power(a, b));
            }
        }
        assertEquals(Double.NaN, RareMath.power(-2, 0.5));
        assertEquals(16_777_213f, (float) RareMath.power(16_777_213, 1));
    }

    @Test
    void turnsAreThoseOfStrictMath() {
        for (float x = 1e-6f; x < 2e6f; x *= 1.0007f) {
            for (float signed : new float[] {x, -x}) {
                assertClose(StrictMath.sin(signed), RareMath.apply(Unary.SIN, signed));
                assertClose(StrictMath.cos(signed), RareMath.apply(Unary.COS, signed));
                assertClose(StrictMath.tan(signed), RareMath.apply(Unary.TAN, signed));
            }
        }
        for (int quarters = -9; quarters <= 9; quarters++) {
            float x = (float) (quarters * Math.PI / 4);
            assertClose(StrictMath.sin(x), RareMath.apply(Unary.SIN, x));
            assertClose(StrictMath.cos(x), RareMath.apply(Unary.COS, x));
        }
        assertEquals(Double.NaN, RareMath.apply(Unary.COS, Double.POSITIVE_INFINITY));
        assertEquals(-0.0, RareMath.apply(Unary.SIN, -0.0));
        assertEquals(-0.0, RareMath.apply(Unary.TAN, -0.0));
    }

    @Test
    void errorFunctionsAreThoseOfTheTables() {
        assertClose(0.5204998778130465, RareMath.apply(Unary.ERF, 0.5));
        assertClose(-0.8427007929497149, RareMath.apply(Unary.ERF, -1));
        assertClose(0.9995930479825550, RareMath.apply(Unary.ERF, 2.5));
        assertClose(0.4795001221869535, RareMath.apply(Unary.ERFC, 0.5));
        assertClose(1.8427007929497149, RareMath.apply(Unary.ERFC, -1));
        assertClose(1.9995930479825550, RareMath.apply(Unary.ERFC, -2.5));
        assertClose(2.209049699858544e-5, RareMath.apply(Unary.ERFC, 3));
        assertClose(1.5374597944280349e-12, RareMath.apply(Unary.ERFC, 5));
        assertEquals(0, RareMath.apply(Unary.ERFC, 12));
    }

    @Test
    void inversesOfHyperbolicFunctionsAreInverse() {
        for (double x : new double[] {-3, -0.7, -1e-4, 1e-4, 0.2, 1.3, 4}) {
            assertClose(x, RareMath.apply(Unary.ASINH, StrictMath.sinh(x)));
            assertClose(x, RareMath.apply(Unary.ATANH, StrictMath.tanh(x)));
        }
        assertEquals(1.3, RareMath.apply(Unary.ACOSH, StrictMath.cosh(1.3)), CLOSE);
    }
}
