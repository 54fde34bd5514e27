package io.github.cornu.op.convolutional;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.Collections;
import java.util.List;

/**
 * The windows of convolution and pooling: their size, stride and dilation along each spatial axis, and the padding.
 *
 * @param size one number a spatial axis
 * @param strides one number a spatial axis
 * @param dilation distance between elements of a window, one number a spatial axis
 */
public record Windows(List<Integer> size, List<Integer> strides, List<Integer> dilation, Padding padding) {
    public Windows {
        size = positive("window size", size);
        strides = positive("stride", strides);
        dilation = positive("dilation", dilation);
        if (strides.size() != size.size() || dilation.size() != size.size()) {
            throw new IllegalArgumentException(
                    "window size " + size + ", strides " + strides + " and dilation " + dilation + " differ in length");
        }
    }

    /** Windows whose elements are neighbours. */
    public static Windows dense(List<Integer> size, List<Integer> strides, Padding padding) {
        return new Windows(size, strides, Collections.nCopies(size.size(), 1), padding);
    }

    private static List<Integer> positive(String what, List<Integer> values) {
        if (values.stream().anyMatch(value -> value < 1)) {
            throw new IllegalArgumentException("a " + what + " of " + values);
        }
        return List.copyOf(values);
    }

    /** How many spatial axes there are. */
    public int axes() {
        return size.size();
    }

    /** How many elements a window has. */
    public int elements() {
        return size.stream().reduce(1, Math::multiplyExact);
    }

    /** Elements that a window spans along an axis. */
    int span(int axis) {
        return Math.addExact(Math.multiplyExact(size.get(axis) - 1, dilation.get(axis)), 1);
    }

    /** The length of the output along a spatial axis, or free. */
    int outputLength(int axis, int input) {
        if (input == Shape.FREE || input == 0) {
            return input;
        }
        int stride = strides.get(axis);
        int positions = padding == Padding.VALID ? input - span(axis) + 1 : input;
        if (positions < 1) {
            throw new IllegalArgumentException(
                    "a window that spans " + span(axis) + " does not fit into the length " + input);
        }
        return (positions + stride - 1) / stride;
    }

    /** Padding before the first element along a spatial axis. */
    int paddingBefore(int axis, int input) {
        if (padding == Padding.VALID) {
            return 0;
        }
        int last = (outputLength(axis, input) - 1) * strides.get(axis);
        return Math.max(0, last + span(axis) - input) / 2;
    }

    /** The output shape for an input (batch, spatial axes…, any) and that many output channels. */
    public Shape outputShape(Shape input, int channels) {
        Checks.rank(input, axes() + 2);
        Shape output = input.with(-1, channels);
        for (int axis = 0; axis < axes(); axis++) {
            output = output.with(axis + 1, outputLength(axis, input.length(axis + 1)));
        }
        return output;
    }

    /**
     * Checks that a kernel, shape (…, channels, filters), has as many elements as a window.
     *
     * @throws IllegalArgumentException if it has not
     */
    void checkKernel(Weight kernel) {
        Shape shape = kernel.shape();
        if (shape.rank() < 2 || shape.size(0, shape.rank() - 2) != elements()) {
            throw new IllegalArgumentException("a kernel of shape " + shape + " for windows of " + size);
        }
    }

    /** The time of the output, in a stream whose earlier steps are kept for the windows. */
    public Time time(Time input) {
        if (input == Time.AXIS && padding == Padding.SAME && size.get(0) > 1) {
            throw new IllegalArgumentException("its windows reach into the future, with padding 'same'");
        }
        return input;
    }
}
