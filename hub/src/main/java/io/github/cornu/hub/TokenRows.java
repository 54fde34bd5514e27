package io.github.cornu.hub;

import io.github.cornu.tensor.Tensor;
import java.util.Arrays;

/** Tokens as rows of a batch, and the scores of models for them. */
final class TokenRows {
    private TokenRows() {}

    /** One token a row. */
    static int[][] single(int... tokens) {
        return Arrays.stream(tokens).mapToObj(token -> new int[] {token}).toArray(int[][]::new);
    }

    /** The tokens of a prompt, and those behind it. */
    static int[] joined(int[] prompt, int... found) {
        int[] all = Arrays.copyOf(prompt, Math.addExact(prompt.length, found.length));
        System.arraycopy(found, 0, all, prompt.length, found.length);
        return all;
    }

    /**
     * The scores of the last step, (1, vocabulary).
     *
     * @param scores of one sample, (…, steps, vocabulary)
     */
    static Tensor last(Tensor scores) {
        float[] all = scores.data();
        int vocabulary = scores.shape().length(-1);
        return Tensor.of(Arrays.copyOfRange(all, all.length - vocabulary, all.length), 1, vocabulary);
    }
}
