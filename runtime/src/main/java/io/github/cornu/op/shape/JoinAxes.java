package io.github.cornu.op.shape;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.List;

/** All axes between the first and the last one as one axis. */
public record JoinAxes() implements View {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Shape input = inputs.get(0);
        Checks.minimumRank(input, 3);
        return Shape.of(input.length(0), input.size(1, input.rank() - 1), input.length(-1));
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        if (inputs.get(0) == Time.AXIS) {
            throw new IllegalArgumentException("it joins time with the other axes");
        }
        return inputs.get(0);
    }
}
