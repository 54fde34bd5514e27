package io.github.cornu.op.convolutional;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.op.Activation;

/** What follows the sums of a convolution while they are in the cache: the activation. */
record Epilogue(Kernels kernels, Activation activation) {
    /** Applies it to {@code rows} rows, one directly after the other, in place. */
    void run(float[] y, int offset, int rows, int columns, Scratch scratch) {
        activation.apply(kernels, y, offset, rows, columns, scratch);
    }
}
