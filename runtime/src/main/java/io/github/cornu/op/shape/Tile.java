package io.github.cornu.op.shape;

import io.github.cornu.op.Binding;
import io.github.cornu.op.Checks;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.List;

/** Repeats one axis as a whole {@code times} times: a b a b. */
public record Tile(int axis, int times) implements Copying {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Shape input = inputs.get(0);
        Checks.minimumRank(input, axis + 1);
        int length = input.length(axis);
        return input.with(axis, length == Shape.FREE ? Shape.FREE : Math.multiplyExact(length, times));
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
        Shape split = binding.inputShape(0).insert(axis, times);
        int[] from = StridedCopy.strides(binding.inputShape(0).lengths());
        int[] fromSplit = new int[from.length + 1];
        System.arraycopy(from, 0, fromSplit, 0, axis);
        System.arraycopy(from, axis, fromSplit, axis + 1, from.length - axis);
        return new StridedCopy(split.lengths(), fromSplit, 0, StridedCopy.strides(split.lengths()), 0);
    }
}
