package io.github.cornu.op.recurrent;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.op.Activation;
import io.github.cornu.op.WeightMatrix;
import io.github.cornu.tensor.Weight;
import java.util.Arrays;

/** The layout of gates: each padded to whole vectors of every width, so that kernels need no tails. */
public final class Gates {
    static final int MULTIPLE = 16;

    private Gates() {}

    /** A hash of weights, some of which may be null. */
    public static int fingerprint(float[]... weights) {
        int hash = 1;
        for (float[] weight : weights) {
            hash = 31 * hash + Arrays.hashCode(weight);
        }
        return hash;
    }

    /** A hash of weights, and of the slopes of activations that have some. */
    static int withSlopes(int fingerprint, Activation... activations) {
        int hash = fingerprint;
        for (Activation activation : activations) {
            hash = activation.slopes() == null ? hash : 31 * hash + Arrays.hashCode(activation.readSlopes());
        }
        return hash;
    }

    /** {@code units} rounded up. */
    public static int padded(int units) {
        return (units + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
    }

    /** The matrix that {@link GateColumns} make of a weight. */
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
