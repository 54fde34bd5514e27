package io.github.cornu.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of the gamma function and its derivative from exact ones, and by what relates them. */
class GammaMathTest {
    private static final double EPSILON = 1e-9;
    private static final double EULER = 0.57721566490153286;

    private static void assertClose(double expected, double actual) {
        assertEquals(expected, actual, EPSILON * Math.max(1, Math.abs(expected)));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "0.5, 0.5723649429247001", "11, 15.104412573075516", "-0.5, 1.2655121234846454"})
    void logarithms(double x, double expected) {
        assertClose(expected, GammaMath.logGamma(x));
    }

    @ParameterizedTest
    @CsvSource({
        "1e-30, 69.07755278982137",
        "171.5, 709.1431630309284",
        "1e10, 220258509288.81058",
        "-2.5, -0.0562437164976741"
    })
    void logarithmsFarAway(double x, double expected) {
        assertClose(expected, GammaMath.logGamma(x));
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "-17"})
    void poles(double x) {
        assertEquals(Double.POSITIVE_INFINITY, GammaMath.logGamma(x));
        assertEquals(Double.NaN, GammaMath.digamma(x));
    }

    /** ln gamma(x + 1) = ln gamma(x) + ln x, and psi(x + 1) = psi(x) + 1 / x. */
    @ParameterizedTest
    @CsvSource({"0.1", "0.9", "3.3", "11.9", "12", "40", "-0.3", "-7.7"})
    void recurrence(double x) {
        assertClose(GammaMath.logGamma(x) + Math.log(Math.abs(x)), GammaMath.logGamma(x + 1));
        assertClose(GammaMath.digamma(x) + 1 / x, GammaMath.digamma(x + 1));
    }

    @ParameterizedTest
    @CsvSource({"1e-17", "-1e-17", "-1e-10"})
    void besideThePole(double x) {
        assertClose(-Math.log(Math.abs(x)), GammaMath.logGamma(x));
        assertClose(-1 / x - EULER, GammaMath.digamma(x));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "0.5, -1.3862943611198906", "2, 1", "11, 2.9289682539682538"})
    void derivatives(double x, double beyondEuler) {
        assertClose(beyondEuler - EULER, GammaMath.digamma(x));
    }
}
