package io.github.cornu.hub.models.text;

import io.github.cornu.hub.models.common.Backbone;
import io.github.cornu.hub.models.common.Build;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;

/** DistilBERT (Sanh et al., 2019). */
public final class DistilBertModels {
    private DistilBertModels() {}

    /** The backbone with these arguments. */
    public static Net backbone(Args args, Build build) {
        return Encoders.plain(args, "token_and_position_embedding", 1e-12);
    }

    /** The classifier with these arguments. */
    public static Net classifier(Args args, Build build) {
        return Encoders.firstTokenClassifier(args, build, "relu");
    }

    /** The masked language model with these arguments. */
    public static Net maskedLm(Args args, Build build) {
        Backbone backbone = Backbone.of(args, build);
        return MaskedLm.of(backbone, backbone.output(), "gelu");
    }
}
