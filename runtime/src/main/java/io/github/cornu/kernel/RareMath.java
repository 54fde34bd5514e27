package io.github.cornu.kernel;

import io.github.cornu.tensor.Unary;

/**
 * Functions that few models use. Both kernels compute them here, in double precision, and round the result to float.
 */
final class RareMath {
    private static final double LN2 = StrictMath.log(2);
    private static final double TWO_OVER_SQRT_PI = 2 / StrictMath.sqrt(StrictMath.PI);
    /** Above this, erfc is 0 when rounded to float. */
    private static final double ERFC_LIMIT = 11;

    /** Below this, erf is computed by its series, above by a continued fraction. */
    private static final double SERIES_LIMIT = 2;

    private static final int ERF_TERMS = 60;
    /** Enough terms of sine and cosine: the next one is less than half an ulp. */
    private static final int SINE_TERMS = 8;

    private static final double TWO_OVER_PI = 2 / StrictMath.PI;
    // The sum of the three is pi / 2; multiples of the first two by small integers are exact, as in fdlibm.
    private static final double HALF_PI_HIGH = 1.57079632673412561417;
    private static final double HALF_PI_MIDDLE = 6.07710050630396597660e-11;
    private static final double HALF_PI_LOW = 2.02226624879595063154e-21;
    /** Below this, the product of {@link #HALF_PI_HIGH} and the number of quarter turns is exact. */
    private static final double REDUCIBLE = 1e6;

    private RareMath() {}

    static double apply(Unary f, double x) {
        return switch (f) {
            case LOG -> StrictMath.log(x);
            case LOG1P -> StrictMath.log1p(x);
            case LOG2 -> StrictMath.log(x) / LN2;
            case LOG10 -> StrictMath.log10(x);
            case EXPM1 -> StrictMath.expm1(x);
            case SIN -> x == 0 ? x : sin(x, 0);
            case COS -> sin(x, 1);
            case TAN -> x == 0 ? x : tan(x);
            case ASIN -> StrictMath.asin(x);
            case ACOS -> StrictMath.acos(x);
            case ATAN -> StrictMath.atan(x);
            case SINH -> StrictMath.sinh(x);
            case COSH -> StrictMath.cosh(x);
            case ASINH -> asinh(x);
            case ACOSH -> StrictMath.log(x + StrictMath.sqrt(x * x - 1));
            case ATANH -> 0.5 * (StrictMath.log1p(x) - StrictMath.log1p(-x));
            case ERF -> Math.abs(x) < SERIES_LIMIT ? erfSeries(x) : Math.signum(x) * (1 - erfcFraction(Math.abs(x)));
            case ERFC -> erfc(x);
            case CBRT -> StrictMath.cbrt(x);
            default -> throw new IllegalArgumentException(f + " is no rare function");
        };
    }

    /** a to the power b. {@link StrictMath#pow} allocates while the JVM interprets it. */
    static double power(double a, double b) {
        if (b == 0 || a == 1) {
            return 1;
        }
        if (a < 0 && b != Math.rint(b)) {
            return Double.NaN;
        }
        double size = Math.abs(a) == 1 ? 1 : StrictMath.exp(b * StrictMath.log(Math.abs(a)));
        boolean odd = Math.abs(b % 2) == 1;
        return odd ? Math.copySign(size, a) : size;
    }

    /** The sine of x + quarters pi / 2. {@link StrictMath#sin} allocates arrays in newer versions of Java. */
    private static double sin(double x, int quarters) {
        if (!(Math.abs(x) < REDUCIBLE)) {
            return quarters == 0 ? StrictMath.sin(x) : StrictMath.cos(x);
        }
        double n = Math.rint(x * TWO_OVER_PI);
        double rest = remainder(x, n);
        return switch (((int) n + quarters) & 3) {
            case 0 -> sinSeries(rest);
            case 1 -> cosSeries(rest);
            case 2 -> -sinSeries(rest);
            default -> -cosSeries(rest);
        };
    }

    private static double tan(double x) {
        if (!(Math.abs(x) < REDUCIBLE)) {
            return StrictMath.tan(x);
        }
        double n = Math.rint(x * TWO_OVER_PI);
        double rest = remainder(x, n);
        return ((int) n & 1) == 0 ? sinSeries(rest) / cosSeries(rest) : -cosSeries(rest) / sinSeries(rest);
    }

    /** x - x^3 / 3! + x^5 / 5! - …, for |x| up to pi / 4. */
    private static double sinSeries(double x) {
        double tail = 0;
        for (int n = SINE_TERMS; n >= 1; n--) {
            tail = -x * x / (2 * n * (2 * n + 1)) * (1 + tail);
        }
        return x + x * tail;
    }

    /** 1 - x^2 / 2! + x^4 / 4! - …, for |x| up to pi / 4. */
    private static double cosSeries(double x) {
        double tail = 0;
        for (int n = SINE_TERMS; n >= 1; n--) {
            tail = -x * x / (2 * n * (2 * n - 1)) * (1 + tail);
        }
        return 1 + tail;
    }

    /** x - quarters pi / 2. */
    private static double remainder(double x, double quarters) {
        return ((x - quarters * HALF_PI_HIGH) - quarters * HALF_PI_MIDDLE) - quarters * HALF_PI_LOW;
    }

    private static double asinh(double x) {
        double a = Math.abs(x);
        return Math.copySign(StrictMath.log1p(a + a * a / (1 + StrictMath.sqrt(a * a + 1))), x);
    }

    private static double erfc(double x) {
        if (x < SERIES_LIMIT) {
            return x < -SERIES_LIMIT ? 2 - erfcFraction(-x) : 1 - erfSeries(x);
        }
        return erfcFraction(x);
    }

    /** 2 / sqrt(pi) e^(-x^2) (x + 2 x^3 / 3 + 4 x^5 / 15 + …), all of whose terms have one sign. */
    private static double erfSeries(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; n <= ERF_TERMS; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return TWO_OVER_SQRT_PI * StrictMath.exp(-x * x) * sum;
    }

    /** e^(-x^2) / sqrt(pi) / (x + 1/2 / (x + 1 / (x + 3/2 / (x + …)))). */
    private static double erfcFraction(double x) {
        if (x > ERFC_LIMIT) {
            return 0;
        }
        double tail = x;
        for (int n = ERF_TERMS; n >= 1; n--) {
            tail = x + n / 2.0 / tail;
        }
        return TWO_OVER_SQRT_PI / 2 * StrictMath.exp(-x * x) / tail;
    }
}
