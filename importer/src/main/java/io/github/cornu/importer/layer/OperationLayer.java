package io.github.cornu.importer.layer;

import io.github.cornu.importer.config.LayerConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A function of {@code keras.ops} in a functional model of Keras 3: a node among the layers, without weights. Its options
 * are in the config, its tensors in the call. Masks that layers make are such nodes.
 */
final class OperationLayer extends KerasLayer {
    private final OperationFamily.Entry entry;
    private final Map<String, Object> options;

    OperationLayer(LayerConfig config) {
        super(config);
        entry = OperationRegistry.keras(config.className());
        options = config.values(Set.of("name"));
    }

    @Override
    String calledFunction() {
        return config().className();
    }

    @Override
    boolean isTracked() {
        return false;
    }

    @Override
    boolean takesConstants() {
        return true;
    }

    @Override
    List<KerasTensor> call(Lowering g, Call call) {
        Map<String, Object> named = new LinkedHashMap<>(options);
        named.putAll(call.keywords());
        return OperationRegistry.apply(g, entry, call.arguments(), named);
    }
}
