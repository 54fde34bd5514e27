package io.github.cornu.hub.models;

import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;

/** DistilBERT (Sanh et al., 2019). */
final class DistilBertModels {
    private DistilBertModels() {}

    static Net backbone(Args args, Build build) {
        return Encoders.plain(args, "token_and_position_embedding", 1e-12);
    }

    static Net classifier(Args args, Build build) {
        return Encoders.firstTokenClassifier(args, build, "relu");
    }

    static Net maskedLm(Args args, Build build) {
        Backbone backbone = Backbone.of(args, build);
        return MaskedLm.of(backbone, backbone.output(), "gelu");
    }
}
