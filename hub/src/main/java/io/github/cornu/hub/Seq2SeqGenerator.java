package io.github.cornu.hub;

import io.github.cornu.Feedback;
import io.github.cornu.Model;
import io.github.cornu.Sampling;
import io.github.cornu.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;

/**
 * The two halves of a sequence-to-sequence model, as {@link io.github.cornu.hub.models.Form} describes them. Safe for
 * any number of threads.
 */
record Seq2SeqGenerator(Model encoder, Model decoder) {
    /**
     * The tokens of the decoder: those of its prompt, and those that the model has chosen.
     *
     * @param inputs a row each of the tokens of both sides, and of the masks of their padding
     * @param most how many are chosen at most, at least 1
     * @param sampling how each is chosen
     */
    int[] tokens(Map<String, int[]> inputs, int most, Sampling sampling) {
        if (most < 1) {
            throw new IllegalArgumentException("cannot generate " + most + " steps");
        }
        int[] prompt = unpadded(inputs, "decoder");
        int[] tokens = Arrays.copyOf(prompt, Math.addExact(prompt.length, most));
        Feedback choice = Feedback.tokens(decoder, sampling);
        DecoderSteps steps = encoded(unpadded(inputs, "encoder"));
        int count = prompt.length;
        for (int place = 0; count < tokens.length; place++) {
            Tensor scores = steps.step(tokens[place]);
            if (place + 1 < count) {
                continue;
            }
            Tensor token = choice.next(scores, place);
            tokens[count++] = token == null ? sampling.end() : (int) token.data()[0];
            if (token == null) {
                break;
            }
        }
        return Arrays.copyOf(tokens, count);
    }

    private static int[] unpadded(Map<String, int[]> inputs, String side) {
        int count = Arrays.stream(inputs.get(side + "_padding_mask")).sum();
        return Arrays.copyOf(inputs.get(side + "_token_ids"), count);
    }

    /** The steps of a decoder that goes to an encoded text. */
    private DecoderSteps encoded(int[] tokens) {
        Tensor mask = Tensor.zeros(1, tokens.length);
        Arrays.fill(mask.data(), 1f);
        Map<String, Tensor> inputs =
                Map.of("encoder_token_ids", Tensor.of(new int[][] {tokens}), "encoder_padding_mask", mask);
        return new DecoderSteps(decoder, encoder.run(inputs), mask);
    }
}
