package io.github.cornu.layers.sequence;

import io.github.cornu.op.custom.JavaFunction;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Weight;
import java.util.Arrays;
import java.util.List;

/**
 * The logarithms, but for a summand, of the probability of each label at each step, as keras_contrib computes them:
 * energies (batch, time, labels), perhaps a mask (batch, time), and energies of transitions give (batch, time + 2,
 * labels), of which the last two steps are of no use.
 */
public final class CrfMarginals {
    private CrfMarginals() {}

    /** What it computes, with the energies of the transitions. */
    public static JavaFunction function(List<Weight> weights) {
        float[] transitions = weights.get(0).read();
        int labels = weights.get(0).shape().length(0);
        return JavaFunction.of(CrfMarginals::shape, (inputs, output) -> {
            int time = output.shape().length(1) - 2;
            for (int b = 0; b < output.shape().length(0); b++) {
                float[] mask = inputs.size() > 1 ? inputs.get(1).data() : null;
                Sample sample = new Sample(inputs.get(0), mask, b * time, time, transitions, labels);
                sample.forward(output, b * (time + 2));
                sample.backward(output, b * (time + 2));
            }
        });
    }

    private static Shape shape(List<Shape> inputs) {
        int[] lengths = inputs.get(0).lengths().clone();
        lengths[1] = lengths[1] < 0 ? lengths[1] : lengths[1] + 2;
        return Shape.of(lengths);
    }

    /** One sample, whose first row among all is {@code first}. */
    private record Sample(Tensor x, float[] mask, int first, int time, float[] transitions, int labels) {
        /** The sums over all paths that end before each step. */
        void forward(Tensor output, int row) {
            Arrays.fill(output.data(), row * labels, (row + 1) * labels, 0f);
            for (int t = 0; t < time - 1; t++) {
                step(output.data(), row + t, row + t + 1, t, t + 1);
            }
        }

        /** And those that begin behind it, which are kept in the two last rows in turn. */
        void backward(Tensor output, int row) {
            float[] y = output.data();
            int behind = row + time;
            Arrays.fill(y, behind * labels, (behind + 1) * labels, 0f);
            for (int t = time - 1; t >= 0; t--) {
                for (int j = 0; j < labels; j++) {
                    int i = (row + t) * labels + j;
                    y[i] = -(y[i] + energy(t, j) + y[behind * labels + j]);
                }
                int next = behind == row + time ? behind + 1 : row + time;
                step(y, behind, next, t, t - 1);
                behind = next;
            }
        }

        private void step(float[] y, int from, int to, int t, int neighbour) {
            float weight = valid(t) * valid(neighbour);
            for (int j = 0; j < labels; j++) {
                double most = Double.NEGATIVE_INFINITY;
                for (int i = 0; i < labels; i++) {
                    most = Math.max(most, exponent(y, from, weight, t, i, j));
                }
                double sum = 0;
                for (int i = 0; i < labels; i++) {
                    sum += StrictMath.exp(exponent(y, from, weight, t, i, j) - most);
                }
                y[to * labels + j] = (float) (StrictMath.log(sum) + most);
            }
        }

        private float exponent(float[] y, int from, float weight, int t, int i, int j) {
            return -(transitions[i * labels + j] * weight + (energy(t, i) - y[from * labels + i]));
        }

        private float energy(int t, int j) {
            return x.data()[(first + t) * labels + j];
        }

        private float valid(int t) {
            return mask == null ? 1 : t < 0 || t >= time ? 0 : mask[first + t];
        }
    }
}
