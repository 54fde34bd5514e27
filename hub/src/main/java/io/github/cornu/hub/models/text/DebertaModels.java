package io.github.cornu.hub.models.text;

import static io.github.cornu.hub.layers.Parts.options;

import io.github.cornu.hub.models.common.Backbone;
import io.github.cornu.hub.models.common.Build;
import io.github.cornu.hub.models.common.Embeddings;
import io.github.cornu.hub.models.common.Layers;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.List;
import java.util.Map;

/** DeBERTa v3 (He et al., 2021). */
public final class DebertaModels {
    private static final double EPSILON = 1e-7;

    private DebertaModels() {}

    /** The backbone with these arguments. */
    public static Net backbone(Args args, Build build) {
        int hidden = args.positive("hidden_dim");
        int buckets = args.integer("bucket_size", 256);
        Net net = new Net();
        Ref ids = net.tokens(Encoders.TOKENS);
        Ref padding = net.tokens(Encoders.PADDING);
        Ref x = Embeddings.tokens(net, args.integer("vocabulary_size"), hidden).call(ids);
        x = Layers.norm(net, "embeddings_layer_norm", EPSILON).call(x);
        Map<String, Object> table =
                options("hidden_dim", hidden, "bucket_size", buckets, "layer_norm_epsilon", EPSILON);
        Ref relative =
                net.layer("keras_hub>RelativeEmbedding", "rel_embedding", table).call(x);
        Map<String, Object> config = Encoders.config(args, "gelu", EPSILON);
        config.put("max_position_embeddings", args.integer("max_sequence_length", 512));
        config.put("bucket_size", buckets);
        for (int i = 0; i < args.count("num_layers"); i++) {
            x = net.layer("keras_hub>DisentangledAttentionEncoder", "disentangled_attention_encoder_layer_" + i, config)
                    .call(List.of(x, relative), options(Encoders.PADDING, padding));
        }
        return net.output(x);
    }

    /** The classifier with these arguments. */
    public static Net classifier(Args args, Build build) {
        return Encoders.firstTokenClassifier(args, build, "gelu");
    }

    /** The masked language model with these arguments. */
    public static Net maskedLm(Args args, Build build) {
        Backbone backbone = Backbone.of(args, build);
        return MaskedLm.of(backbone, backbone.output(), "gelu");
    }
}
