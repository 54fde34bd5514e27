package io.github.cornu.hub.models;

import static io.github.cornu.hub.models.Layers.options;

import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.List;
import java.util.Map;

/** Llama (Touvron et al., 2023), and its relatives Mistral and Qwen. */
final class LlamaModels {
    private static final List<String> EQUATIONS = List.of("bqm,muh->bquh", "bkm,mvh->bkvh", "bquh,uhm->bqm");

    private LlamaModels() {}

    /** What differs between the relatives: the names of their classes, and the options of their attention. */
    private record Family(String decoder, String norm, Map<String, ?> attention) {}

    static Net llama(Args args, Build build) {
        Map<String, Object> rope = options(
                "rope_frequency_adjustment_factor", args.value("rope_frequency_adjustment_factor"),
                "rope_low_freq_factor", args.value("rope_low_freq_factor"),
                "rope_high_freq_factor", args.value("rope_high_freq_factor"),
                "rope_pretraining_sequence_length", args.value("rope_pretraining_sequence_length"),
                "rope_position_scaling_factor", args.number("rope_position_scaling_factor", 1));
        return backbone(args, build, new Family("LlamaTransformerDecoder", "LlamaLayerNorm", rope));
    }

    private static Net backbone(Args args, Build build, Family family) {
        int hidden = args.positive("hidden_dim");
        int heads = args.positive("num_query_heads");
        double epsilon = args.number("layer_norm_epsilon", 1e-6);
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
        Map<String, Object> config = options(
                "attention",
                attention,
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
        Map<String, Object> tied = Map.of("tie_weights", args.bool("tie_word_embeddings", false));
        Ref x = Embeddings.tokens(net, Embeddings.config(args.integer("vocabulary_size"), hidden, tied))
                .call(ids);
        x = Decoders.row(net, args, x, padding, "keras_hub>" + family.decoder(), config);
        return net.output(
                net.layer("keras_hub>" + family.norm(), "sequence_output_layernorm", Map.of("epsilon", epsilon))
                        .call(x));
    }
}
