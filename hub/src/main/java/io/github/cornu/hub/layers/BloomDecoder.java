package io.github.cornu.hub.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import java.util.Map;

/** The decoders of BLOOM: attention and two dense layers, each after a normalization and added to its input. */
public final class BloomDecoder {
    private BloomDecoder() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        config.ignore("dropout");
        int size = Parts.hiddenSize(layer);
        double epsilon = config.number("layer_norm_epsilon", 1e-5f);
        CustomInnerLayer norm = Parts.norm(layer, "pre_attention_layernorm", epsilon);
        CustomInnerLayer attention = layer.inner(
                "self_attention_layer",
                BloomAttention.CLASS,
                Map.of("hidden_dim", size, "num_heads", config.integer("num_heads")));
        CustomInnerLayer secondNorm = Parts.norm(layer, "post_attention_layernorm", epsilon);
        CustomInnerLayer intermediate = Parts.dense(
                layer, "mlp_intermediate_dense", config.integer("intermediate_dim"), "keras_hub>gelu_approximate");
        CustomInnerLayer output = Parts.dense(layer, "mlp_output_dense", size, null);
        return call -> {
            Value x = call.input();
            Value padding = Parts.keyword(call, "decoder_padding_mask");
            Value y = call.applyAll(attention, Parts.options("padding_mask", padding), call.apply(norm, x))
                    .get(0);
            Value attended = Parts.add(call, y, x);
            y = call.apply(intermediate, call.apply(secondNorm, attended));
            return Parts.add(call, call.apply(output, y), attended);
        };
    }
}
