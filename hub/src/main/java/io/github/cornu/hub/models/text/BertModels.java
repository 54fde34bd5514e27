package io.github.cornu.hub.models.text;

import io.github.cornu.hub.models.common.Backbone;
import io.github.cornu.hub.models.common.Build;
import io.github.cornu.hub.models.common.Layers;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;

/** BERT (Devlin et al., 2018). */
public final class BertModels {
    private static final double EPSILON = 1e-12;

    private BertModels() {}

    /** The backbone with these arguments. */
    public static Net backbone(Args args, Build build) {
        int hidden = args.positive("hidden_dim");
        Net net = new Net();
        Ref x = Encoders.segmented(net, args, args.integer("vocabulary_size"), hidden);
        Ref padding = net.tokens(Encoders.PADDING);
        x = Encoders.row(net, args, x, padding, Encoders.config(args, Layers.GELU, EPSILON));
        return Encoders.pooled(net, x, hidden);
    }

    /** The masked language model with these arguments. */
    public static Net maskedLm(Args args, Build build) {
        Backbone backbone = Backbone.of(args, build);
        return MaskedLm.of(backbone, backbone.output(Backbone.SEQUENCE), "gelu");
    }
}
