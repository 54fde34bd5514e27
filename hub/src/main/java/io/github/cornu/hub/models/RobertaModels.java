package io.github.cornu.hub.models;

import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;

/** RoBERTa (Liu et al., 2019), and XLM-RoBERTa (Conneau et al., 2019), which is built alike. */
final class RobertaModels {
    private RobertaModels() {}

    static Net backbone(Args args, Build build) {
        return Encoders.plain(args, "embeddings", 1e-5);
    }

    static Net classifier(Args args, Build build) {
        return Encoders.firstTokenClassifier(args, build, "tanh");
    }

    static Net maskedLm(Args args, Build build) {
        Backbone backbone = Backbone.of(args, build);
        return MaskedLm.of(backbone, backbone.output(), "gelu");
    }
}
