package io.github.cornu.hub.models.text;

import io.github.cornu.hub.models.common.Build;
import io.github.cornu.hub.models.common.Embeddings;
import io.github.cornu.hub.models.common.Layers;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;

/** OPT (Zhang et al., 2022). */
public final class OptModels {
    private OptModels() {}

    /** The backbone with these arguments. */
    public static Net backbone(Args args, Build build) {
        Net net = new Net();
        Ref ids = net.tokens(Encoders.TOKENS);
        Ref padding = build.padding(net);
        Ref x = Embeddings.tokensAndPositions(net, args, "embeddings", 2048).call(ids);
        x = Decoders.row(net, args, x, padding, "keras_hub>TransformerDecoder", Decoders.config(args, "relu"));
        return net.output(Layers.norm(net, "layer_norm", 1e-5).call(x));
    }
}
