package io.github.cornu.op.shape;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.List;

/** Joins the axes 0 and 1: each time step of each sample becomes a sample. {@link UnfoldTime} undoes it. */
public record FoldTime() implements View {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Shape input = inputs.get(0);
        Checks.minimumRank(input, 2);
        return Shape.of(input.size(0, 2)).append(input.axes(2, input.rank()));
    }

    @Override
    public boolean givesTexts(boolean ofTexts) {
        return ofTexts;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return inputs.get(0) == Time.AXIS ? Time.FOLDED : inputs.get(0);
    }
}
