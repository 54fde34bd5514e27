package io.github.cornu;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;

/**
 * How far a result is from what was expected. NaNs are equal to each other and infinitely far from everything else.
 *
 * @param name of the tensor
 * @param expected its shape
 * @param actual the shape of the result; if it differs, the error is infinite
 * @param error the largest absolute difference
 * @param largest the largest absolute value that was expected
 * @param index where the largest difference is, in row-major order; -1 if the shapes differ
 * @param expectedValue what was expected there
 * @param actualValue what the result has there
 */
public record Comparison(
        String name,
        Shape expected,
        Shape actual,
        double error,
        double largest,
        int index,
        float expectedValue,
        float actualValue) {

    /** Compares a result with what was expected. */
    public static Comparison of(String name, Tensor expected, Tensor actual) {
        if (!expected.shape().equals(actual.shape())) {
            return new Comparison(
                    name, expected.shape(), actual.shape(), Double.POSITIVE_INFINITY, 0, -1, Float.NaN, Float.NaN);
        }
        double error = 0;
        double largest = 0;
        int index = 0;
        for (int i = 0; i < expected.data().length; i++) {
            float a = expected.data()[i];
            float b = actual.data()[i];
            if (Math.abs(a) > largest && !Float.isInfinite(a)) {
                largest = Math.abs(a);
            }
            double difference = difference(a, b);
            if (difference > error) {
                error = difference;
                index = i;
            }
        }
        float a = expected.data().length == 0 ? 0f : expected.data()[index];
        float b = expected.data().length == 0 ? 0f : actual.data()[index];
        return new Comparison(name, expected.shape(), actual.shape(), error, largest, index, a, b);
    }

    private static double difference(float a, float b) {
        if (Float.compare(a, b) == 0 || a == b) {
            return 0;
        }
        double difference = Math.abs((double) a - b);
        return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
    }

    /** The error divided by the largest value expected; the error itself where only zeros were expected. */
    public double relativeError() {
        return largest == 0 ? error : error / largest;
    }

    /** True where the relative error is at most that large. */
    public boolean isWithin(double tolerance) {
        return relativeError() <= tolerance;
    }
}
