package io.github.cornu.op.recurrent;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.op.weights.PackedWeights;

/** What computes some units of a {@link DenseCell}. */
abstract class DensePart implements PreparedCell {
    final Kernels kernels;
    final int firstUnit;
    final int units;
    /** Floats of one gate. */
    final int padded;
    /** Floats of all gates. */
    final int gateStride;

    final int stateStride;
    private final PackedWeights w;

    /**
     * A part of a cell.
     *
     * @param columns the units, and the gates of {@code w}
     * @param w what inputs are multiplied by
     */
    DensePart(Kernels kernels, GateColumns columns, PackedWeights w) {
        this.kernels = kernels;
        this.w = w;
        firstUnit = columns.first();
        units = columns.count();
        padded = Gates.padded(units);
        gateStride = columns.order().length * padded;
        stateStride = Gates.padded(columns.units());
    }

    @Override
    public int firstUnit() {
        return firstUnit;
    }

    @Override
    public int units() {
        return units;
    }

    @Override
    public int gateStride() {
        return gateStride;
    }

    @Override
    public void project(
            int rows, float[] x, int xOffset, int xStride, float[] z, int zOffset, int zStride, Scratch scratch) {
        w.multiply(rows, x, xOffset, xStride, z, zOffset, zStride, scratch);
    }

    /** Where the part of a state begins. */
    int state(int sample) {
        return sample * stateStride + firstUnit;
    }
}
