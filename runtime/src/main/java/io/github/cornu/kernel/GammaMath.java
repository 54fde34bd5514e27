package io.github.cornu.kernel;

import io.github.cornu.tensor.Unary;

/** The gamma function, in double precision: asymptotic series, reached by recurrence and reflection. */
final class GammaMath {
    /** From here on the series are exact to more than the digits of a float. */
    private static final double FAR = 12;

    private static final double HALF_LOG_TWO_PI = StrictMath.log(2 * StrictMath.PI) / 2;
    /** Stirling's series for the logarithm, in 1 / x^2: B(2n) / (2n (2n - 1)). */
    private static final double[] LOGARITHM = {1 / 12.0, -1 / 360.0, 1 / 1260.0, -1 / 1680.0, 1 / 1188.0};
    /** The series of the derivative, in 1 / x^2: B(2n) / 2n. */
    private static final double[] DERIVATIVE = {1 / 12.0, -1 / 120.0, 1 / 252.0, -1 / 240.0, 1 / 132.0};

    private GammaMath() {}

    /** ln |gamma(x)|; infinite at 0 and the negative whole numbers. */
    static double logGamma(double x) {
        if (Double.isInfinite(x) || x <= 0 && x == Math.rint(x)) {
            return Double.POSITIVE_INFINITY;
        }
        if (x < 0) {
            double sine = Math.abs(RareMath.apply(Unary.SIN, StrictMath.PI * fraction(x)));
            return StrictMath.log(StrictMath.PI / sine) - logGamma(1 - x);
        }
        double factor = 1;
        double far = x;
        while (far < FAR) {
            factor *= far++;
        }
        double series = series(LOGARITHM, 1 / (far * far)) / far;
        return (far - 0.5) * StrictMath.log(far) - far + HALF_LOG_TWO_PI + series - StrictMath.log(factor);
    }

    /** The derivative of {@link #logGamma}; NaN at 0 and the negative whole numbers. */
    static double digamma(double x) {
        if (x <= 0 && x == Math.rint(x)) {
            return Double.NaN;
        }
        if (x < 0) {
            return digamma(1 - x) - StrictMath.PI / RareMath.apply(Unary.TAN, StrictMath.PI * fraction(x));
        }
        double sum = 0;
        double far = x;
        while (far < FAR) {
            sum += 1 / far++;
        }
        double square = 1 / (far * far);
        return StrictMath.log(far) - 0.5 / far - square * series(DERIVATIVE, square) - sum;
    }

    /** What a number is above the nearest whole one, exactly. */
    private static double fraction(double x) {
        return x - Math.rint(x);
    }

    private static double series(double[] coefficients, double x) {
        double sum = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            sum = sum * x + coefficients[i];
        }
        return sum;
    }
}
