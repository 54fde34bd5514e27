package io.github.cornu.hub.models.text;

import static io.github.cornu.hub.layers.Parts.options;

import io.github.cornu.hub.models.common.Backbone;
import io.github.cornu.hub.models.common.Build;
import io.github.cornu.hub.models.common.Embeddings;
import io.github.cornu.hub.models.common.Layers;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.Map;

/** What the encoders of texts have in common. */
public final class Encoders {
    static final String TOKENS = "token_ids";
    static final String SEGMENTS = "segment_ids";
    static final String PADDING = "padding_mask";
    static final String POOLED = "pooled_output";

    private Encoders() {}

    /** The config of encoders of the size that the arguments say. */
    static Map<String, Object> config(Args args, Object activation, double epsilon) {
        return options(
                "hidden_dim", args.positive("hidden_dim"),
                "num_heads", args.count("num_heads"),
                "intermediate_dim", args.positive("intermediate_dim"),
                "dropout", args.number("dropout", 0.1),
                "activation", activation,
                "layer_norm_epsilon", epsilon);
    }

    /** Encoders in a row, as many as {@code num_layers} says. */
    static Ref row(Net net, Args args, Ref x, Ref padding, Map<String, ?> config) {
        Ref y = x;
        for (int i = 0; i < args.count("num_layers"); i++) {
            y = net.layer("keras_hub>TransformerEncoder", "transformer_layer_" + i, config)
                    .call(y, options(PADDING, padding));
        }
        return y;
    }

    /**
     * The sum of tables for tokens, for their places and for their segments, normalized.
     *
     * @param size of their vectors
     */
    static Ref segmented(Net net, Args args, int vocabulary, int size) {
        Ref tokens = Embeddings.tokens(net, vocabulary, size).call(net.tokens(TOKENS));
        Ref positions = Embeddings.positions(net, args.integer("max_sequence_length", 512))
                .call(tokens);
        Map<String, Object> segment = Embeddings.config(args.integer("num_segments", 2), size, Map.of());
        Ref segments = net.layer("Embedding", "segment_embedding", segment).call(net.tokens(SEGMENTS));
        Ref x = Layers.add(net, "embeddings_add", tokens, positions, segments);
        return Layers.norm(net, "embeddings_layer_norm", 1e-12).call(x);
    }

    /** The outputs of models that also give a vector for the whole text: a dense layer of that of its first token. */
    static Net pooled(Net net, Ref x, int hidden) {
        Ref pooled = Layers.dense(net, "pooled_dense", hidden, "tanh").call(Layers.firstStep(net, x));
        return net.output(Backbone.SEQUENCE, x).output(POOLED, pooled);
    }

    /**
     * A backbone of tokens and padding alone, whose only output are vectors.
     *
     * @param embedding name of the layer of tokens and their places
     */
    static Net plain(Args args, String embedding, double epsilon) {
        Net net = new Net();
        Ref ids = net.tokens(TOKENS);
        Ref padding = net.tokens(PADDING);
        Ref x = Embeddings.tokensAndPositions(net, args, embedding, 512).call(ids);
        x = Layers.norm(net, "embeddings_layer_norm", epsilon).call(x);
        return net.output(row(net, args, x, padding, config(args, "gelu", epsilon)));
    }

    /** A classifier of the pooled output. */
    public static Net pooledClassifier(Args args, Build build) {
        Backbone backbone = Backbone.of(args, build);
        return backbone.net().output(Layers.logits(backbone.net(), args, backbone.output(POOLED)));
    }

    /** A classifier of the vector of the first token, with a dense layer of its own before the scores. */
    static Net firstTokenClassifier(Args args, Build build, String activation) {
        Backbone backbone = Backbone.of(args, build);
        Net net = backbone.net();
        Ref x = Layers.firstStep(net, backbone.output());
        x = Layers.dense(net, "pooled_dense", args.integer("hidden_dim", backbone.hidden()), activation)
                .call(x);
        return net.output(Layers.logits(net, args, x));
    }
}
