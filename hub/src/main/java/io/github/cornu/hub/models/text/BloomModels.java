package io.github.cornu.hub.models.text;

import static io.github.cornu.hub.layers.Parts.options;

import io.github.cornu.hub.models.common.Build;
import io.github.cornu.hub.models.common.Embeddings;
import io.github.cornu.hub.models.common.Layers;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.Map;

/** BLOOM (Scao et al., 2022). */
public final class BloomModels {
    private BloomModels() {}

    /** The backbone with these arguments. */
    public static Net backbone(Args args, Build build) {
        int hidden = args.positive("hidden_dim");
        double epsilon = args.number("layer_norm_epsilon", 1e-5);
        args.ignore("max_sequence_length");
        Net net = new Net();
        Ref ids = net.tokens(Encoders.TOKENS);
        Ref padding = build.padding(net);
        Ref x = Embeddings.tokens(net, args.integer("vocabulary_size"), hidden).call(ids);
        x = Layers.norm(net, "token_embedding_layernorm", epsilon).call(x);
        Map<String, Object> config = options(
                "hidden_dim",
                hidden,
                "num_heads",
                args.count("num_heads"),
                "intermediate_dim",
                args.positive("intermediate_dim"),
                "layer_norm_epsilon",
                epsilon);
        x = Decoders.row(net, args, x, padding, "keras_hub>BloomDecoder", config);
        return net.output(Layers.norm(net, "final_layernorm", epsilon).call(x));
    }
}
