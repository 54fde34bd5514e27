package io.github.cornu.hub.models.text;

import io.github.cornu.hub.models.common.Build;
import io.github.cornu.hub.models.common.Layers;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;

/** ELECTRA (Clark et al., 2020). */
public final class ElectraModels {
    private ElectraModels() {}

    /** The backbone with these arguments. */
    public static Net backbone(Args args, Build build) {
        int hidden = args.positive("hidden_dim");
        int size = args.positive("embedding_dim");
        Net net = new Net();
        Ref x = Encoders.segmented(net, args, args.integer("vocab_size"), size);
        Ref padding = net.tokens(Encoders.PADDING);
        if (size != hidden) {
            x = Layers.dense(net, "embeddings_projection", hidden, null).call(x);
        }
        x = Encoders.row(net, args, x, padding, Encoders.config(args, Layers.GELU, 1e-12));
        return Encoders.pooled(net, x, hidden);
    }
}
