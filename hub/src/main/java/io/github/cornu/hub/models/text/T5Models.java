package io.github.cornu.hub.models.text;

import static io.github.cornu.hub.layers.Parts.options;

import io.github.cornu.hub.layers.Functions;
import io.github.cornu.hub.models.common.Backbone;
import io.github.cornu.hub.models.common.Build;
import io.github.cornu.hub.models.common.Embeddings;
import io.github.cornu.hub.models.common.Form;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** T5 (Raffel et al., 2019). */
public final class T5Models {
    private static final String ENCODER = "encoder";
    private static final String DECODER = "decoder";

    private final Args args;
    private final Net net = new Net();
    private final Net.Layer tokens;

    private T5Models(Args args) {
        this.args = args;
        Map<String, Object> table = Embeddings.config(
                args.integer("vocabulary_size"),
                args.positive("hidden_dim"),
                Map.of("tie_weights", args.bool("tie_embedding_weights", true)));
        tokens = Embeddings.tokens(net, table);
    }

    /** The backbone with these arguments. */
    public static Net backbone(Args args, Build build) {
        Net whole = new T5Models(args).whole();
        return build.form() == Form.WHOLE
                ? whole
                : new T5Models(args).part(build.form()).partOf(whole);
    }

    private Net whole() {
        Ref mask = net.tokens("encoder_padding_mask");
        Ref encoded = encoded(mask);
        Ref y = tokens.call(net.tokens("decoder_token_ids"));
        Map<String, Object> masks = options(
                "padding_mask", net.tokens("decoder_padding_mask"),
                "encoder_hidden_states", encoded,
                "encoder_padding_mask", mask);
        Ref decoded = norm(DECODER, stack(y, masks, DECODER));
        return net.output("encoder_sequence_output", encoded).output("decoder_sequence_output", decoded);
    }

    private Ref encoded(Ref mask) {
        Ref x = tokens.call(net.tokens("encoder_token_ids"));
        return norm(ENCODER, stack(x, options("padding_mask", mask), ENCODER));
    }

    /** The first layer gives the others what is added to the scores. */
    private Ref stack(Ref x, Map<String, Object> masks, String side) {
        Ref y = x;
        Ref bias = null;
        for (int i = 0; i < args.count("num_layers"); i++) {
            Map<String, Object> given = options("position_bias", bias);
            given.putAll(masks);
            y = layer(side, i, false).call(y, given);
            bias = bias == null ? y.output(1) : bias;
        }
        return y;
    }

    /** @param stepped whether it is called with some steps, after earlier ones */
    private Net.Layer layer(String side, int number, boolean stepped) {
        int hidden = args.positive("hidden_dim");
        Map<String, Object> config = options(
                "use_relative_attention_bias", number == 0,
                "is_decoder", side.equals(DECODER),
                "hidden_dim", hidden,
                "intermediate_dim", args.positive("intermediate_dim"),
                "key_value_dim", size(),
                "num_heads", args.positive("num_heads"),
                "activation", args.activation("activation", "relu"),
                "use_gated_activation", args.bool("use_gated_activation", true),
                "layer_norm_epsilon", args.number("layer_norm_epsilon", 1e-6),
                "stepped", stepped ? true : null);
        return net.layer("keras_hub>T5TransformerLayer", "transformer_" + side + "_layer_" + number, config);
    }

    /** Of the keys and values of a head. */
    private int size() {
        return args.integer("key_value_dim", args.positive("hidden_dim") / args.positive("num_heads"));
    }

    private Ref norm(String side, Ref x) {
        Map<String, Object> config = Map.of("epsilon", args.number("layer_norm_epsilon", 1e-6));
        return net.layer("keras_hub>T5LayerNorm", side + "_output_layer_norm", config)
                .call(x);
    }

    private Net part(Form form) {
        Ref mask = net.tokens("encoder_padding_mask");
        List<Net.Layer> layers = new ArrayList<>();
        for (int i = 0; i < args.count("num_layers"); i++) {
            layers.add(layer(DECODER, i, true));
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
        StepInputs steps = StepInputs.of(net, Math.multiplyExact(args.positive("num_heads"), size()), mask);
        Ref x = tokens.call(net.tokens("decoder_token_ids"));
        Ref bias = null;
        for (int i = 0; i < layers.size(); i++) {
            Map<String, Object> given = steps.of(i);
            given.put(i == 0 ? "distances" : "position_bias", i == 0 ? steps.distances() : bias);
            x = layers.get(i).call(x, given);
            steps.newOutputs(i, x.output(1));
            bias = i == 0 ? x.output(3) : bias;
        }
        return net.output("decoder_sequence_output", norm(DECODER, x));
    }

    /** With a table that is tied, vectors are scaled before the scores. */
    public static Net seq2SeqLm(Args args, Build build) {
        Backbone backbone = Backbone.of(args, build);
        Net net = backbone.net();
        boolean tied = backbone.args().bool("tie_embedding_weights", true);
        Map<String, Object> table = backbone.embedding(Map.of("tie_weights", tied));
        return Seq2Seq.task(backbone, build, decoded -> {
            Map<String, Object> scale = Map.of("function", "scale", "factor", 1 / Math.sqrt(backbone.hidden()));
            Ref x = tied ? net.layer(Functions.CLASS, "scale", scale).call(decoded) : decoded;
            return Embeddings.tokens(net, table).call(x, Map.of("reverse", true));
        });
    }
}
