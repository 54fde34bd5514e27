package io.github.cornu.importer.layer;

import io.github.cornu.importer.config.LayerConfig;
import java.util.List;

/**
 * {@code TFOpLambda} and {@code SlicingOpLambda} of Keras 2: a function of TensorFlow that was called with tensors of a
 * functional model.
 */
final class FunctionCallLayer extends KerasLayer {
    private final OperationFamily.Entry entry;
    private final String function;

    FunctionCallLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        function = config.string("function", "");
        entry = OperationRegistry.tensorFlow(function);
    }

    @Override
    String calledFunction() {
        return function;
    }

    @Override
    boolean takesConstants() {
        return true;
    }

    @Override
    List<KerasTensor> call(Lowering g, Call call) {
        return OperationRegistry.apply(g, entry, call.arguments(), call.keywords());
    }
}
