package io.github.cornu.hub.models;

import static io.github.cornu.hub.models.Layers.options;

import io.github.cornu.hub.layers.Functions;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.Map;

/** T5 (Raffel et al., 2019). */
final class T5Models {
    private T5Models() {}

    static Net backbone(Args args, Build build) {
        int hidden = args.positive("hidden_dim");
        Net net = new Net();
        Map<String, Object> table = Embeddings.config(
                args.integer("vocabulary_size"),
                hidden,
                Map.of("tie_weights", args.bool("tie_embedding_weights", true)));
        Net.Layer tokens = Embeddings.tokens(net, table);
        Ref mask = net.tokens("encoder_padding_mask");
        Ref x = tokens.call(net.tokens("encoder_token_ids"));
        Ref encoded = norm(net, args, "encoder", stack(net, args, x, options("padding_mask", mask), "encoder"));
        Ref y = tokens.call(net.tokens("decoder_token_ids"));
        Map<String, Object> masks = options(
                "padding_mask", net.tokens("decoder_padding_mask"),
                "encoder_hidden_states", encoded,
                "encoder_padding_mask", mask);
        Ref decoded = norm(net, args, "decoder", stack(net, args, y, masks, "decoder"));
        return net.output("encoder_sequence_output", encoded).output("decoder_sequence_output", decoded);
    }

    /** The first layer gives the others what is added to the scores. */
    private static Ref stack(Net net, Args args, Ref x, Map<String, Object> masks, String side) {
        int hidden = args.positive("hidden_dim");
        int heads = args.positive("num_heads");
        Map<String, Object> config = options(
                "is_decoder", side.equals("decoder"),
                "hidden_dim", hidden,
                "intermediate_dim", args.positive("intermediate_dim"),
                "key_value_dim", args.integer("key_value_dim", hidden / heads),
                "num_heads", heads,
                "activation", args.has("activation") ? args.value("activation") : "relu",
                "use_gated_activation", args.bool("use_gated_activation", true),
                "layer_norm_epsilon", args.number("layer_norm_epsilon", 1e-6));
        Ref y = x;
        Ref bias = null;
        for (int i = 0; i < args.count("num_layers"); i++) {
            Map<String, Object> given = options("position_bias", bias);
            given.putAll(masks);
            Map<String, Object> own = options("use_relative_attention_bias", i == 0);
            own.putAll(config);
            y = net.layer("keras_hub>T5TransformerLayer", "transformer_" + side + "_layer_" + i, own)
                    .call(y, given);
            bias = bias == null ? y.output(1) : bias;
        }
        return y;
    }

    private static Ref norm(Net net, Args args, String side, Ref x) {
        Map<String, Object> config = Map.of("epsilon", args.number("layer_norm_epsilon", 1e-6));
        return net.layer("keras_hub>T5LayerNorm", side + "_output_layer_norm", config)
                .call(x);
    }

    /** With a table that is tied, vectors are scaled before the scores. */
    static Net seq2SeqLm(Args args, Build build) {
        Backbone backbone = Backbone.of(args, build);
        Net net = backbone.net();
        Ref x = backbone.output("decoder_sequence_output");
        boolean tied = backbone.args().bool("tie_embedding_weights", true);
        if (tied) {
            Map<String, Object> scale = Map.of("function", "scale", "factor", 1 / Math.sqrt(backbone.hidden()));
            x = net.layer(Functions.CLASS, "scale", scale).call(x);
        }
        Map<String, Object> table = backbone.embedding(Map.of("tie_weights", tied));
        return net.output(Embeddings.tokens(net, table).call(x, Map.of("reverse", true)));
    }
}
