package io.github.cornu.op.weights;

import io.github.cornu.kernel.Scratch;
import io.github.cornu.kernel.threads.MatrixProduct;
import io.github.cornu.kernel.threads.PairsProduct;

/** A matrix of bfloat16. A few rows are multiplied with it as it is; for more it is unpacked, with the same sums. */
record PackedPairs(PairsProduct pairs, MatrixProduct product, CompactMatrix matrix, float[] start)
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
            product.multiply(
                    rows,
                    x,
                    xOffset,
                    xStride,
                    matrix.unpack(product.kernels(), first, scratch),
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
            product.multiply(
                    rows,
                    x,
                    xOffset,
                    xStride,
                    matrix.unpack(product.kernels(), first, scratch),
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
        pairs.multiply(
                matrix.blocks(), x, xOffset, matrix.data(), matrix.offset(), init, initOffset, y, yOffset, scratch);
    }
}
