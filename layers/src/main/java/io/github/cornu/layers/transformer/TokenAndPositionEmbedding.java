package io.github.cornu.layers.transformer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.reduce.Accumulate;
import io.github.cornu.tensor.Binary;
import java.util.Map;

/** {@code TokenAndPositionEmbedding} of Keras's examples: a vector for each token plus one for its place. */
public final class TokenAndPositionEmbedding {
    private TokenAndPositionEmbedding() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        if (!layer.config().has("maxlen") || !layer.config().has("vocab_size")) {
            throw new IllegalArgumentException(
                    "its config is not that of TokenAndPositionEmbedding of Keras's examples,"
                            + " which has 'maxlen', 'vocab_size' and 'embed_dim'");
        }
        return sum(layer, "maxlen", "vocab_size", "embed_dim", "token_emb", "pos_emb");
    }

    /**
     * The sum of two tables' rows.
     *
     * @param length the key of the length of the longest sequence
     * @param vocabulary the key of the number of tokens
     * @param size the key of the length of a vector
     * @param tokens the attribute of the table of the tokens
     * @param positions the attribute of that of the places
     */
    public static CustomFunction sum(
            CustomLayerBuilder layer, String length, String vocabulary, String size, String tokens, String positions) {
        CustomInnerLayer token = table(layer, tokens, vocabulary, size);
        CustomInnerLayer position = table(layer, positions, length, size);
        return call -> {
            Value x = call.input();
            return Parts.add(call, call.apply(token, x), call.apply(position, places(call, x)));
        };
    }

    private static CustomInnerLayer table(CustomLayerBuilder layer, String attribute, String rows, String size) {
        int columns = layer.config().integer(size);
        return layer.inner(
                attribute, "Embedding", Map.of("input_dim", layer.config().integer(rows), "output_dim", columns));
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
