package io.github.cornu.hub;

import java.util.Arrays;
import java.util.Map;
import java.util.function.BiFunction;

/** What a preprocessor makes of texts, as tokens for a sequence-to-sequence model. */
final class Seq2SeqTexts {
    private Seq2SeqTexts() {}

    /**
     * The tokens of the decoder: those of its prompt, and those that the model has chosen.
     *
     * @param inputs a row each of the tokens of both sides, and of the masks of their padding
     * @param choice chooses the tokens behind a prompt
     */
    static int[] generate(
            Seq2SeqModel model, Map<String, int[]> inputs, BiFunction<Seq2SeqStream, int[], int[]> choice) {
        int[] prompt = unpadded(inputs, "decoder");
        return TokenRows.joined(prompt, choice.apply(model.encode(unpadded(inputs, "encoder")), prompt));
    }

    private static int[] unpadded(Map<String, int[]> inputs, String side) {
        int count = Arrays.stream(inputs.get(side + "_padding_mask")).sum();
        return Arrays.copyOf(inputs.get(side + "_token_ids"), count);
    }
}
