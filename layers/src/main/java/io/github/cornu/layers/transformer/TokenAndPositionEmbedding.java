package io.github.cornu.layers.transformer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.reduce.Accumulate;
import io.github.cornu.tensor.Binary;
import java.util.Map;

/**
 * {@code TokenAndPositionEmbedding} and {@code PositionalEmbedding} of Keras's examples: a vector for each token plus
 * one for its place. The latter masks tokens that are 0.
 */
public final class TokenAndPositionEmbedding {
    private TokenAndPositionEmbedding() {}

    /** The one that the config is of. */
    public static CustomLayer of(CustomConfig config) {
        if (config.has("maxlen") && config.has("vocab_size") && config.has("embed_dim")) {
            return layer -> create(layer, "maxlen", "token_emb", "pos_emb", false);
        }
        if (config.has("sequence_length") && config.has("vocab_size") && config.has("embed_dim")) {
            return layer -> create(layer, "sequence_length", "token_embeddings", "position_embeddings", true);
        }
        throw new IllegalArgumentException(
                "its config is neither that of TokenAndPositionEmbedding of Keras's examples,"
                        + " which has 'maxlen', 'vocab_size' and 'embed_dim', nor that of PositionalEmbedding, which has"
                        + " 'sequence_length' in place of 'maxlen'");
    }

    private static CustomFunction create(
            CustomLayerBuilder layer, String length, String tokens, String positions, boolean masks) {
        int size = layer.config().integer("embed_dim");
        int vocabulary = layer.config().integer("vocab_size");
        CustomInnerLayer token = layer.inner(tokens, "Embedding", Map.of("input_dim", vocabulary, "output_dim", size));
        CustomInnerLayer position = layer.inner(
                positions, "Embedding", Map.of("input_dim", layer.config().integer(length), "output_dim", size));
        return call -> {
            Value x = call.input();
            if (masks) {
                call.setMask(Parts.with(call, Binary.NOT_EQUAL, x, 0));
            }
            return Parts.add(call, call.apply(token, x), call.apply(position, places(call, x)));
        };
    }

    /** 0, 1, 2 … for each sample. */
    private static Value places(CustomCall call, Value x) {
        Value ones = Parts.with(call, Binary.ADD, Parts.with(call, Binary.MULTIPLY, x, 0), 1);
        return Parts.with(
                call,
                Binary.SUBTRACT,
                call.add(new Accumulate(Binary.ADD, x.shape().rank() - 1), ones),
                1);
    }
}
