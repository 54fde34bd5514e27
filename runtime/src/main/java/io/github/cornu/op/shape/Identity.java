package io.github.cornu.op.shape;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.List;

/** Its input. Keeps the name of a layer that does nothing at inference. */
public record Identity() implements View {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        return inputs.get(0);
    }

    @Override
    public boolean givesTexts(boolean ofTexts) {
        return ofTexts;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return Time.same(inputs);
    }
}
