package io.github.cornu.hub.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The decoders of Llama, Mistral, Qwen and Phi-3: {@link GroupedAttention} and a gated pair of dense layers (Shazeer,
 * 2020), each after an RMS normalization and added to its input. The config is the library's own: {@code attention},
 * that of the attention, {@code norm_class}, {@code intermediate_dim}, {@code layer_norm_epsilon}, {@code activation},
 * and {@code attributes}, the names of the attention and of the normalizations before it and before the dense layers.
 */
public final class GatedDecoder {
    private GatedDecoder() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        Map<String, Object> options = new LinkedHashMap<>();
        ((Map<?, ?>) config.value("attention")).forEach((key, value) -> options.put((String) key, value));
        String norm = config.string("norm_class");
        Map<String, Object> epsilon = Map.of("epsilon", config.number("layer_norm_epsilon"));
        int size = config.integer("hidden_dim");
        List<?> names = (List<?>) config.value("attributes");
        CustomInnerLayer attention = layer.inner((String) names.get(0), GroupedAttention.CLASS, options);
        CustomInnerLayer attentionNorm = layer.inner((String) names.get(1), norm, epsilon);
        int inner = config.integer("intermediate_dim");
        CustomInnerLayer intermediate = dense(layer, "feedforward_intermediate_dense", inner, null);
        CustomInnerLayer gate = dense(layer, "feedforward_gate_dense", inner, config.value("activation"));
        CustomInnerLayer output = dense(layer, "feedforward_output_dense", size, null);
        CustomInnerLayer feedForwardNorm = layer.inner((String) names.get(2), norm, epsilon);
        return call -> {
            Value x = call.input();
            Value padding = Parts.keyword(call, "decoder_padding_mask");
            Value y = call.applyAll(attention, Parts.options("padding_mask", padding), call.apply(attentionNorm, x))
                    .get(0);
            Value attended = Parts.add(call, y, x);
            y = call.apply(feedForwardNorm, attended);
            y = Parts.multiply(call, call.apply(intermediate, y), call.apply(gate, y));
            return Parts.add(call, call.apply(output, y), attended);
        };
    }

    private static CustomInnerLayer dense(CustomLayerBuilder layer, String attribute, int units, Object activation) {
        return layer.inner(
                attribute, "Dense", Parts.options("units", units, "use_bias", false, "activation", activation));
    }
}
