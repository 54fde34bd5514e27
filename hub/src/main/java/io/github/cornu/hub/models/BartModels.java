package io.github.cornu.hub.models;

import static io.github.cornu.hub.models.Layers.options;

import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.Map;

/** BART (Lewis et al., 2019). */
final class BartModels {
    private static final double EPSILON = 1e-5;

    private BartModels() {}

    static Net backbone(Args args, Build build) {
        Net net = new Net();
        Net.Layer tokens = Embeddings.tokens(net, args.integer("vocabulary_size"), args.positive("hidden_dim"));
        Map<String, Object> config = Encoders.config(args, "gelu", EPSILON);
        Ref mask = net.tokens("encoder_padding_mask");
        Ref encoded = embedded(net, args, tokens, "encoder");
        for (int i = 0; i < args.count("num_layers"); i++) {
            encoded = net.layer("keras_hub>TransformerEncoder", "transformer_encoder_layer_" + i, config)
                    .call(encoded, options("padding_mask", mask));
        }
        Ref decoderMask = net.tokens("decoder_padding_mask");
        Ref x = embedded(net, args, tokens, "decoder");
        config = Encoders.config(args, "gelu", EPSILON);
        config.put("cross_attention", true);
        for (int i = 0; i < args.count("num_layers"); i++) {
            x = net.layer("keras_hub>TransformerDecoder", "transformer_decoder_layer_" + i, config)
                    .call(
                            x,
                            options(
                                    "encoder_sequence", encoded,
                                    "decoder_padding_mask", decoderMask,
                                    "encoder_padding_mask", mask));
        }
        return net.output("encoder_sequence_output", encoded).output("decoder_sequence_output", x);
    }

    private static Ref embedded(Net net, Args args, Net.Layer tokens, String side) {
        Ref ofTokens = tokens.call(net.tokens(side + "_token_ids"));
        Map<String, Object> steps = Map.of("sequence_length", args.integer("max_sequence_length", 1024));
        Ref ofPlaces = net.layer("keras_hub>PositionEmbedding", side + "_position_embedding", steps)
                .call(ofTokens);
        Ref x = Layers.add(net, side + "_embeddings_add", ofTokens, ofPlaces);
        return Layers.norm(net, side + "_embeddings_layer_norm", EPSILON).call(x);
    }

    static Net seq2SeqLm(Args args, Build build) {
        Backbone backbone = Backbone.of(args, build);
        Ref scores = Embeddings.tokens(backbone.net(), backbone.embedding(Map.of()))
                .call(backbone.output("decoder_sequence_output"), Map.of("reverse", true));
        return backbone.net().output(scores);
    }
}
