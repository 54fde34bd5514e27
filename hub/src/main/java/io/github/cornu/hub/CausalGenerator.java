package io.github.cornu.hub;

import io.github.cornu.Feedback;
import io.github.cornu.Model;
import io.github.cornu.Sampling;
import io.github.cornu.Session;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A causal language model with an input for the mask of padding, as one that generates: none of its tokens is padding.
 * It gives what the same model without that input does, see {@link HubLoader#loadGenerator}.
 */
record CausalGenerator(Model model) {
    private static final String TOKENS = "token_ids";

    /**
     * The tokens of a prompt, and those that the model has chosen.
     *
     * @param most how many are chosen at most, at least 1
     * @param sampling how each is chosen
     */
    int[] tokens(int[] prompt, int most, Sampling sampling) {
        if (most < 1) {
            throw new IllegalArgumentException("cannot generate " + most + " steps");
        }
        Session session = model.newSession().stream();
        Feedback choice = Feedback.tokens(model, sampling);
        int[] tokens = Arrays.copyOf(prompt, Math.addExact(prompt.length, most));
        int[] next = prompt;
        for (int count = prompt.length; count < tokens.length; count++) {
            Tensor token = choice.next(
                    TokenRows.last(session.run(inputs(new int[][] {next})).get(0)), count);
            tokens[count] = token == null ? sampling.end() : (int) token.data()[0];
            if (token == null) {
                return Arrays.copyOf(tokens, count + 1);
            }
            next = new int[] {tokens[count]};
        }
        return tokens;
    }

    /**
     * The tokens of a prompt, and those of the likeliest sequence that a beam search finds.
     *
     * @param most how many are found at most, at least 1
     * @param beams how many sequences are searched at once, at least 1
     */
    int[] tokens(int[] prompt, int most, int beams, int end) {
        Session session = model.newSession().stream();
        int[] found = KerasBeams.search(new Sequences(session), prompt, most, beams, end);
        return TokenRows.joined(prompt, found);
    }

    /** Those of a beam search, samples of a batch. */
    private final class Sequences implements KerasBeams.Steps {
        private final Session session;

        Sequences(Session session) {
            this.session = session;
        }

        @Override
        public Tensor begin(int[] prompt) {
            return TokenRows.last(session.run(inputs(new int[][] {prompt})).get(0));
        }

        @Override
        public Tensor next(int[] from, int[] tokens) {
            session.restore(session.state().rows(from));
            Tensor scores = session.run(inputs(TokenRows.single(tokens))).get(0);
            return Tensor.of(scores.data(), scores.shape().remove(1));
        }
    }

    /** @param tokens as many of each sample */
    private List<Tensor> inputs(int[][] tokens) {
        int[][] ones = new int[tokens.length][tokens[0].length];
        for (int[] row : ones) {
            Arrays.fill(row, 1);
        }
        List<Tensor> inputs = new ArrayList<>();
        for (TensorSpec input : model.inputs()) {
            inputs.add(Tensor.of(input.name().equals(TOKENS) ? tokens : ones));
        }
        return inputs;
    }
}
