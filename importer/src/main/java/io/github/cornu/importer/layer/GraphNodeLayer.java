package io.github.cornu.importer.layer;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.config.NodeConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code TensorFlowOpLayer} of TensorFlow 2.0 to 2.3: an operation of TensorFlow's graphs, with those of its inputs that
 * are constants.
 */
final class GraphNodeLayer extends KerasLayer {
    private final NodeConfig node;
    private final OperationFamily.Entry entry;

    GraphNodeLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        node = NodeConfig.of(config);
        entry = OperationRegistry.node(node.operation());
    }

    @Override
    String calledFunction() {
        return node.operation();
    }

    @Override
    boolean takesConstants() {
        return true;
    }

    @Override
    List<KerasTensor> call(Lowering g, Call call) {
        List<Object> inputs = new ArrayList<>(call.tensors());
        node.constants().forEach((place, value) -> {
            if (place > inputs.size()) {
                throw new IllegalArgumentException("its constant " + place + " comes after its inputs");
            }
            inputs.add(place, value);
        });
        return OperationRegistry.apply(g, entry, inputs, node.attributes());
    }
}
