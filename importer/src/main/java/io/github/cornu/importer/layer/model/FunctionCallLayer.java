package io.github.cornu.importer.layer.model;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.operation.OperationEntry;
import io.github.cornu.importer.layer.operation.registry.OperationRegistry;
import java.util.List;

/**
 * {@code TFOpLambda} and {@code SlicingOpLambda} of Keras 2: a function of TensorFlow that was called with tensors of a
 * functional model.
 */
public final class FunctionCallLayer extends KerasLayer {
    private final OperationEntry entry;
    private final String function;

    public FunctionCallLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        function = config.string("function", "");
        entry = OperationRegistry.tensorFlow(function);
    }

    @Override
    public String calledFunction() {
        return function;
    }

    @Override
    public boolean takesTexts() {
        return entry.takesTexts();
    }

    @Override
    public boolean takesConstants() {
        return true;
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        return OperationRegistry.apply(g, entry, call.arguments(), call.keywords());
    }
}
