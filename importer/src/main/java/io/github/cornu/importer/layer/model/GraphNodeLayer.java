package io.github.cornu.importer.layer.model;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.config.NodeConfig;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.operation.OperationEntry;
import io.github.cornu.importer.layer.operation.registry.OperationRegistry;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code TensorFlowOpLayer} of TensorFlow 2.0 to 2.3: an operation of TensorFlow's graphs, with those of its inputs
 * that are constants.
 */
public final class GraphNodeLayer extends KerasLayer {
    private final NodeConfig node;
    private final OperationEntry entry;

    public GraphNodeLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        node = NodeConfig.of(config);
        entry = OperationRegistry.node(node.operation());
    }

    @Override
    public String calledFunction() {
        return node.operation();
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
