package io.github.cornu.op.weights;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.MatrixProducts;
import io.github.cornu.kernel.Panels;
import io.github.cornu.kernel.Scratch;

/**
 * A matrix of whole numbers with a scale for each column. The products with the numbers are added from zero, in
 * ascending order; then the sum is scaled and added, by one multiply-add.
 */
record PackedBytes(Kernels kernels, MatrixProducts products, CompactMatrix matrix, float[] start)
        implements PackedCompact {
    /** Rows whose sums are held at once. */
    private static final int ROWS = 48;

    private static final float[] ZEROS = new float[CompactMatrix.GROUP];

    @Override
    public void multiply(
            int rows, float[] x, int xOffset, int xStride, float[] y, int yOffset, int yStride, Scratch scratch) {
        for (int first = 0; first < columns(); first += CompactMatrix.GROUP) {
            Panels panels = matrix.panels(first);
            float[] group = matrix.unpack(kernels, first, scratch);
            for (int row = 0; row < rows; row += ROWS) {
                int count = Math.min(ROWS, rows - row);
                float[] sums = sums(count, x, xOffset + row * xStride, xStride, group, panels, scratch);
                for (int r = 0; r < count; r++) {
                    int to = yOffset + (row + r) * yStride + first;
                    scale(sums, r * panels.columns(), first, start, first, y, to);
                }
            }
        }
    }

    @Override
    public void multiplyAdd(
            int rows, float[] x, int xOffset, int xStride, float[] y, int yOffset, int yStride, Scratch scratch) {
        for (int first = 0; first < columns(); first += CompactMatrix.GROUP) {
            Panels panels = matrix.panels(first);
            float[] group = matrix.unpack(kernels, first, scratch);
            for (int row = 0; row < rows; row += ROWS) {
                int count = Math.min(ROWS, rows - row);
                float[] sums = sums(count, x, xOffset + row * xStride, xStride, group, panels, scratch);
                for (int r = 0; r < count; r++) {
                    int to = yOffset + (row + r) * yStride + first;
                    scale(sums, r * panels.columns(), first, y, to, y, to);
                }
            }
        }
    }

    /** The products of some rows with a group of columns, without scales. */
    private float[] sums(int rows, float[] x, int xOffset, int xStride, float[] group, Panels panels, Scratch scratch) {
        float[] sums = scratch.sums(ROWS * CompactMatrix.GROUP);
        int columns = panels.columns();
        products.multiply(rows, x, xOffset, xStride, group, 0, panels, ZEROS, 0, 0, sums, 0, columns, scratch);
        return sums;
    }

    /** One row of a group: y = sums scale + added. */
    private void scale(float[] sums, int at, int first, float[] added, int addedOffset, float[] y, int yOffset) {
        int columns = matrix.panels(first).columns();
        kernels.scaleShift(sums, at, matrix.scales(), first, added, addedOffset, y, yOffset, columns);
    }
}
