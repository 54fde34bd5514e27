package io.github.cornu.hub.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.op.Activation;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.shape.GatherRows;
import io.github.cornu.tensor.Weight;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code keras_hub.layers.MaskedLMHead}: scores of all tokens at some places of a sequence, by the table of the token
 * embedding or by one of its own.
 */
public final class MaskedLmHead {
    private MaskedLmHead() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        CustomInnerLayer embedding = embedding(layer);
        int vocabulary = config.integer("vocabulary_size");
        int size = Parts.hiddenSize(layer);
        Object activation = config.value("activation");
        Object intermediate = config.value("intermediate_activation");
        CustomInnerLayer dense =
                Parts.dense(layer, "intermediate_dense", size, intermediate == null ? "relu" : intermediate);
        CustomInnerLayer norm =
                Parts.norm(layer, "intermediate_layer_norm", config.number("layer_norm_epsilon", 1e-5f));
        CustomWeight kernel = embedding == null ? layer.weight("output_kernel") : null;
        CustomWeight bias = layer.weight("output_bias");
        CustomInnerLayer last = activation == null
                ? null
                : layer.inner("activation_layer", "Activation", Map.of("activation", activation));
        return call -> {
            Value x = Parts.argument(call, 0, "inputs");
            Value places = Parts.argument(call, 1, "mask_positions");
            Value y = call.apply(norm, call.apply(dense, call.add(new GatherRows(1), x, places)));
            y = scores(call, embedding, kernel == null ? null : kernel.expect(size, vocabulary), y);
            y = Parts.add(call, y, Parts.constant(call, bias.expect(vocabulary)));
            return last == null ? y : call.apply(last, y);
        };
    }

    private static Value scores(CustomCall call, CustomInnerLayer embedding, Weight kernel, Value x) {
        return embedding == null
                ? call.add(new Dense(kernel, null, Activation.LINEAR), x)
                : call.applyAll(embedding, Map.of("reverse", true), x).get(0);
    }

    /** The token embedding, which is a layer of the backbone too; null if it has none. */
    private static CustomInnerLayer embedding(CustomLayerBuilder layer) {
        if (!(layer.config().value("token_embedding") instanceof Map<?, ?> object)) {
            return null;
        }
        Map<String, Object> options = new LinkedHashMap<>();
        ((Map<?, ?>) object.get("config")).forEach((key, value) -> options.put((String) key, value));
        return layer.inner("token_embedding", "ReversibleEmbedding", options);
    }
}
