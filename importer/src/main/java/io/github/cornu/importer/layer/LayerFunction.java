package io.github.cornu.importer.layer;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.op.Activation;
import io.github.cornu.tensor.Shape;

/** The function that a layer applies to its result. */
@FunctionalInterface
public interface LayerFunction {
    Value apply(Lowering g, Value x);

    /** Whether it takes each element alone, so that it does not matter in what order the axes are. */
    default boolean isElementwise() {
        return false;
    }

    /**
     * The function as the part of another operation.
     *
     * @param sample the shape of what it is applied to, without the batch
     * @throws UnsupportedModelException if it is more than a function of each element or row
     */
    default Activation activation(Shape sample) {
        return activation();
    }

    /** Whether its weights tell what it is as a part of another operation. */
    default boolean hasWeights() {
        return false;
    }

    /**
     * The function as the part of another operation, if it has no weights.
     *
     * @throws UnsupportedModelException if it is more than a function of each element or row
     */
    default Activation activation() {
        throw new UnsupportedModelException("its activation cannot be used inside a recurrent cell");
    }
}
