package io.github.cornu.hub.models.common;

import static io.github.cornu.hub.layers.Parts.options;

import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tables of vectors. */
public final class Embeddings {
    /** Keras's name of most of them. */
    public static final String TOKENS = "token_embedding";

    private static final String REVERSIBLE = "ReversibleEmbedding";

    private Embeddings() {}

    /** The config of a table of tokens. */
    public static Map<String, Object> config(int vocabulary, int size, Map<String, ?> more) {
        Map<String, Object> config = new LinkedHashMap<>(more);
        config.put("input_dim", vocabulary);
        config.put("output_dim", size);
        return config;
    }

    /** A table of tokens, which may be called in reverse. */
    public static Net.Layer tokens(Net net, int vocabulary, int size) {
        return net.layer(REVERSIBLE, TOKENS, config(vocabulary, size, Map.of()));
    }

    /** The table of a backbone, in a task around it. */
    public static Net.Layer tokens(Net net, Map<String, ?> config) {
        return net.layer(REVERSIBLE, TOKENS, config);
    }

    /** A table of the places of steps. */
    public static Net.Layer positions(Net net, int steps) {
        return net.layer("keras_hub>PositionEmbedding", "position_embedding", Map.of("sequence_length", steps));
    }

    /** Tables of tokens and of their places, as one layer. */
    public static Net.Layer tokensAndPositions(Net net, Args args, String name, int steps) {
        Map<String, Object> config = options(
                "vocabulary_size", args.integer("vocabulary_size"),
                "sequence_length", args.integer("max_sequence_length", steps),
                "embedding_dim", args.positive("hidden_dim"));
        return net.layer("keras_hub>TokenAndPositionEmbedding", name, config);
    }
}
