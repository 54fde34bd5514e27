package io.github.cornu;

import io.github.cornu.tensor.Tensor;
import java.util.Locale;
import java.util.Objects;

/**
 * How far a value may be from what was expected. NaN is met by NaN only, infinity by the same infinity. Immutable.
 *
 * <pre>{@code
 * Tolerance.relative(1e-5)                        // of the largest value of the tensor: what sums are exact to
 * Tolerance.absolute(1e-6)
 * Tolerance.ulp(4).or(Tolerance.absolute(1e-9))   // floats between, with mercy on what is nearly 0
 * }</pre>
 */
public final class Tolerance {
    private enum Kind {
        ABSOLUTE,
        RELATIVE,
        ULP
    }

    private final Kind kind;
    private final double limit;
    private final Tolerance other;

    private Tolerance(Kind kind, double limit, Tolerance other) {
        if (!(limit >= 0)) {
            throw new IllegalArgumentException("a tolerance must be at least 0, got " + limit);
        }
        this.kind = kind;
        this.limit = limit;
        this.other = other;
    }

    /**
     * A difference of at most that much.
     *
     * @throws IllegalArgumentException if it is below 0 or NaN
     */
    public static Tolerance absolute(double limit) {
        return new Tolerance(Kind.ABSOLUTE, limit, null);
    }

    /**
     * A difference of at most that part of the largest absolute value that was expected of the tensor; where only zeros
     * were expected, a difference of at most that much.
     *
     * @throws IllegalArgumentException if it is below 0 or NaN
     */
    public static Tolerance relative(double limit) {
        return new Tolerance(Kind.RELATIVE, limit, null);
    }

    /**
     * At most so many steps from float to next float; 0 is exact, but for the sign of 0.
     *
     * @throws IllegalArgumentException if it is below 0
     */
    public static Tolerance ulp(long limit) {
        return new Tolerance(Kind.ULP, limit, null);
    }

    /** What this or the other tolerance allows for a value. */
    public Tolerance or(Tolerance alternative) {
        Objects.requireNonNull(alternative, "alternative");
        return new Tolerance(kind, limit, other == null ? alternative : other.or(alternative));
    }

    /** Whether nothing is outside. */
    public boolean covers(Comparison comparison) {
        Objects.requireNonNull(comparison, "comparison");
        return outside(comparison).count() == 0;
    }

    /**
     * What of a tensor is not within a tolerance.
     *
     * @param count of elements; all of them if the shapes differ
     * @param index of the one with the largest absolute difference, in row-major order; -1 if there is none or the
     *     shapes differ
     */
    public record Outside(int count, int index) {}

    /** The elements that are not within it. */
    public Outside outside(Comparison comparison) {
        Objects.requireNonNull(comparison, "comparison");
        Tensor expected = comparison.expectedTensor();
        Tensor actual = comparison.actualTensor();
        if (!expected.shape().equals(actual.shape()) || expected.isTexts() != actual.isTexts()) {
            return new Outside(Math.max(1, expected.data().length), -1);
        }
        int count = 0;
        int index = -1;
        double worst = -1;
        for (int i = 0; i < expected.data().length; i++) {
            float a = expected.data()[i];
            float b = actual.data()[i];
            boolean good = expected.isTexts() ? a == b : accepts(a, b, comparison.largest());
            if (!good) {
                count++;
                double difference = Comparison.difference(a, b);
                if (difference > worst) {
                    worst = difference;
                    index = i;
                }
            }
        }
        return new Outside(count, index);
    }

    private boolean accepts(float expected, float actual, double largest) {
        double difference = Comparison.difference(expected, actual);
        boolean good = switch (kind) {
            case ABSOLUTE -> difference <= limit;
            case RELATIVE -> Comparison.relative(difference, largest) <= limit;
            case ULP -> ulps(expected, actual) <= limit;
        };
        boolean infinite = Double.isInfinite(difference);
        return good && !infinite || other != null && other.accepts(expected, actual, largest);
    }

    /**
     * How many steps from float to next float are between two of them; {@link Long#MAX_VALUE} where just one is NaN.
     */
    public static long ulps(float a, float b) {
        if (Float.isNaN(a) || Float.isNaN(b)) {
            return Float.isNaN(a) && Float.isNaN(b) ? 0 : Long.MAX_VALUE;
        }
        return Math.abs((long) ordered(a) - ordered(b));
    }

    /** Neighbours among the floats are neighbours among these, and both zeros are 0. */
    private static int ordered(float value) {
        int bits = Float.floatToIntBits(value);
        return bits < 0 ? Integer.MIN_VALUE - bits : bits;
    }

    /** In words, for instance {@code 1e-5 of the largest value}. */
    @Override
    public String toString() {
        String text = switch (kind) {
            case ABSOLUTE -> number(limit);
            case RELATIVE -> number(limit) + " of the largest value";
            case ULP -> (long) limit + " ulp";
        };
        return other == null ? text : text + " or " + other;
    }

    private static String number(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.2e", value).replaceAll("\\.?0+e([+-])0*", "e$1");
    }
}
