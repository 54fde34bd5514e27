package io.github.cornu.hub.models.text;

import static io.github.cornu.hub.layers.Parts.options;

import io.github.cornu.hub.models.common.Backbone;
import io.github.cornu.hub.models.common.Build;
import io.github.cornu.hub.models.common.Embeddings;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.Map;

/** What the decoders of causal language models have in common. */
public final class Decoders {
    private Decoders() {}

    /** Decoders in a row, as many as {@code num_layers} says. */
    static Ref row(Net net, Args args, Ref x, Ref padding, String className, Map<String, ?> config) {
        Ref y = x;
        for (int i = 0; i < args.count("num_layers"); i++) {
            y = net.layer(className, "transformer_layer_" + i, config)
                    .call(y, options("decoder_padding_mask", padding));
        }
        return y;
    }

    /** The config of decoders that normalize first, of the size that the arguments say. */
    static Map<String, Object> config(Args args, Object activation) {
        Map<String, Object> config = Encoders.config(args, activation, 1e-5);
        config.put("normalize_first", true);
        config.put("cross_attention", false);
        return config;
    }

    /** A causal language model: the scores of all tokens, by the table of the token embedding. */
    public static Net causalLm(Args args, Build build) {
        return causalLm(Backbone.of(args, build), true);
    }

    /** @param tied {@code tie_weights} of the table of tokens: whether it makes the scores, and none of their own */
    static Net causalLm(Backbone backbone, Object tied) {
        Net net = backbone.net();
        Ref scores = Embeddings.tokens(net, backbone.embedding(Map.of("tie_weights", tied)))
                .call(backbone.output(), Map.of("reverse", true));
        return net.output(scores);
    }
}
