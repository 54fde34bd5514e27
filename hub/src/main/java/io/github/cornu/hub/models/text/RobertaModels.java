package io.github.cornu.hub.models.text;

import io.github.cornu.hub.models.common.Backbone;
import io.github.cornu.hub.models.common.Build;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;

/** RoBERTa (Liu et al., 2019), and XLM-RoBERTa (Conneau et al., 2019), which is built alike. */
public final class RobertaModels {
    private RobertaModels() {}

    /** The backbone with these arguments. */
    public static Net backbone(Args args, Build build) {
        return Encoders.plain(args, "embeddings", 1e-5);
    }

    /** The classifier with these arguments. */
    public static Net classifier(Args args, Build build) {
        return Encoders.firstTokenClassifier(args, build, "tanh");
    }

    /** The masked language model with these arguments. */
    public static Net maskedLm(Args args, Build build) {
        Backbone backbone = Backbone.of(args, build);
        return MaskedLm.of(backbone, backbone.output(), "gelu");
    }
}
