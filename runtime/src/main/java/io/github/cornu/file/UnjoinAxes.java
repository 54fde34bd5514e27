package io.github.cornu.file;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Time;
import io.github.cornu.op.shape.View;
import io.github.cornu.tensor.Shape;
import java.util.List;

/**
 * Cuts the axes 1 and 2 in as many as the second and the third input have between the first and the last. Of these two
 * inputs only the shapes are used. Older files have it for {@code Dot}: it does not tell the numbers of axes,
 * which {@link io.github.cornu.op.shape.Reshape} needs.
 */
record UnjoinAxes() implements View {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 3);
        return inputs.get(0).axes(0, 1).append(between(inputs.get(1))).append(between(inputs.get(2)));
    }

    private static Shape between(Shape shape) {
        Checks.minimumRank(shape, 2);
        return shape.axes(1, shape.rank() - 1);
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        if (inputs.get(0) == Time.AXIS) {
            throw new IllegalArgumentException("it cuts the time axis");
        }
        return inputs.get(0);
    }
}
