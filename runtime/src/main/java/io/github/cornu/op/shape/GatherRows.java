package io.github.cornu.op.shape;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SingleOutput;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.List;

/**
 * Elements of axis {@code batchAxes} of the first input, chosen by the second, whose axes before are the same: (b…, n,
 * r…) and (b…, k…) give (b…, k…, r…). Indices are integers; below 0 they count from the end.
 *
 * <p>Running it throws an {@link IllegalArgumentException} if an index is out of range.
 */
public record GatherRows(int batchAxes) implements SingleOutput {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 2);
        Shape x = inputs.get(0);
        Shape indices = inputs.get(1);
        Checks.minimumRank(x, batchAxes + 1);
        Checks.minimumRank(indices, batchAxes);
        for (int axis = 0; axis < batchAxes; axis++) {
            int a = x.length(axis);
            int b = indices.length(axis);
            if (a != b && a != Shape.FREE && b != Shape.FREE) {
                throw new IllegalArgumentException("the shapes " + x + " and " + indices + " differ in axis " + axis);
            }
        }
        return indices.append(x.axes(batchAxes + 1, x.rank()));
    }

    @Override
    public boolean movesOnly() {
        return true;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        Time time = Time.same(inputs);
        return batchAxes < 2 ? Time.alongAxis(time, 1) : time;
    }

    @Override
    public boolean canFail() {
        return true;
    }

    @Override
    public Prepared prepare(Target target) {
        return binding -> {
            Shape shape = binding.inputShape(0);
            Shape places = binding.inputShape(1);
            int blocks = shape.size(0, batchAxes);
            int count = shape.length(batchAxes);
            int inner = shape.size(batchAxes + 1, shape.rank());
            int chosen = places.size(batchAxes, places.rank());
            int x = binding.input(0);
            int indices = binding.input(1);
            int y = binding.output(0);
            return m -> {
                for (int i = 0; i < blocks * chosen; i++) {
                    int row = i / chosen * count + row(m.slot(indices)[i], count);
                    System.arraycopy(m.slot(x), row * inner, m.slot(y), i * inner, inner);
                }
            };
        };
    }

    private static int row(float index, int count) {
        if (index >= -count && index < count && index == (int) index) {
            return index < 0 ? (int) index + count : (int) index;
        }
        throw new IllegalArgumentException("the index " + index + " is not in [" + -count + ", " + count + ")");
    }
}
