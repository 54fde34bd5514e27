package io.github.cornu.importer.layer;

import io.github.cornu.graph.Value;
import io.github.cornu.tensor.Shape;

/**
 * A tensor as Keras passes it from layer to layer.
 *
 * @param mask its mask, shape (batch, time), 1 where a step is valid and 0 where not; or null
 */
public record KerasTensor(Value value, Value mask) {
    /** A tensor without mask. */
    public static KerasTensor of(Value value) {
        return new KerasTensor(value, null);
    }

    public Shape shape() {
        return value.shape();
    }

    /** This tensor with another mask. */
    KerasTensor withMask(Value other) {
        return new KerasTensor(value, other);
    }
}
