package io.github.cornu.op.weights;

import io.github.cornu.kernel.Scratch;

/** A packed matrix in a compact form. */
sealed interface PackedCompact extends PackedWeights permits PackedPairs, PackedBytes {
    CompactMatrix matrix();

    /** What is added to the products: one number a column, padded. */
    float[] start();

    @Override
    default int rows() {
        return matrix().blocks().rows();
    }

    @Override
    default int columns() {
        return matrix().blocks().columns();
    }

    @Override
    default long bytes() {
        return matrix().bytes() + (long) Float.BYTES * start().length;
    }

    @Override
    default void multiply(
            int rows, float[] x, int xOffset, int xStride, float[] y, int yOffset, int yStride, Scratch scratch) {
        run(rows, x, xOffset, xStride, start(), 0, 0, y, yOffset, yStride, scratch);
    }

    @Override
    default void multiplyAdd(
            int rows, float[] x, int xOffset, int xStride, float[] y, int yOffset, int yStride, Scratch scratch) {
        run(rows, x, xOffset, xStride, y, yOffset, yStride, y, yOffset, yStride, scratch);
    }

    /** y = init + x w. */
    void run(
            int rows,
            float[] x,
            int xOffset,
            int xStride,
            float[] init,
            int initOffset,
            int initStride,
            float[] y,
            int yOffset,
            int yStride,
            Scratch scratch);
}
