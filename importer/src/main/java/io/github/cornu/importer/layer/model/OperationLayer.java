package io.github.cornu.importer.layer.model;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.operation.OperationEntry;
import io.github.cornu.importer.layer.operation.registry.OperationRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A function of {@code keras.ops} in a functional model of Keras 3: a node among the layers, without weights. Its
 * options are in the config, its tensors in the call. Masks that layers make are such nodes.
 */
public final class OperationLayer extends KerasLayer {
    private final OperationEntry entry;
    private final Map<String, Object> options;

    public OperationLayer(LayerConfig config) {
        super(config);
        entry = OperationRegistry.keras(config.className());
        options = config.values(Set.of("name"));
    }

    @Override
    public String calledFunction() {
        return config().className();
    }

    @Override
    public boolean isTracked() {
        return false;
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
        Map<String, Object> named = new LinkedHashMap<>(options);
        named.putAll(call.keywords());
        return OperationRegistry.apply(g, entry, call.arguments(), named);
    }
}
