package io.github.cornu.hub.models.text;

import io.github.cornu.hub.models.common.Build;
import io.github.cornu.hub.models.common.Embeddings;
import io.github.cornu.hub.models.common.Layers;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;

/** GPT-2 (Radford et al., 2019). */
public final class Gpt2Models {
    private Gpt2Models() {}

    /** The backbone with these arguments. */
    public static Net backbone(Args args, Build build) {
        Net net = new Net();
        Ref ids = net.tokens(Encoders.TOKENS);
        Ref padding = build.padding(net);
        Ref tokens = Embeddings.tokens(net, args.integer("vocabulary_size"), args.positive("hidden_dim"))
                .call(ids);
        Ref positions = Embeddings.positions(net, args.integer("max_sequence_length", 1024))
                .call(tokens);
        Ref x = Layers.add(net, "embeddings_add", tokens, positions);
        x = Decoders.row(net, args, x, padding, "keras_hub>TransformerDecoder", Decoders.config(args, Layers.GELU));
        return net.output(Layers.norm(net, "layer_norm", 1e-5).call(x));
    }
}
