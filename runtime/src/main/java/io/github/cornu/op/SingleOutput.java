package io.github.cornu.op;

import io.github.cornu.tensor.Shape;
import java.util.List;

/** An operation with one output. */
public interface SingleOutput extends Op {
    /** The shape of the output; see {@link Op#outputShapes}. */
    Shape outputShape(List<Shape> inputs);

    @Override
    default List<Shape> outputShapes(List<Shape> inputs) {
        return List.of(outputShape(inputs));
    }
}
