package io.github.cornu.importer.layer.operation;

import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import java.util.List;

/** How a function of Keras or TensorFlow becomes operations of the graph. Truth values are 0 and 1. */
@FunctionalInterface
public interface Operation {
    List<KerasTensor> apply(Lowering g, Arguments a);

    /** One with a single result. */
    @FunctionalInterface
    interface Single {
        KerasTensor apply(Lowering g, Arguments a);
    }
}
