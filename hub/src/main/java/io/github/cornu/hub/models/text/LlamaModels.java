package io.github.cornu.hub.models.text;

import static io.github.cornu.hub.layers.Parts.options;

import io.github.cornu.hub.models.common.Backbone;
import io.github.cornu.hub.models.common.Build;
import io.github.cornu.hub.models.common.Embeddings;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.List;
import java.util.Map;

/** Llama (Touvron et al., 2023), and its relatives Mistral, Qwen and Phi-3. */
public final class LlamaModels {
    private static final List<String> EQUATIONS = List.of("bqm,muh->bquh", "bkm,mvh->bkvh", "bquh,uhm->bqm");

    /** The attributes of the attention, and of the normalizations before it and before the dense layers. */
    private static final List<String> LLAMA =
            List.of("self_attention_layer", "self_attention_layernorm", "feedforward_layernorm");

    private static final List<String> PHI = List.of("attention", "pre_attention_layernorm", "post_attention_layernorm");

    private static final String TIED = "tie_word_embeddings";
    /** Whether the table is tied is what the file has. */
    private static final String AS_STORED = "as_stored";

    private LlamaModels() {}

    /**
     * What differs between the relatives.
     *
     * @param decoder the class of decoders
     * @param norm the class of normalizations
     * @param tied whether the scores are made by the table of tokens, or {@link #AS_STORED}
     * @param attention options of the attention
     */
    private record Family(String decoder, String norm, Object tied, Map<String, ?> attention) {}

    /** The backbone of this name with these arguments. */
    public static Net llama(Args args, Build build) {
        args.require("rope_position_scaling_factor", 1.0);
        Map<String, Object> rope = options(
                "rope_frequency_adjustment_factor", args.value("rope_frequency_adjustment_factor"),
                "rope_low_freq_factor", args.value("rope_low_freq_factor"),
                "rope_high_freq_factor", args.value("rope_high_freq_factor"),
                "rope_pretraining_sequence_length", args.value("rope_pretraining_sequence_length"));
        return backbone(args, build, new Family("LlamaTransformerDecoder", "LlamaLayerNorm", tiedOfLlama(args), rope));
    }

    /** The backbone of this name with these arguments. */
    public static Net mistral(Args args, Build build) {
        Map<String, Object> attention = options(
                "rope_position_scaling_factor", args.number("rope_scaling_factor", 1),
                "window", args.value("sliding_window"));
        return backbone(
                args, build, new Family("MistralTransformerDecoder", "MistralLayerNormalization", false, attention));
    }

    /** The backbone of this name with these arguments. */
    public static Net qwen(Args args, Build build) {
        boolean slides = args.bool("use_sliding_window_attention", false);
        int window = args.integer("sliding_window_size", 32768);
        Map<String, Object> attention = options(
                "rope_position_scaling_factor",
                args.number("rope_scaling_factor", 1),
                "use_bias",
                true,
                "window",
                slides ? window : null);
        boolean tied = args.bool(TIED, true);
        return backbone(args, build, new Family("QwenTransformerDecoder", "QwenLayerNorm", tied, attention));
    }

    /** The backbone of this name with these arguments. */
    public static Net qwen3(Args args, Build build) {
        Map<String, Object> attention = options(
                "rope_position_scaling_factor", args.number("rope_scaling_factor", 1),
                "norm_class", "keras_hub>Qwen3LayerNorm",
                "norms", List.of("query_dense_layer_norm", "key_dense_layer_norm"),
                "layer_norm_epsilon", args.number("layer_norm_epsilon", 1e-6),
                "window", args.value("sliding_window_size"));
        boolean tied = args.bool(TIED, true);
        return backbone(args, build, new Family("Qwen3TransformerDecoder", "Qwen3LayerNorm", tied, attention));
    }

    /** The backbone of this name with these arguments. */
    public static Net phi3(Args args, Build build) {
        args.require("rope_scaling_type", null);
        args.ignore("max_sequence_length", "pretraining_sequence_length");
        return backbone(args, build, new Family("Phi3Decoder", "Phi3LayerNorm", false, Map.of()));
    }

    private static Net backbone(Args args, Build build, Family family) {
        int hidden = args.positive("hidden_dim");
        double epsilon = args.number("layer_norm_epsilon", 1e-6);
        Map<String, Object> config = options(
                "attention",
                attention(args, family),
                "attributes",
                family.decoder().equals("Phi3Decoder") ? PHI : LLAMA,
                "hidden_dim",
                hidden,
                "intermediate_dim",
                args.positive("intermediate_dim"),
                "norm_class",
                "keras_hub>" + family.norm(),
                "layer_norm_epsilon",
                epsilon,
                "activation",
                "silu");
        Net net = new Net();
        Ref ids = net.tokens(Encoders.TOKENS);
        Ref padding = build.padding(net);
        Map<String, Object> table =
                Embeddings.config(args.integer("vocabulary_size"), hidden, Map.of("tie_weights", family.tied()));
        Ref x = Embeddings.tokens(net, table).call(ids);
        x = Decoders.row(net, args, x, padding, "keras_hub>" + family.decoder(), config);
        Map<String, Object> last = Map.of("epsilon", epsilon);
        return net.output(net.layer("keras_hub>" + family.norm(), "sequence_output_layernorm", last)
                .call(x));
    }

    private static Map<String, Object> attention(Args args, Family family) {
        int hidden = args.positive("hidden_dim");
        int heads = args.positive("num_query_heads");
        Map<String, Object> attention = options(
                "equations",
                EQUATIONS,
                "hidden_dim",
                hidden,
                "num_query_heads",
                heads,
                "num_key_value_heads",
                args.positive("num_key_value_heads"),
                "head_dim",
                args.integer("head_dim", hidden / heads),
                "rope_max_wavelength",
                args.number("rope_max_wavelength", 10000));
        attention.putAll(family.attention());
        return attention;
    }

    /** Llama's config does not have it, though its constructor does. */
    private static Object tiedOfLlama(Args args) {
        return args.has(TIED) ? args.bool(TIED, false) : AS_STORED;
    }

    /** The causal language model with these arguments. */
    public static Net causalLm(Args args, Build build) {
        Backbone backbone = Backbone.of(args, build);
        Args own = backbone.args();
        boolean isLlama = own.className().startsWith("Llama");
        boolean otherwise = own.className().startsWith("Qwen");
        return Decoders.causalLm(backbone, isLlama ? tiedOfLlama(own) : own.bool(TIED, otherwise));
    }
}
