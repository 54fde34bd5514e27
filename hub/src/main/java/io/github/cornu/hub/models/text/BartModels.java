package io.github.cornu.hub.models.text;

import static io.github.cornu.hub.layers.Parts.options;

import io.github.cornu.hub.models.common.Backbone;
import io.github.cornu.hub.models.common.Build;
import io.github.cornu.hub.models.common.Embeddings;
import io.github.cornu.hub.models.common.Form;
import io.github.cornu.hub.models.common.Layers;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** BART (Lewis et al., 2019). */
public final class BartModels {
    private static final double EPSILON = 1e-5;
    private static final String DECODER = "keras_hub>TransformerDecoder";
    private static final String DECODER_LAYER = "transformer_decoder_layer_";

    private final Args args;
    private final Net net = new Net();
    private final Net.Layer tokens;

    private BartModels(Args args) {
        this.args = args;
        tokens = Embeddings.tokens(net, args.integer("vocabulary_size"), args.positive("hidden_dim"));
    }

    /** The backbone with these arguments. */
    public static Net backbone(Args args, Build build) {
        Net whole = new BartModels(args).whole();
        return build.form() == Form.WHOLE
                ? whole
                : new BartModels(args).part(build.form()).partOf(whole);
    }

    private Net whole() {
        Ref mask = net.tokens("encoder_padding_mask");
        Ref encoded = encoded(mask);
        Ref decoderMask = net.tokens("decoder_padding_mask");
        Ref x = embedded("decoder", null);
        Map<String, Object> config = decoderConfig();
        for (int i = 0; i < args.count("num_layers"); i++) {
            x = net.layer(DECODER, DECODER_LAYER + i, config)
                    .call(
                            x,
                            options(
                                    "encoder_sequence", encoded,
                                    "decoder_padding_mask", decoderMask,
                                    "encoder_padding_mask", mask));
        }
        return net.output("encoder_sequence_output", encoded).output("decoder_sequence_output", x);
    }

    private Ref encoded(Ref mask) {
        Ref x = embedded("encoder", null);
        Map<String, Object> config = Encoders.config(args, "gelu", EPSILON);
        for (int i = 0; i < args.count("num_layers"); i++) {
            x = net.layer("keras_hub>TransformerEncoder", "transformer_encoder_layer_" + i, config)
                    .call(x, options("padding_mask", mask));
        }
        return x;
    }

    /** @param places of the steps; null for all from the first on */
    private Ref embedded(String side, Ref places) {
        Ref ofTokens = tokens.call(net.tokens(side + "_token_ids"));
        Map<String, Object> steps = Map.of("sequence_length", args.integer("max_sequence_length", 1024));
        Net.Layer table = net.layer("keras_hub>PositionEmbedding", side + "_position_embedding", steps);
        Ref ofPlaces = places == null ? table.call(ofTokens) : table.call(ofTokens, places);
        Ref x = Layers.add(net, side + "_embeddings_add", ofTokens, ofPlaces);
        return Layers.norm(net, side + "_embeddings_layer_norm", EPSILON).call(x);
    }

    private Map<String, Object> decoderConfig() {
        Map<String, Object> config = Encoders.config(args, "gelu", EPSILON);
        config.put("cross_attention", true);
        return config;
    }

    private Net part(Form form) {
        Ref mask = net.tokens("encoder_padding_mask");
        Map<String, Object> config = decoderConfig();
        config.put("stepped", true);
        List<Net.Layer> layers = new ArrayList<>();
        for (int i = 0; i < args.count("num_layers"); i++) {
            layers.add(net.layer(DECODER, DECODER_LAYER + i, config));
        }
        if (form != Form.STEP) {
            Ref encoded = encoded(mask);
            for (int i = 0; i < layers.size(); i++) {
                StepInputs.crossOutputs(net, i, layers.get(i).call(encoded));
            }
        }
        return form == Form.ENCODER ? net : steps(layers, mask);
    }

    private Net steps(List<Net.Layer> layers, Ref mask) {
        Ref x = embedded("decoder", net.tokens("decoder_positions"));
        StepInputs steps = StepInputs.of(net, args.positive("hidden_dim"), mask);
        for (int i = 0; i < layers.size(); i++) {
            x = layers.get(i).call(x, steps.of(i));
            steps.newOutputs(i, x.output(1));
        }
        return net.output("decoder_sequence_output", x);
    }

    /** The sequence-to-sequence model with these arguments. */
    public static Net seq2SeqLm(Args args, Build build) {
        Backbone backbone = Backbone.of(args, build);
        return Seq2Seq.task(
                backbone,
                build,
                x -> Embeddings.tokens(backbone.net(), backbone.embedding(Map.of()))
                        .call(x, Map.of("reverse", true)));
    }
}
