package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Texts;
import org.junit.jupiter.api.Test;

class ToleranceTest {
    private static boolean covers(Tolerance tolerance, float expected, float actual) {
        return tolerance.covers(comparison(new float[] {expected}, actual));
    }

    private static Comparison comparison(float[] expected, float... actual) {
        return Comparison.of("y", Tensor.of(expected, expected.length), Tensor.of(actual, actual.length));
    }

    @Test
    void absolute() {
        assertTrue(covers(Tolerance.absolute(0.5), 8f, 8.5f));
        assertFalse(covers(Tolerance.absolute(0.5), 8f, Math.nextUp(8.5f)));
        assertTrue(covers(Tolerance.absolute(0), 0f, -0f));
    }

    @Test
    void relativeToTheLargestOfTheTensor() {
        Comparison comparison = comparison(new float[] {-100f, 1f}, -100f, 1.5f);
        assertTrue(Tolerance.relative(0.005).covers(comparison));
        assertFalse(Tolerance.relative(0.004).covers(comparison));
        assertTrue(covers(Tolerance.relative(0.1), 0f, 0.1f / 2));
        assertFalse(covers(Tolerance.relative(0.1), 0f, 0.2f));
    }

    /** One letter more is little beside the number of an emoji. */
    @Test
    void textsAreEqualOrNot() {
        Tensor expected = Texts.of("a", "\uD83D\uDE00!");
        Comparison equal = Comparison.of("y", expected, Texts.padded(expected, 7));
        assertTrue(Tolerance.ulp(0).covers(equal));
        assertEquals("y: equal texts", equal.describe());
        Comparison other = Comparison.of("y", expected, Texts.of("b", "\uD83D\uDE00!"));
        assertFalse(Tolerance.absolute(10).covers(other));
        assertFalse(other.isWithin(1));
        assertEquals("y: text 0: expected 'a', got 'b'", other.describe());
        Comparison numbers = Comparison.of("y", expected, Tensor.of(expected.data(), expected.shape()));
        assertFalse(Tolerance.absolute(10).covers(numbers));
        assertEquals("y: expected texts, got numbers", numbers.describe());
    }

    @Test
    void ulps() {
        assertTrue(covers(Tolerance.ulp(1), 1f, Math.nextUp(1f)));
        assertFalse(covers(Tolerance.ulp(1), 1f, 1f + 2 * Math.ulp(1f)));
        assertTrue(covers(Tolerance.ulp(0), 0f, -0f));
        assertEquals(2, Tolerance.ulps(-Float.MIN_VALUE, Float.MIN_VALUE));
        assertEquals(1, Tolerance.ulps(Float.MAX_VALUE, Float.POSITIVE_INFINITY));
        assertEquals(0, Tolerance.ulps(Float.NaN, Float.NaN));
        assertEquals(Long.MAX_VALUE, Tolerance.ulps(Float.NaN, 0f));
        assertEquals(2L * Float.floatToIntBits(1f), Tolerance.ulps(-1f, 1f));
    }

    @Test
    void specialValuesAreMetByThemselvesOnly() {
        for (Tolerance tolerance : new Tolerance[] {
            Tolerance.absolute(Double.MAX_VALUE), Tolerance.relative(1e30), Tolerance.ulp(Long.MAX_VALUE)
        }) {
            assertTrue(covers(tolerance, Float.NaN, Float.NaN));
            assertTrue(covers(tolerance, Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY));
            assertFalse(covers(tolerance, Float.NaN, 1f));
            assertFalse(covers(tolerance, 1f, Float.NaN));
            assertFalse(covers(tolerance, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY));
            assertFalse(covers(tolerance, Float.MAX_VALUE, Float.POSITIVE_INFINITY));
        }
    }

    @Test
    void eitherOfTwo() {
        Tolerance tolerance = Tolerance.ulp(2).or(Tolerance.absolute(1e-6));
        assertTrue(covers(tolerance, 1e-9f, 2e-9f));
        assertTrue(covers(tolerance, 1e9f, Math.nextUp(1e9f)));
        assertFalse(covers(tolerance, 1e9f, 1.001e9f));
        assertEquals("2 ulp or 1e-6", tolerance.toString());
    }

    @Test
    void countsWhatIsOutside() {
        Tolerance.Outside outside = Tolerance.ulp(1).outside(comparison(new float[] {1, 2, 3, 4}, 1f, 2.5f, 4f, 4f));
        assertEquals(new Tolerance.Outside(2, 2), outside);
        assertEquals(new Tolerance.Outside(2, -1), Tolerance.absolute(9).outside(comparison(new float[2], 0f)));
        assertEquals(new Tolerance.Outside(1, -1), Tolerance.absolute(9).outside(comparison(new float[0], 0f)));
        assertEquals(new Tolerance.Outside(0, -1), Tolerance.absolute(0).outside(comparison(new float[1], 0f)));
    }

    @Test
    void inWords() {
        assertEquals("1e-5 of the largest value", Tolerance.relative(1e-5).toString());
        assertEquals("2.5e-3", Tolerance.absolute(0.0025).toString());
        assertEquals("1e+2", Tolerance.absolute(100).toString());
        assertEquals("0", Tolerance.absolute(0).toString());
    }

    @Test
    void noToleranceIsBelowZero() {
        assertThrows(IllegalArgumentException.class, () -> Tolerance.absolute(-1));
        assertThrows(IllegalArgumentException.class, () -> Tolerance.relative(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Tolerance.ulp(-1));
    }
}
