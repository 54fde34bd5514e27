package io.github.cornu.op.shape;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.List;

/** Without axis {@code axis}, whose length is 1. */
public record RemoveAxis(int axis) implements View {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Checks.minimumRank(inputs.get(0), axis + 1);
        if (inputs.get(0).length(axis) != Shape.FREE) {
            Checks.axis(inputs.get(0), axis, 1);
        }
        return inputs.get(0).remove(axis);
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return Time.alongAxis(inputs.get(0), axis);
    }
}
