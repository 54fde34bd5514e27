package io.github.cornu;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.Arrays;

/** A session of a stream that takes tokens, as indices or as 1 at one of the features, and says what comes next. */
final class TokenSession {
    private final Session session;
    private final int rank;
    private final int features;
    private final boolean probabilities;
    private Tensor output;
    private int tokens;
    /** Where the last step of a sample is in the output, from one sample to the next. */
    private int stride;

    private int first;

    TokenSession(Session session) {
        this.session = session;
        Shape input = session.inputs().get(0).shape();
        this.rank = input.rank();
        this.features = rank < 3 ? 0 : input.length(2);
        boolean one = session.inputs().size() == 1 && session.model().outputs().size() == 1;
        if (!one || rank < 2 || rank > 3 || features < 0) {
            throw new ModelException("tokens are for models with one output and one input, a sequence of indices"
                    + " (batch, steps) or of tokens (batch, steps, vocabulary); it takes " + session.inputs());
        }
        this.probabilities = TokenChooser.givesProbabilities(session.model());
    }

    boolean givesProbabilities() {
        return probabilities;
    }

    /** Runs some tokens of each sample. */
    void run(int[][] samples) {
        int steps = samples[0].length;
        Tensor x = rank == 2 ? Tensor.zeros(samples.length, steps) : Tensor.zeros(samples.length, steps, features);
        for (int r = 0; r < samples.length; r++) {
            for (int t = 0; t < steps; t++) {
                set(x.data(), r * steps + t, samples[r][t]);
            }
        }
        output = session.run(x);
        if (session.steps(0) == 0) {
            throw new ModelException("no output comes after these tokens: the model's windows in time wait for more");
        }
        tokens = output.shape().length(-1);
        stride = output.data().length / samples.length;
        first = stride - tokens;
    }

    private void set(float[] x, int place, int token) {
        if (rank == 2) {
            x[place] = token;
        } else if (token < 0 || token >= features) {
            throw new ModelException("the token " + token + " is not in [0, " + features + ")");
        } else {
            Arrays.fill(x, place * features, (place + 1) * features, 0f);
            x[place * features + token] = 1f;
        }
    }

    /** How many tokens there are. */
    int tokens() {
        return tokens;
    }

    /** What the model said after the last token of a sample begins there in {@link #outputs}. */
    int at(int sample) {
        return sample * stride + first;
    }

    float[] outputs() {
        return output.data();
    }
}
