package io.github.cornu.hub.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.tensor.Binary;
import java.util.Map;

/** {@code keras_hub.layers.TokenAndPositionEmbedding}: a vector for each token plus one for its place. */
public final class TokenAndPositionEmbedding {
    private TokenAndPositionEmbedding() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        config.ignore("embeddings_initializer");
        int size = config.integer("embedding_dim");
        boolean masks = config.bool("mask_zero", false);
        CustomInnerLayer token = layer.inner(
                "token_embedding",
                "ReversibleEmbedding",
                Map.of(
                        "name",
                        "token_embedding",
                        "input_dim",
                        config.integer("vocabulary_size"),
                        "output_dim",
                        size,
                        "tie_weights",
                        config.bool("tie_weights", true)));
        CustomInnerLayer position = layer.inner(
                "position_embedding",
                "keras_hub>PositionEmbedding",
                Map.of("sequence_length", config.integer("sequence_length")));
        return call -> {
            Value x = call.input();
            if (masks) {
                call.setMask(Parts.with(call, Binary.NOT_EQUAL, x, 0));
            }
            Value tokens = call.apply(token, x);
            return Parts.add(call, tokens, call.apply(position, tokens));
        };
    }
}
