package io.github.cornu.hub.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;

/**
 * {@code DisentangledAttentionEncoder} of DeBERTa: {@link DisentangledAttention} and two dense layers, each added to
 * its input and normalized.
 */
public final class DisentangledEncoder {
    private DisentangledEncoder() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        config.ignore("dropout");
        int size = Parts.hiddenSize(layer);
        double epsilon = config.number("layer_norm_epsilon", 1e-5f);
        CustomInnerLayer attention = layer.inner(
                "self_attention_layer",
                DisentangledAttention.CLASS,
                Parts.options(
                        "hidden_dim", size,
                        "num_heads", config.integer("num_heads"),
                        "max_position_embeddings", config.integer("max_position_embeddings"),
                        "bucket_size", config.integer("bucket_size")));
        CustomInnerLayer norm = Parts.norm(layer, "self_attention_layer_norm", epsilon);
        FeedForward feedForward = FeedForward.of(layer, size, epsilon);
        return call -> {
            Value x = call.inputs().get(0);
            Value relative = Parts.argument(call, 1, "rel_embeddings");
            Value padding = Parts.keyword(call, "padding_mask");
            Value y = call.applyAll(attention, Parts.options("padding_mask", padding), x, relative)
                    .get(0);
            return feedForward.apply(call, call.apply(norm, Parts.add(call, y, x)), false);
        };
    }
}
