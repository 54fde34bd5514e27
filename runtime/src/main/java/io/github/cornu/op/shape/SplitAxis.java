package io.github.cornu.op.shape;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.List;

/**
 * Axis {@code axis}, at least 1, cut in several.
 *
 * @param lengths of the axes in its place; none is free
 */
public record SplitAxis(int axis, Shape lengths) implements View {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Shape input = inputs.get(0);
        Checks.minimumRank(input, axis + 1);
        if (input.length(axis) != Shape.FREE) {
            Checks.axis(input, axis, lengths.size());
        }
        return input.axes(0, axis).append(lengths).append(input.axes(axis + 1, input.rank()));
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        if (inputs.get(0) == Time.AXIS && axis <= 1) {
            throw new IllegalArgumentException("it cuts the time axis");
        }
        return inputs.get(0);
    }
}
