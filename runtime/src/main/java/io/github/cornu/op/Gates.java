package io.github.cornu.op;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.tensor.Weight;
import io.github.cornu.tensor.WeightFormat;
import java.util.Arrays;

/** The layout of gates: each padded to whole vectors of every width, so that kernels need no tails. */
final class Gates {
    private static final int MULTIPLE = 16;

    private Gates() {}

    /** A hash of weights, some of which may be null. */
    static int fingerprint(float[]... weights) {
        int hash = 1;
        for (float[] weight : weights) {
            hash = 31 * hash + Arrays.hashCode(weight);
        }
        return hash;
    }

    /** {@code units} rounded up. */
    static int padded(int units) {
        return (units + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
    }

    /**
     * The columns of some gates of a weight, padded and in another order.
     *
     * @param values rows of {@code gates} times {@code units} numbers
     * @param offset of the first row
     * @param order which gate comes first, second, …
     */
    static float[] arrange(float[] values, int offset, int rows, int gates, int units, int... order) {
        int padded = padded(units);
        float[] arranged = new float[rows * order.length * padded];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < order.length; i++) {
                int from = offset + (row * gates + order[i]) * units;
                System.arraycopy(values, from, arranged, (row * order.length + i) * padded, units);
            }
        }
        return arranged;
    }

    /** {@link #arrange} and pack a matrix, with the sums starting from {@code start}, arranged already, or from zero. */
    static PackedWeights pack(
            Kernels kernels,
            WeightFormat format,
            float[] values,
            int rows,
            int gates,
            int units,
            float[] start,
            int... order) {
        int columns = order.length * padded(units);
        float[] arranged = arrange(values, 0, rows, gates, units, order);
        return PackedWeights.pack(kernels, format, arranged, 0, columns, rows, columns, start);
    }

    /** The matrix that {@link #pack} makes of a weight. */
    static WeightMatrix matrix(Weight weight, int units, int... order) {
        int padded = padded(units);
        int[] columns = new int[order.length * padded];
        Arrays.setAll(columns, j -> j % padded < units ? order[j / padded] * units + j % padded : -1);
        return WeightMatrix.ofColumns(weight, columns);
    }

    /** Applies a function to {@code count} gates that lie one after the other. */
    static void activate(
            Activation activation, Kernels kernels, float[] z, int offset, int count, int units, Scratch scratch) {
        int padded = padded(units);
        if (activation.isElementwise()) {
            activation.apply(kernels, z, offset, 1, count * padded, scratch);
            return;
        }
        for (int gate = 0; gate < count; gate++) {
            activation.apply(kernels, z, offset + gate * padded, 1, units, scratch);
        }
    }
}
