package io.github.cornu.importer.layer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import java.util.List;

/**
 * A function of {@code keras.ops} in a functional model of Keras 3: a node among the layers, without weights. Masks that
 * layers make are such nodes.
 */
final class OperationLayer extends KerasLayer {
    /** What the function does, its options read from the config already. */
    interface Operation {
        Value apply(Lowering g, Call call);
    }

    private final Operation operation;

    OperationLayer(LayerConfig config, Operation operation) {
        super(config);
        this.operation = operation;
    }

    @Override
    List<KerasTensor> call(Lowering g, Call call) {
        return List.of(KerasTensor.of(operation.apply(g, call)));
    }
}
