package io.github.cornu.op.shape;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.List;

/** The axes from {@code from}, at least 1, to before {@code to} as one axis. {@link SplitAxis} undoes it. */
public record MergeAxes(int from, int to) implements View {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Shape input = inputs.get(0);
        Checks.minimumRank(input, to);
        return input.axes(0, from).append(Shape.of(input.size(from, to))).append(input.axes(to, input.rank()));
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        if (inputs.get(0) == Time.AXIS && from <= 1) {
            throw new IllegalArgumentException("it joins time with other axes");
        }
        return inputs.get(0);
    }
}
