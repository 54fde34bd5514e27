package io.github.cornu.hub;

import io.github.cornu.Model;
import io.github.cornu.tensor.TensorSpec;
import java.util.List;

/**
 * The two halves of a sequence-to-sequence model, as {@link io.github.cornu.hub.models.Form} describes them.
 *
 * @param kept names of the inputs of the decoder that are keys and values of earlier steps
 * @param crossed names of the inputs of the decoder that the encoder makes
 */
record Seq2SeqParts(Model encoder, Model decoder, List<String> kept, List<String> crossed) {
    static Seq2SeqParts of(Model encoder, Model decoder) {
        return new Seq2SeqParts(
                encoder,
                decoder,
                decoder.inputs().stream()
                        .map(TensorSpec::name)
                        .filter(name -> name.matches("(keys|values)_\\d+"))
                        .toList(),
                encoder.outputs().stream().map(TensorSpec::name).toList());
    }
}
