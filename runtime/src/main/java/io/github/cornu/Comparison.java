package io.github.cornu;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Texts;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/**
 * How far a result is from what was expected. NaNs are equal to each other and infinitely far from everything else, and
 * so are two texts that differ; how many places a tensor has for the code points of its texts makes no difference.
 *
 * @param name of the tensor, for messages
 * @param call the number of the call it is from, starting at 1
 * @param layer path of the layer whose output it is; null for outputs of the model and for states
 * @param expectedTensor what was expected
 * @param actualTensor what came out; if its shape differs, the error is infinite
 * @param error the largest absolute difference
 * @param largest the largest absolute value that was expected
 * @param index where the largest difference is, in row-major order; -1 if the shapes differ
 */
public record Comparison(
        String name,
        int call,
        String layer,
        Tensor expectedTensor,
        Tensor actualTensor,
        double error,
        double largest,
        int index) {

    /** Compares a result with what was expected. */
    public static Comparison of(String name, Tensor expected, Tensor actual) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(actual, "actual");
        return of(name, 1, null, expected, actual);
    }

    static Comparison of(String name, int call, String layer, Tensor expected, Tensor actual) {
        if (expected.isTexts() != actual.isTexts()) {
            return new Comparison(name, call, layer, expected, actual, Double.POSITIVE_INFINITY, 0, -1);
        }
        int width = expected.isTexts()
                ? Math.max(expected.shape().length(-1), actual.shape().length(-1))
                : 0;
        return ofEqualWidths(name, call, layer, padded(expected, width), padded(actual, width));
    }

    /** Texts with as many places for their code points as the other ones have. */
    private static Tensor padded(Tensor texts, int width) {
        return width == 0 ? texts : Texts.padded(texts, width);
    }

    private static Comparison ofEqualWidths(String name, int call, String layer, Tensor expected, Tensor actual) {
        if (!expected.shape().equals(actual.shape())) {
            return new Comparison(name, call, layer, expected, actual, Double.POSITIVE_INFINITY, 0, -1);
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
            double difference = expected.isTexts() && a != b ? Double.POSITIVE_INFINITY : difference(a, b);
            if (difference > error) {
                error = difference;
                index = i;
            }
        }
        return new Comparison(name, call, layer, expected, actual, error, largest, index);
    }

    /** Where an element is by its place in row-major order, a number for each axis: {@code [2, 0, 5]}. */
    public String position(int element) {
        int[] position = new int[expected().rank()];
        int rest = element;
        for (int axis = position.length - 1; axis >= 0; axis--) {
            int length = Math.max(1, expected().length(axis));
            position[axis] = rest % length;
            rest /= length;
        }
        return Arrays.toString(position);
    }

    /** The shape of what was expected. */
    public Shape expected() {
        return expectedTensor.shape();
    }

    /** The shape of what came out. */
    public Shape actual() {
        return actualTensor.shape();
    }

    /** What was expected at {@link #index}; NaN if the shapes differ. */
    public float expectedValue() {
        return at(expectedTensor);
    }

    /** What came out at {@link #index}; NaN if the shapes differ. */
    public float actualValue() {
        return at(actualTensor);
    }

    private float at(Tensor tensor) {
        if (index < 0) {
            return Float.NaN;
        }
        return tensor.data().length == 0 ? 0f : tensor.data()[index];
    }

    /** The absolute difference; 0 between two NaNs and between equal infinities, infinite where just one is NaN. */
    public static double difference(float a, float b) {
        if (Float.compare(a, b) == 0 || a == b) {
            return 0;
        }
        double difference = Math.abs((double) a - b);
        return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
    }

    /** The error divided by the largest value expected; the error itself where only zeros were expected. */
    public double relativeError() {
        return relative(error, largest);
    }

    static double relative(double error, double largest) {
        return largest == 0 ? error : error / largest;
    }

    /** One line that tells it, for people. */
    public String describe() {
        if (!expected().equals(actual())) {
            return Printable.name(name) + ": the shape is " + actual() + ", expected " + expected();
        }
        if (expectedTensor.isTexts() || actualTensor.isTexts()) {
            return Printable.name(name) + ": " + (error == 0 ? "equal texts" : describeTexts());
        }
        return String.format(
                Locale.ROOT,
                "%s %s: largest error %.2e, relative %.2e, at %d: expected %s, got %s",
                Printable.name(name),
                actual(),
                error,
                relativeError(),
                index,
                expectedValue(),
                actualValue());
    }

    /** What differs, of texts. */
    String describeTexts() {
        if (expectedTensor.isTexts() != actualTensor.isTexts()) {
            return "expected " + (expectedTensor.isTexts() ? "texts, got numbers" : "numbers, got texts");
        }
        int text = index / expected().length(-1);
        return "text " + text + ": expected '"
                + Printable.text(Texts.read(expectedTensor).get(text)) + "', got '"
                + Printable.text(Texts.read(actualTensor).get(text)) + "'";
    }

    /** True where the relative error is at most that large. */
    public boolean isWithin(double tolerance) {
        return relativeError() <= tolerance;
    }
}
