package io.github.cornu.hub;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The two halves of a sequence-to-sequence model, as {@link io.github.cornu.hub.models.common.Form} describes them.
 *
 * @param kept names of the inputs of the decoder that are keys and values of earlier steps
 * @param crossed names of the inputs of the decoder that the encoder makes
 */
record Seq2SeqParts(Model encoder, Model decoder, List<String> kept, List<String> crossed) {
    /** The output of the decoder that scores tokens. */
    static final String SCORES = "logits";

    /** @throws ModelException if the halves do not belong together, or one lacks something */
    static Seq2SeqParts of(Model encoder, Model decoder) {
        List<String> kept = decoder.inputs().stream()
                .map(TensorSpec::name)
                .filter(name -> name.matches("(keys|values)_\\d+"))
                .toList();
        List<String> crossed = encoder.outputs().stream().map(TensorSpec::name).toList();
        List<String> made = new ArrayList<>(List.of(SCORES));
        kept.forEach(name -> made.add("new_" + name));
        require(decoder.outputs(), "output", made);
        require(decoder.inputs(), "input", kept);
        require(decoder.inputs(), "input", crossed);
        // The encoder makes what the decoder takes, and the other way round.
        require(
                encoder.outputs(),
                "output",
                decoder.inputs().stream()
                        .map(TensorSpec::name)
                        .filter(GraphHalves::isOfEncoder)
                        .toList());
        return new Seq2SeqParts(encoder, decoder, kept, crossed);
    }

    private static void require(List<TensorSpec> there, String kind, List<String> names) {
        for (String name : names) {
            if (there.stream()
                    .noneMatch(spec -> spec.name().equals(name) && spec.shape().rank() == 3)) {
                throw new ModelException("it is no sequence-to-sequence model that generates: it has no " + kind + " '"
                        + name + "' of rank 3");
            }
        }
    }
}
