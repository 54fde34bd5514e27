package io.github.cornu.hub.models;

import static io.github.cornu.hub.models.Layers.options;

import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.List;
import java.util.Map;

/** Gemma (Gemma Team, 2024) and Gemma 2. */
final class GemmaModels {
    private static final List<String> EQUATIONS = List.of("btd,ndh->btnh", "bsd,kdh->bskh", "btnh,nhd->btd");

    private GemmaModels() {}

    static Net backbone(Args args, Build build) {
        int hidden = args.positive("hidden_dim");
        int heads = args.positive("num_query_heads");
        int size = args.positive("head_dim");
        double epsilon = args.number("layer_norm_epsilon", 1e-6);
        args.ignore("final_logit_soft_cap", "query_head_dim_normalize");
        boolean slides = args.bool("use_sliding_window_attention", false);
        int window = args.integer("sliding_window_size", 4096);
        Net net = new Net();
        Ref ids = net.tokens(Encoders.TOKENS);
        Ref padding = build.padding(net);
        Ref x = Embeddings.tokens(net, embedding(args)).call(ids);
        x = net.layer("cornu_hub>Function", "scale", Map.of("function", "scale", "factor", Math.sqrt(hidden)))
                .call(x);
        for (int i = 0; i < args.count("num_layers"); i++) {
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
                    size,
                    "scale",
                    1 / Math.sqrt(size),
                    "logit_soft_cap",
                    args.value("attention_logit_soft_cap"),
                    "window",
                    slides && i % 2 == 0 ? window : null);
            Map<String, Object> config = options(
                    "attention",
                    attention,
                    "hidden_dim",
                    hidden,
                    "gate_dim",
                    args.positive("intermediate_dim") / 2,
                    "layer_norm_epsilon",
                    epsilon,
                    "use_post_attention_norm",
                    args.bool("use_post_attention_norm", false),
                    "use_post_ffw_norm",
                    args.bool("use_post_ffw_norm", false));
            x = net.layer("keras_hub>GemmaDecoderBlock", "decoder_block_" + i, config)
                    .call(x, options("padding_mask", padding));
        }
        return net.output(net.layer("keras_hub>RMSNormalization", "final_normalization", Map.of("epsilon", epsilon))
                .call(x));
    }

    private static Map<String, Object> embedding(Args args) {
        Map<String, Object> cap = options("logit_soft_cap", args.value("final_logit_soft_cap"));
        return Embeddings.config(args.integer("vocabulary_size"), args.positive("hidden_dim"), cap);
    }
}
