package io.github.cornu.layers.sequence;

import io.github.cornu.op.custom.JavaFunction;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Weight;
import java.util.List;

/**
 * Adds the energies of the start and of the end of a sequence to those of its labels, (batch, time, labels), where a
 * mask may say which steps are valid: a sequence starts at a valid step after one that is not.
 */
public enum CrfBoundary {
    /** Of TensorFlow Addons: a sequence ends at a valid step before one that is not. */
    ADDONS,
    /** Of keras_contrib, which finds ends wrongly: at a step that is not valid before one that is. */
    CONTRIB,
    /** Of ChainCRF, as in Addons; energies of steps that are not valid are 0. */
    CHAIN;

    /** What it computes, with the weights of the start and the end. */
    public JavaFunction function(List<Weight> weights) {
        float[] start = weights.get(0).read();
        float[] end = weights.get(1).read();
        return JavaFunction.of(shapes -> shapes.get(0), (inputs, output) -> add(inputs, output, start, end));
    }

    private void add(List<Tensor> inputs, Tensor output, float[] start, float[] end) {
        float[] x = inputs.get(0).data();
        float[] mask = inputs.size() > 1 ? inputs.get(1).data() : null;
        float[] y = output.data();
        int labels = start.length;
        int time = output.shape().length(1);
        for (int row = 0; row < y.length / labels; row++) {
            int t = row % time;
            float valid = mask == null ? 1 : mask[row];
            float before = t == 0 ? 0 : mask == null ? 1 : mask[row - 1];
            float after = t == time - 1 ? 0 : mask == null ? 1 : mask[row + 1];
            boolean starts = valid > before;
            boolean ends = mask != null && this == CONTRIB ? after > valid : valid > after;
            for (int i = row * labels, j = 0; j < labels; i++, j++) {
                float energy = this == CHAIN ? x[i] * valid : x[i];
                energy = starts ? energy + start[j] : energy;
                y[i] = ends ? energy + end[j] : energy;
            }
        }
    }
}
