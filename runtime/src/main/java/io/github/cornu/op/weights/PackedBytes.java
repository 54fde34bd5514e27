package io.github.cornu.op.weights;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Panels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.tensor.WeightFormat;

/**
 * A matrix of whole numbers with a scale for each column. The products with the numbers are added from zero, in ascending
 * order; then the sum is scaled and added, by one multiply-add.
 */
record PackedBytes(Kernels kernels, CompactMatrix matrix, float[] start) implements PackedCompact {
    /** Rows whose sums are held at once. */
    private static final int ROWS = 48;

    private static final float[] ZEROS = new float[CompactMatrix.GROUP];

    static PackedBytes pack(
            Kernels kernels, float[] source, int offset, int rowStride, int rows, int columns, float[] start) {
        return new PackedBytes(
                kernels,
                CompactMatrix.pack(kernels, WeightFormat.INT8, source, offset, rowStride, rows, columns),
                start);
    }

    @Override
    public void run(
            int rows,
            float[] x,
            int xOffset,
            int xStride,
            float[] added,
            int addedOffset,
            int addedStride,
            float[] y,
            int yOffset,
            int yStride,
            Scratch scratch) {
        float[] sums = scratch.sums(ROWS * CompactMatrix.GROUP);
        for (int first = 0; first < columns(); first += CompactMatrix.GROUP) {
            Panels panels = matrix.panels(first);
            float[] group = matrix.unpack(kernels, first, scratch);
            int columns = panels.columns();
            for (int row = 0; row < rows; row += ROWS) {
                int count = Math.min(ROWS, rows - row);
                int from = xOffset + row * xStride;
                kernels.multiply(count, x, from, xStride, group, 0, panels, ZEROS, 0, 0, sums, 0, columns, scratch);
                for (int r = 0; r < count; r++) {
                    int add = addedOffset + (row + r) * addedStride + first;
                    int to = yOffset + (row + r) * yStride + first;
                    kernels.scaleShift(sums, r * columns, matrix.scales(), first, added, add, y, to, columns);
                }
            }
        }
    }
}
