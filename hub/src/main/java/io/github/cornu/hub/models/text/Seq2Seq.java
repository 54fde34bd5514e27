package io.github.cornu.hub.models.text;

import io.github.cornu.hub.models.common.Backbone;
import io.github.cornu.hub.models.common.Build;
import io.github.cornu.hub.models.common.Form;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.function.UnaryOperator;

/** What tasks of encoders and decoders have in common. */
final class Seq2Seq {
    private static final String DECODED = "decoder_sequence_output";

    private Seq2Seq() {}

    /** @param scores of all tokens, of the decoder's output */
    static Net task(Backbone backbone, Build build, UnaryOperator<Ref> scores) {
        Net net = backbone.net();
        if (build.form() == Form.WHOLE) {
            return net.output(scores.apply(backbone.output(DECODED)));
        }
        backbone.outputs().forEach((name, output) -> {
            if (!name.equals(DECODED)) {
                net.output(name, output);
            }
        });
        return build.form() == Form.ENCODER ? net : net.output("logits", scores.apply(backbone.output(DECODED)));
    }
}
