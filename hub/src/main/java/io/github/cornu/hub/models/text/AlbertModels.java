package io.github.cornu.hub.models.text;

import static io.github.cornu.hub.layers.Parts.options;

import io.github.cornu.hub.models.common.Backbone;
import io.github.cornu.hub.models.common.Build;
import io.github.cornu.hub.models.common.Layers;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** ALBERT (Lan et al., 2019): groups of encoders, each called several times. */
public final class AlbertModels {
    private static final double EPSILON = 1e-12;
    /** Calls of encoders. */
    private static final int MOST = 1000;

    private AlbertModels() {}

    /** The backbone with these arguments. */
    public static Net backbone(Args args, Build build) {
        int hidden = args.positive("hidden_dim");
        int groups = args.has("num_groups") ? args.positive("num_groups") : 1;
        int repetitions = args.has("num_inner_repetitions") ? args.count("num_inner_repetitions") : 1;
        int layers = args.count("num_layers");
        if (layers % groups != 0 || Math.max(layers, (long) groups) * repetitions > MOST) {
            throw new IllegalArgumentException(layers + " layers in " + groups + " groups of " + repetitions);
        }
        Net net = new Net();
        Ref x = Encoders.segmented(net, args, args.integer("vocabulary_size"), args.positive("embedding_dim"));
        Ref padding = net.tokens(Encoders.PADDING);
        x = Layers.dense(net, "embedding_projection", hidden, null).call(x);
        Map<String, Object> config = Encoders.config(args, Layers.GELU, EPSILON);
        config.put("dropout", args.number("dropout", 0));
        for (int group = 0; group < groups; group++) {
            List<Net.Layer> inner = new ArrayList<>();
            for (int i = 0; i < repetitions; i++) {
                String name = "group_" + group + "_inner_layer_" + i;
                inner.add(net.layer("keras_hub>TransformerEncoder", name, config));
            }
            for (int call = 0; call < layers / groups; call++) {
                for (Net.Layer layer : inner) {
                    x = layer.call(x, options(Encoders.PADDING, padding));
                }
            }
        }
        return Encoders.pooled(net, x, hidden);
    }

    /** The masked language model with these arguments. */
    public static Net maskedLm(Args args, Build build) {
        Backbone backbone = Backbone.of(args, build);
        return MaskedLm.of(backbone, backbone.output(Backbone.SEQUENCE), Layers.GELU);
    }
}
