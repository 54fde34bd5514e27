package io.github.cornu.layers.sequence;

import io.github.cornu.op.custom.JavaFunction;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Weight;
import java.util.Arrays;
import java.util.List;

/**
 * The most likely labels of a sequence (Viterbi, 1967): scores (batch, time, labels), perhaps a mask (batch, time), and
 * scores of transitions, (labels, labels), give 1 for the label of each step and 0 for the others. Of equal scores the
 * first label wins. A transition counts where both its steps are valid.
 *
 * <p>The best scores of all paths to each label are kept in the output, and replaced from the end: nothing else is
 * needed.
 */
public enum Viterbi {
    /** A path ends at the last step. */
    PLAIN,
    /** Without a mask there is a transition behind the last step too, as in keras_contrib. */
    CLOSED,
    /** A path ends after as many steps as are valid; behind it is label 0, as in TensorFlow Addons. */
    LENGTHS;

    /** What it computes, with the scores of the transitions. */
    public JavaFunction function(List<Weight> weights) {
        float[] transitions = weights.get(0).read();
        int labels = weights.get(0).shape().length(0);
        return JavaFunction.of(shapes -> shapes.get(0), (inputs, output) -> {
            int time = output.shape().length(1);
            for (int first = 0; time > 0 && first < output.data().length / labels; first += time) {
                decode(inputs, output.data(), transitions, first, time);
            }
        });
    }

    private void decode(List<Tensor> inputs, float[] y, float[] transitions, int first, int time) {
        float[] x = inputs.get(0).data();
        float[] mask = inputs.size() > 1 ? inputs.get(1).data() : null;
        int labels = (int) Math.sqrt(transitions.length);
        int length = this == LENGTHS ? Math.max(1, length(mask, first, time)) : time;
        System.arraycopy(x, first * labels, y, first * labels, labels);
        for (int t = 1; t < length; t++) {
            int row = (first + t) * labels;
            for (int j = 0; j < labels; j++) {
                int i = best(y, row - labels, transitions, j, weight(mask, first + t - 1, first + t));
                float transition = transitions[i * labels + j] * weight(mask, first + t - 1, first + t);
                y[row + j] = y[row - labels + i] + transition + x[row + j];
            }
        }
        trace(y, transitions, mask, first, length, time);
    }

    /** From the last step to the first one; then what is behind the last one. */
    private void trace(float[] y, float[] transitions, float[] mask, int first, int length, int time) {
        int labels = (int) Math.sqrt(transitions.length);
        int last = (first + length - 1) * labels;
        float closing = this == CLOSED && mask == null ? 1 : 0;
        int label = best(y, last, transitions, best(y, last, transitions, 0, closing), closing);
        mark(y, last, labels, label);
        for (int t = length - 2; t >= 0; t--) {
            int row = (first + t) * labels;
            label = best(y, row, transitions, label, this == LENGTHS ? 1 : weight(mask, first + t, first + t + 1));
            mark(y, row, labels, label);
        }
        for (int t = length; t < time; t++) {
            mark(y, (first + t) * labels, labels, 0);
        }
    }

    /** The label from which the best path goes to label j. */
    private static int best(float[] y, int row, float[] transitions, int j, float weight) {
        int labels = (int) Math.sqrt(transitions.length);
        int best = 0;
        float most = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < labels; i++) {
            float score = y[row + i] + transitions[i * labels + j] * weight;
            if (score > most) {
                most = score;
                best = i;
            }
        }
        return best;
    }

    private static void mark(float[] y, int row, int labels, int label) {
        Arrays.fill(y, row, row + labels, 0f);
        y[row + label] = 1;
    }

    private static float weight(float[] mask, int before, int after) {
        return mask == null ? 1 : mask[before] * mask[after];
    }

    private static int length(float[] mask, int first, int time) {
        if (mask == null) {
            return time;
        }
        int length = 0;
        for (int t = 0; t < time; t++) {
            length += mask[first + t] != 0 ? 1 : 0;
        }
        return length;
    }
}
