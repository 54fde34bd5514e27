package io.github.cornu.op.recurrent;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.op.Activation;
import io.github.cornu.op.Memory;
import io.github.cornu.tensor.Weight;
import java.util.List;

/**
 * A {@link DenseCell} in a number type of 16 bits: its weights, the result of each operation and the states are
 * rounded.
 */
abstract class HalfPart implements PreparedCell {
    final HalfArithmetic half;
    final int units;
    /** Numbers of all gates. */
    final int gates;

    final HalfArithmetic.Matrix kernel;
    final HalfArithmetic.Matrix recurrentKernel;

    HalfPart(Rounding rounding, Kernels kernels, Weight kernel, Weight recurrentKernel) {
        half = new HalfArithmetic(rounding, kernels);
        units = recurrentKernel.shape().length(0);
        gates = recurrentKernel.shape().length(1);
        this.kernel =
                new HalfArithmetic.Matrix(half.rounded(kernel), kernel.shape().length(0), gates);
        this.recurrentKernel = new HalfArithmetic.Matrix(half.rounded(recurrentKernel), units, gates);
    }

    /** The cell as a single part, with functions whose slopes are read. */
    PackedCell packed(List<Activation> activations, float[]... biases) {
        float[][] weights = new float[2 + biases.length][];
        weights[0] = kernel.values();
        weights[1] = recurrentKernel.values();
        System.arraycopy(biases, 0, weights, 2, biases.length);
        int fingerprint = Gates.withSlopes(Gates.fingerprint(weights), activations.toArray(Activation[]::new));
        return new PackedParts(fingerprint, -1, new PreparedCell[] {this});
    }

    @Override
    public int units() {
        return units;
    }

    @Override
    public int gateStride() {
        return gates;
    }

    /** The products with the state. */
    @Override
    public int workStride() {
        return gates;
    }

    @Override
    public void project(
            int rows, float[] x, int xOffset, int xStride, float[] z, int zOffset, int zStride, Scratch scratch) {
        int features = kernel.rows();
        float[] terms = scratch.row(gates + features);
        for (int r = 0; r < rows; r++) {
            System.arraycopy(x, xOffset + r * xStride, terms, gates, features);
            half.round(terms, gates, features);
            half.product(kernel, 0, gates, terms, gates, z, zOffset + r * zStride, terms);
        }
    }

    @Override
    public void step(CellSlots slots, Memory m, int step, int first, int end, Scratch scratch) {
        float[] before = slots.before(m, step);
        int padded = Gates.padded(units);
        for (int r = first; r < end; r++) {
            int state = r * padded;
            if (slots.isMasked(m, step, r)) {
                PreparedCell.keep(before, slots.after(m, step), state, padded);
            } else {
                half.round(before, state, units);
                step(slots, m, step, r, scratch.row(2 * gates));
            }
        }
    }

    /**
     * One time step of one sample that is not masked.
     *
     * @param room two numbers for each gate
     */
    abstract void step(CellSlots slots, Memory m, int step, int sample, float[] room);
}
