package io.github.cornu.op;

import io.github.cornu.tensor.Shape;
import java.util.List;

/** An operation whose only output has the shape of its only input, and may be in the same memory. */
public interface SameShape extends SingleOutput {
    @Override
    default Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        return inputs.get(0);
    }

    @Override
    default int inPlaceInput() {
        return 0;
    }
}
