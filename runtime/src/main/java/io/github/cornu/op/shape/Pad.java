package io.github.cornu.op.shape;

import io.github.cornu.op.Binding;
import io.github.cornu.op.Checks;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.List;

/**
 * Pads both ends of one axis with {@code value}.
 *
 * @param value a number
 */
public record Pad(int axis, int before, int after, float value) implements Copying {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Shape input = inputs.get(0);
        Checks.minimumRank(input, axis + 1);
        int length = input.length(axis);
        return input.with(
                axis, length == Shape.FREE ? Shape.FREE : Math.addExact(length, Math.addExact(before, after)));
    }

    /** Whether it only adds, and only zeros. */
    public boolean isZeros() {
        return Float.floatToIntBits(value) == 0 && before >= 0 && after >= 0;
    }

    /**
     * Whether each step along axis 1 is there when it comes: zeros are before the first, and nothing after the last.
     */
    public boolean isStepwise() {
        return axis == 1 && after == 0 && value == 0f;
    }

    @Override
    public float background() {
        return value;
    }

    @Override
    public boolean movesOnly() {
        return true;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        if (inputs.get(0) == Time.AXIS && isStepwise()) {
            return Time.AXIS;
        }
        return Time.alongAxis(inputs.get(0), axis);
    }

    @Override
    public StridedCopy copy(Binding binding) {
        int[] counts = binding.inputShape(0).lengths();
        int[] to = StridedCopy.strides(binding.outputShape(0).lengths());
        return new StridedCopy(counts, StridedCopy.strides(counts), 0, to, before * to[axis]);
    }
}
