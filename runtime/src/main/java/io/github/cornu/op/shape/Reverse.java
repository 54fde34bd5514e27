package io.github.cornu.op.shape;

import io.github.cornu.op.Binding;
import io.github.cornu.op.Checks;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.List;

/** Reverses one axis. */
public record Reverse(int axis) implements Copying {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Checks.minimumRank(inputs.get(0), axis + 1);
        return inputs.get(0);
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
        return Time.alongAxis(inputs.get(0), axis);
    }

    @Override
    public StridedCopy copy(Binding binding) {
        int[] counts = binding.inputShape(0).lengths();
        int[] from = StridedCopy.strides(counts);
        int last = Math.max(0, counts[axis] - 1) * from[axis];
        from[axis] = -from[axis];
        return new StridedCopy(counts, from, last, StridedCopy.strides(counts), 0);
    }
}
