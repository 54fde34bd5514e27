package io.github.cornu.op.shape;

import io.github.cornu.op.Binding;
import io.github.cornu.op.Checks;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.List;

/**
 * Every {@code step}-th element of one axis, from {@code start} to before {@code stop}, as Python slices.
 *
 * @param start the first; below 0: counted from the end
 * @param stop one after the last; below 0: counted from the end; {@link #END}: the length of the axis
 * @param step at least 1
 */
public record Slice(int axis, int start, int stop, int step) implements Copying {
    /** As {@code stop}: up to the end of the axis. */
    public static final int END = Integer.MAX_VALUE;

    public Slice {
        if (step < 1) {
            throw new IllegalArgumentException("a slice with the step " + step);
        }
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Shape input = inputs.get(0);
        Checks.minimumRank(input, axis + 1);
        int length = input.length(axis);
        return input.with(axis, length == Shape.FREE ? Shape.FREE : count(length));
    }

    private int count(int length) {
        int count = resolve(stop, length) - resolve(start, length);
        return Math.max(0, (count + step - 1) / step);
    }

    private static int resolve(int index, int length) {
        return Math.max(0, Math.min(length, index < 0 ? index + length : index));
    }

    @Override
    public boolean movesOnly() {
        return true;
    }

    @Override
    public boolean givesTexts(boolean ofTexts) {
        return ofTexts;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        if (inputs.get(0) == Time.AXIS && axis == 1 && start >= 0 && stop == END) {
            return Time.AXIS;
        }
        return Time.alongAxis(inputs.get(0), axis);
    }

    @Override
    public StridedCopy copy(Binding binding) {
        int[] lengths = binding.inputShape(0).lengths();
        int[] from = StridedCopy.strides(lengths);
        int[] counts = binding.outputShape(0).lengths();
        int offset = resolve(start, lengths[axis]) * from[axis];
        from[axis] *= step;
        return new StridedCopy(counts, from, offset, StridedCopy.strides(counts), 0);
    }
}
