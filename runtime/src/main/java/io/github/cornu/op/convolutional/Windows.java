package io.github.cornu.op.convolutional;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The windows of convolution and pooling: their size, stride and dilation along each spatial axis, and the padding.
 *
 * @param size one number a spatial axis
 * @param strides one number a spatial axis
 * @param dilation distance between elements of a window, one number a spatial axis
 * @param padding of the input with the elements before and after it
 * @param before how many elements of padding are before the input whatever its length, one number a spatial axis
 * @param after how many are after it
 */
public record Windows(
        List<Integer> size,
        List<Integer> strides,
        List<Integer> dilation,
        Padding padding,
        List<Integer> before,
        List<Integer> after) {
    public Windows {
        size = positive("window size", size);
        strides = positive("stride", strides);
        dilation = positive("dilation", dilation);
        if (strides.size() != size.size() || dilation.size() != size.size()) {
            throw new IllegalArgumentException(
                    "window size " + size + ", strides " + strides + " and dilation " + dilation + " differ in length");
        }
        before = List.copyOf(before);
        after = List.copyOf(after);
        if (before.size() != size.size() || after.size() != size.size() || !isCount(before) || !isCount(after)) {
            throw new IllegalArgumentException("padding of " + before + " before and " + after + " after the input");
        }
    }

    /** Windows whose padding depends on the length of the input only. */
    public Windows(List<Integer> size, List<Integer> strides, List<Integer> dilation, Padding padding) {
        this(
                size,
                strides,
                dilation,
                padding,
                Collections.nCopies(size.size(), 0),
                Collections.nCopies(size.size(), 0));
    }

    /** Windows whose elements are neighbours. */
    public static Windows dense(List<Integer> size, List<Integer> strides, Padding padding) {
        return new Windows(size, strides, Collections.nCopies(size.size(), 1), padding);
    }

    /** The windows over an input that has so many more elements of padding along a spatial axis. */
    Windows padded(int axis, int moreBefore, int moreAfter) {
        return new Windows(
                size, strides, dilation, padding, plus(before, axis, moreBefore), plus(after, axis, moreAfter));
    }

    private static List<Integer> plus(List<Integer> numbers, int axis, int more) {
        List<Integer> sums = new ArrayList<>(numbers);
        sums.set(axis, Math.addExact(numbers.get(axis), more));
        return sums;
    }

    /** Windows of one element each. */
    public static Windows pixels(List<Integer> strides) {
        return dense(Collections.nCopies(strides.size(), 1), strides, Padding.VALID);
    }

    /** The stride if windows are of one element, with no padding, and leave out elements; else null. */
    public List<Integer> pixelStride() {
        boolean leavesOut = strides.stream().anyMatch(stride -> stride > 1);
        return elements() == 1 && !isPadded() && leavesOut ? strides : null;
    }

    /** Whether the padding reaches into the future along the first axis, at stride 1, and comes from nothing else. */
    public boolean isSame() {
        return padding == Padding.SAME && size.get(0) > 1 && isDense() && !isPadded();
    }

    private boolean isDense() {
        return strides.stream().allMatch(stride -> stride == 1);
    }

    /** Those of the windows that a stride leaves; null if they cannot be told without the length of the input. */
    public Windows strided(List<Integer> stride) {
        if (padding == Padding.VALID) {
            List<Integer> products = new ArrayList<>();
            for (int axis = 0; axis < axes(); axis++) {
                products.add(Math.multiplyExact(strides.get(axis), stride.get(axis)));
            }
            return new Windows(size, products, dilation, padding, before, after);
        }
        if (!isDense() || isPadded()) {
            return null;
        }
        List<Integer> first = new ArrayList<>();
        List<Integer> last = new ArrayList<>();
        for (int axis = 0; axis < axes(); axis++) {
            first.add((span(axis) - 1) / 2);
            last.add(span(axis) - 1 - first.get(axis));
        }
        return new Windows(size, stride, dilation, Padding.VALID, first, last);
    }

    /** The same at stride 1. */
    public Windows unstrided() {
        return new Windows(size, Collections.nCopies(axes(), 1), dilation, padding, before, after);
    }

    /** Whether there is padding whatever the length of the input. */
    public boolean isPadded() {
        return before.stream().anyMatch(count -> count > 0) || after.stream().anyMatch(count -> count > 0);
    }

    private static boolean isCount(List<Integer> values) {
        return values.stream().allMatch(value -> value >= 0);
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
        int length = input == Shape.FREE ? input : paddedLength(axis, input);
        if (length == Shape.FREE || length == 0) {
            return length;
        }
        int stride = strides.get(axis);
        int positions = padding == Padding.VALID ? length - span(axis) + 1 : length;
        if (positions < 1) {
            throw new IllegalArgumentException(
                    "a window that spans " + span(axis) + " does not fit into the length " + length);
        }
        return (positions + stride - 1) / stride;
    }

    private int paddedLength(int axis, int input) {
        return Math.addExact(input, Math.addExact(before.get(axis), after.get(axis)));
    }

    /** Padding before the first element along a spatial axis. */
    int paddingBefore(int axis, int input) {
        if (padding == Padding.VALID) {
            return before.get(axis);
        }
        int last = (outputLength(axis, input) - 1) * strides.get(axis);
        return before.get(axis) + Math.max(0, last + span(axis) - paddedLength(axis, input)) / 2;
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
        if (input == Time.AXIS && isPadded() && (before.get(0) > 0 || after.get(0) > 0)) {
            throw new IllegalArgumentException("its windows reach into the padding around the whole sequence");
        }
        return input;
    }
}
