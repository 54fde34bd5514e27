package io.github.cornu.op.shape;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.List;

/** Cuts axis 0 in two, as long as the axes 0 and 1 of the second input, of which only the shape is used. */
public record UnfoldTime() implements View {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 2);
        Shape input = inputs.get(0);
        Checks.minimumRank(inputs.get(1), 2);
        return inputs.get(1).axes(0, 2).append(input.axes(1, input.rank()));
    }

    @Override
    public boolean givesTexts(boolean ofTexts) {
        return ofTexts;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return inputs.get(0) == Time.FOLDED ? Time.AXIS : inputs.get(0);
    }
}
