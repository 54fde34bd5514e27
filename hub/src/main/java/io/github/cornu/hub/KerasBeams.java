package io.github.cornu.hub;

import io.github.cornu.ModelException;
import io.github.cornu.tensor.Tensor;
import java.util.Arrays;

/**
 * The search of KerasHub's {@code BeamSampler}: at each step the likeliest of all sequences that go on from those
 * before, as many as there are beams, until all of them have an end token or are long enough. A sequence goes on behind
 * its end token meanwhile, which counts.
 */
final class KerasBeams {
    /** Of beams that are not to be chosen from at the first step. */
    private static final double UNLIKELY = -1e9;

    /** A model that goes on with several sequences at once. */
    interface Steps {
        /** The scores of all tokens behind the prompt, (1, vocabulary). */
        Tensor begin(int[] prompt);

        /**
         * Goes on with as many sequences as there are beams.
         *
         * @param from which of the sequences before each was, of which there is one behind the prompt
         * @param tokens the next one of each
         * @return the scores of all tokens behind them, (beams, vocabulary)
         */
        Tensor next(int[] from, int[] tokens);
    }

    private final Steps steps;
    private final int most;
    private final int beams;
    private final int end;
    private int[][] sequences;
    private double[] logarithms;
    /** The sequence that each was chosen from. */
    private int[] from;

    private KerasBeams(Steps steps, int most, int beams, int end) {
        this.steps = steps;
        this.most = most;
        this.beams = beams;
        this.end = end;
        sequences = new int[beams][0];
        logarithms = new double[beams];
        Arrays.fill(logarithms, 1, beams, UNLIKELY);
    }

    /**
     * The likeliest sequence.
     *
     * @param most how many tokens it has at most, at least 1
     * @param beams how many sequences are searched at once, at least 1
     * @param end the token that ends a sequence, or {@link io.github.cornu.Sampling#NO_END}
     * @return the tokens after the prompt, up to the end token
     */
    static int[] search(Steps steps, int[] prompt, int most, int beams, int end) {
        if (most < 1 || beams < 1) {
            throw new IllegalArgumentException("cannot search " + beams + " sequences of " + most + " steps");
        }
        return new KerasBeams(steps, most, beams, end).search(prompt);
    }

    private int[] search(int[] prompt) {
        choose(steps.begin(prompt));
        // Behind the prompt all are the same sequence.
        Arrays.fill(from, 0);
        for (int count = 1; count < most && !haveEnded(); count++) {
            int last = count - 1;
            choose(steps.next(
                    from,
                    Arrays.stream(sequences).mapToInt(tokens -> tokens[last]).toArray()));
        }
        int best = 0;
        for (int i = 1; i < beams; i++) {
            best = logarithms[i] > logarithms[best] ? i : best;
        }
        int[] tokens = sequences[best];
        return Arrays.copyOf(tokens, Math.min(tokens.length, ended(tokens) + 1));
    }

    private boolean haveEnded() {
        return Arrays.stream(sequences).allMatch(tokens -> ended(tokens) < tokens.length);
    }

    /** Where the first end token is; the length if there is none. */
    private int ended(int[] tokens) {
        int place = 0;
        while (place < tokens.length && tokens[place] != end) {
            place++;
        }
        return place;
    }

    /** @param scores (beams, vocabulary), or (1, vocabulary) for all */
    private void choose(Tensor scores) {
        int tokens = scores.shape().length(1);
        int rows = scores.shape().length(0);
        double[] best = new double[beams];
        int[] chosen = new int[beams];
        int count = 0;
        for (int beam = 0; beam < beams; beam++) {
            int at = beam % rows * tokens;
            double base = logarithms[beam] - logarithmOfSum(scores.data(), at, tokens);
            for (int token = 0; token < tokens; token++) {
                double sum = scores.data()[at + token] + base;
                if (count == beams && sum <= best[count - 1]) {
                    continue;
                }
                int place = count < beams ? count++ : count - 1;
                for (; place > 0 && sum > best[place - 1]; place--) {
                    best[place] = best[place - 1];
                    chosen[place] = chosen[place - 1];
                }
                best[place] = sum;
                chosen[place] = beam * tokens + token;
            }
        }
        take(best, chosen, tokens);
    }

    private void take(double[] best, int[] chosen, int tokens) {
        int[][] longer = new int[beams][];
        from = new int[beams];
        for (int i = 0; i < beams; i++) {
            from[i] = chosen[i] / tokens;
            int[] before = sequences[from[i]];
            longer[i] = Arrays.copyOf(before, before.length + 1);
            longer[i][before.length] = chosen[i] % tokens;
        }
        sequences = longer;
        logarithms = best;
    }

    private static double logarithmOfSum(float[] scores, int at, int count) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = at; i < at + count; i++) {
            if (Float.isNaN(scores[i])) {
                throw new ModelException("the model gives NaN for token " + (i - at));
            }
            largest = Math.max(largest, scores[i]);
        }
        double sum = 0;
        for (int i = at; i < at + count; i++) {
            sum += StrictMath.exp(scores[i] - largest);
        }
        return largest + StrictMath.log(sum);
    }
}
