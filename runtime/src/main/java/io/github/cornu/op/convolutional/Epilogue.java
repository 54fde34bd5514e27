package io.github.cornu.op.convolutional;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.op.Activation;
import io.github.cornu.op.weights.PackedWeights;
import io.github.cornu.tensor.Binary;

/**
 * What follows the sums of a linear operation: the bias is added, then the activation applied.
 *
 * @param bias one number a column, or null
 */
record Epilogue(Kernels kernels, float[] bias, Activation activation) {

    /** Bytes of the bias and of the packed weights before it. */
    long bytes(PackedWeights... packed) {
        return PackedWeights.total(packed) + (bias == null ? 0 : (long) Float.BYTES * bias.length);
    }

    /** Adds the bias to {@code rows} rows, one directly after the other, and applies the activation, in place. */
    void run(float[] y, int offset, int rows, int columns, Scratch scratch) {
        if (bias != null) {
            for (int r = 0; r < rows; r++) {
                int at = offset + r * columns;
                kernels.binary(Binary.ADD, y, at, bias, 0, y, at, columns);
            }
        }
        activation.apply(kernels, y, offset, rows, columns, scratch);
    }
}
