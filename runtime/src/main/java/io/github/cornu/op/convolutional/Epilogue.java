package io.github.cornu.op.convolutional;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.op.Activation;

/** What follows the sums of a convolution while they are in the cache: the activation. */
record Epilogue(Kernels kernels, Activation activation) {
    /** Floats that are still in the second-level cache when the activation follows. */
    private static final int AT_ONCE = 1 << 16;
    /** The least number of rows in one matrix product, so that the weights are read seldom. */
    private static final int LEAST_ROWS = 192;

    /** Rows of a matrix product that are computed before the activation is applied to them. */
    static int rowsAtOnce(int columns) {
        return Math.max(LEAST_ROWS, AT_ONCE / columns);
    }

    /** Applies it to {@code rows} rows, one directly after the other, in place. */
    void run(float[] y, int offset, int rows, int columns, Scratch scratch) {
        activation.apply(kernels, y, offset, rows, columns, scratch);
    }
}
