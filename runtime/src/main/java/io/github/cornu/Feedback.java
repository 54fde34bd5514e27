package io.github.cornu;

import io.github.cornu.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;

/** Makes the next input of a model from its last output, for {@link Generation}. */
@FunctionalInterface
public interface Feedback {
    /**
     * The next input.
     *
     * @param output the outputs at the last step, shape (batch, units)
     * @param step how many were generated so far, at least 1
     * @return the inputs at the next step, shape (batch, features); (batch,) for a model that takes indices; null to
     *     stop, for instance after an end token
     */
    Tensor next(Tensor output, int step);

    /** The output is the next input: forecasts of a model that predicts what it is fed with. */
    static Feedback identity() {
        return (output, step) -> output;
    }

    /** 1 at the largest output and 0 elsewhere. */
    static Feedback oneHot() {
        return (output, step) -> hot(output, largest(output));
    }

    /** The index of the largest output, for a model that begins with an Embedding. */
    static Feedback index() {
        return (output, step) -> indices(largest(output));
    }

    /**
     * The index of a token for each sample, for a model that begins with an Embedding; null when all samples have come
     * to {@link Sampling#end}. Sample i of a batch draws with the seed plus i. It knows what was drawn so far, and is
     * for one sequence.
     *
     * @param model whose outputs they are: probabilities or logits
     */
    static Feedback tokens(Model model, Sampling sampling) {
        return chosen(model, sampling, (output, tokens) -> indices(tokens));
    }

    /** As {@link #tokens}, with 1 at the index of the token and 0 elsewhere. */
    static Feedback oneHot(Model model, Sampling sampling) {
        return chosen(model, sampling, Feedback::hot);
    }

    /** @param input makes the next input of an output and the token of each sample */
    private static Feedback chosen(Model model, Sampling sampling, BiFunction<Tensor, int[], Tensor> input) {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(sampling, "sampling");
        List<TokenChooser> choosers = new ArrayList<>();
        boolean probabilities = TokenChooser.givesProbabilities(model);
        return (output, step) -> {
            int tokens = output.shape().length(-1);
            int[] chosen = new int[output.shape().length(0)];
            boolean ended = sampling.end() != Sampling.NO_END;
            for (int r = 0; r < chosen.length; r++) {
                if (choosers.size() == r) {
                    choosers.add(new TokenChooser(sampling, probabilities, sampling.seed() + r));
                }
                chosen[r] = choosers.get(r).choose(output.data(), r * tokens, tokens);
                ended &= chosen[r] == sampling.end();
            }
            return ended ? null : input.apply(output, chosen);
        };
    }

    private static int[] largest(Tensor output) {
        int[] indices = new int[output.shape().length(0)];
        Arrays.setAll(indices, output::argMax);
        return indices;
    }

    private static Tensor hot(Tensor output, int[] indices) {
        Tensor hot = Tensor.zeros(output.shape());
        for (int r = 0; r < indices.length; r++) {
            hot.data()[r * output.shape().length(-1) + indices[r]] = 1f;
        }
        return hot;
    }

    private static Tensor indices(int[] indices) {
        Tensor tensor = Tensor.zeros(indices.length);
        for (int r = 0; r < indices.length; r++) {
            tensor.data()[r] = indices[r];
        }
        return tensor;
    }
}
