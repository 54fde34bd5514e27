package io.github.cornu.hub.models.text;

import static io.github.cornu.hub.layers.Parts.options;

import io.github.cornu.hub.models.common.Backbone;
import io.github.cornu.hub.models.common.Build;
import io.github.cornu.hub.models.common.Layers;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.Map;

/** FNet (Lee-Thorp et al., 2021). */
public final class FourierModels {
    private FourierModels() {}

    /** The backbone with these arguments. */
    public static Net backbone(Args args, Build build) {
        int hidden = args.positive("hidden_dim");
        Net net = new Net();
        Ref x = Encoders.segmented(net, args, args.integer("vocabulary_size"), hidden);
        x = Layers.dense(net, "embedding_projection", hidden, null).call(x);
        Map<String, Object> config = options(
                "hidden_dim",
                hidden,
                "intermediate_dim",
                args.positive("intermediate_dim"),
                "activation",
                Layers.GELU,
                "layer_norm_epsilon",
                1e-12);
        for (int i = 0; i < args.count("num_layers"); i++) {
            x = net.layer("keras_hub>FNetEncoder", "f_net_layer_" + i, config).call(x);
        }
        return Encoders.pooled(net, x, hidden);
    }

    /** The masked language model with these arguments. */
    public static Net maskedLm(Args args, Build build) {
        Backbone backbone = Backbone.of(args, build);
        return MaskedLm.of(backbone, backbone.output(Backbone.SEQUENCE), "gelu");
    }
}
