package io.github.cornu.hub.models.text;

import static io.github.cornu.hub.layers.Parts.options;

import io.github.cornu.hub.layers.Functions;
import io.github.cornu.hub.models.common.Backbone;
import io.github.cornu.hub.models.common.Build;
import io.github.cornu.hub.models.common.Embeddings;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.List;
import java.util.Map;

/** Gemma (Gemma Team, 2024), Gemma 2, and the texts of Gemma 3. */
public final class GemmaModels {
    private static final List<String> EQUATIONS = List.of("btd,ndh->btnh", "bsd,kdh->bskh", "btnh,nhd->btd");

    private GemmaModels() {}

    /** What differs between the versions. */
    @FunctionalInterface
    private interface Version {
        /** The config of the decoder in that place. */
        Map<String, Object> config(int place);
    }

    /** The backbone of this name with these arguments. */
    public static Net gemma(Args args, Build build) {
        boolean slides = args.bool("use_sliding_window_attention", false);
        int window = args.integer("sliding_window_size", 4096);
        return backbone(args, build, "keras_hub>GemmaDecoderBlock", i -> {
            Map<String, Object> attention = attention(args);
            attention.putAll(options("window", slides && i % 2 == 0 ? window : null));
            return config(args, attention, args.positive("intermediate_dim") / 2);
        });
    }

    /** The backbone of this name with these arguments. */
    public static Net gemma3(Args args, Build build) {
        args.require("vision_encoder", null);
        args.require("use_bidirectional_attention", false);
        args.require("is_embedding_model", false);
        args.ignore("image_size", "pooling_intermediate_dim", "embedding_dim");
        boolean slides = args.bool("use_sliding_window_attention", false);
        boolean norms = args.bool("use_query_key_norm", true);
        int window = args.integer("sliding_window_size", 1024);
        double local = args.number("local_rope_scaling_factor", 1);
        double global = args.number("global_rope_scaling_factor", 1);
        return backbone(args, build, "keras_hub>Gemma3DecoderBlock", i -> {
            boolean isLocal = slides && i % 6 < 5;
            Map<String, Object> attention = attention(args);
            attention.putAll(options(
                    "window", isLocal ? window : null,
                    "rope_max_wavelength", isLocal ? 10_000 : 1_000_000,
                    "rope_position_scaling_factor", isLocal ? local : global,
                    "norm_class", norms ? "keras_hub>RMSNormalization" : null,
                    "norms", norms ? List.of("query_norm", "key_norm") : null,
                    // Those of queries and keys have the default.
                    "layer_norm_epsilon", 1e-6));
            return config(args, attention, args.positive("intermediate_dim"));
        });
    }

    private static Net backbone(Args args, Build build, String decoder, Version version) {
        int hidden = args.positive("hidden_dim");
        args.ignore("query_head_dim_normalize");
        Net net = new Net();
        Ref ids = net.tokens(Encoders.TOKENS);
        Ref padding = build.padding(net);
        Ref x = Embeddings.tokens(net, embedding(args)).call(ids);
        x = net.layer(Functions.CLASS, "scale", Map.of("function", "scale", "factor", Math.sqrt(hidden)))
                .call(x);
        for (int i = 0; i < args.count("num_layers"); i++) {
            x = net.layer(decoder, "decoder_block_" + i, version.config(i)).call(x, options("padding_mask", padding));
        }
        Map<String, Object> epsilon = Map.of("epsilon", args.number("layer_norm_epsilon", 1e-6));
        return net.output(net.layer("keras_hub>RMSNormalization", "final_normalization", epsilon)
                .call(x));
    }

    private static Map<String, Object> attention(Args args) {
        int size = args.positive("head_dim");
        return options(
                "equations", EQUATIONS,
                "hidden_dim", args.positive("hidden_dim"),
                "num_query_heads", args.positive("num_query_heads"),
                "num_key_value_heads", args.positive("num_key_value_heads"),
                "head_dim", size,
                "scale", 1 / Math.sqrt(size),
                "logit_soft_cap", args.value("attention_logit_soft_cap"));
    }

    private static Map<String, Object> config(Args args, Map<String, Object> attention, int inner) {
        return options(
                "attention", attention,
                "hidden_dim", args.positive("hidden_dim"),
                "gate_dim", inner,
                "layer_norm_epsilon", args.number("layer_norm_epsilon", 1e-6),
                "use_post_attention_norm", args.bool("use_post_attention_norm", false),
                "use_post_ffw_norm", args.bool("use_post_ffw_norm", false));
    }

    private static Map<String, Object> embedding(Args args) {
        Map<String, Object> cap = options("logit_soft_cap", args.value("final_logit_soft_cap"));
        return Embeddings.config(args.integer("vocabulary_size"), args.positive("hidden_dim"), cap);
    }

    /** The causal language model with these arguments. */
    public static Net causalLm(Args args, Build build) {
        Backbone backbone = Backbone.of(args, build);
        Ref scores = Embeddings.tokens(backbone.net(), embedding(backbone.args()))
                .call(backbone.output(), Map.of("reverse", true));
        return backbone.net().output(scores);
    }
}
