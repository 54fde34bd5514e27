package io.github.cornu.op.weights;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.MatrixProducts;
import io.github.cornu.kernel.Scratch;

/** A matrix of bfloat16. A few rows are multiplied with it as it is; for more it is unpacked, with the same sums. */
record PackedPairs(Kernels kernels, MatrixProducts products, CompactMatrix matrix, float[] start)
        implements PackedCompact {
    /** Up to here, a pass over the weights for each row costs less than to unpack them. */
    private static final int FEW_ROWS = 3;

    @Override
    public void multiply(
            int rows, float[] x, int xOffset, int xStride, float[] y, int yOffset, int yStride, Scratch scratch) {
        if (rows <= FEW_ROWS) {
            for (int r = 0; r < rows; r++) {
                row(x, xOffset + r * xStride, start, 0, y, yOffset + r * yStride, scratch);
            }
            return;
        }
        for (int first = 0; first < columns(); first += CompactMatrix.GROUP) {
            products.multiply(
                    rows,
                    x,
                    xOffset,
                    xStride,
                    matrix.unpack(kernels, first, scratch),
                    0,
                    matrix.panels(first),
                    start,
                    first,
                    0,
                    y,
                    yOffset + first,
                    yStride,
                    scratch);
        }
    }

    @Override
    public void multiplyAdd(
            int rows, float[] x, int xOffset, int xStride, float[] y, int yOffset, int yStride, Scratch scratch) {
        if (rows <= FEW_ROWS) {
            for (int r = 0; r < rows; r++) {
                row(x, xOffset + r * xStride, y, yOffset + r * yStride, y, yOffset + r * yStride, scratch);
            }
            return;
        }
        for (int first = 0; first < columns(); first += CompactMatrix.GROUP) {
            products.multiply(
                    rows,
                    x,
                    xOffset,
                    xStride,
                    matrix.unpack(kernels, first, scratch),
                    0,
                    matrix.panels(first),
                    y,
                    yOffset + first,
                    yStride,
                    y,
                    yOffset + first,
                    yStride,
                    scratch);
        }
    }

    private void row(float[] x, int xOffset, float[] init, int initOffset, float[] y, int yOffset, Scratch scratch) {
        products.multiplyPairs(
                rows(), columns(), x, xOffset, matrix.data(), matrix.offset(), init, initOffset, y, yOffset, scratch);
    }
}
