package io.github.cornu.op.convolutional;

import io.github.cornu.kernel.Scratch;
import io.github.cornu.op.ImageRows;
import io.github.cornu.op.weights.PackedWeights;

/** A convolution whose windows are single pixels: the rows of the matrix product are the input itself. Immutable. */
record PointwiseRows(PackedWeights packed, Epilogue epilogue, int count, int columns, long nanos) implements ImageRows {
    @Override
    public int firstInput(int row) {
        return row;
    }

    @Override
    public int endInput(int row) {
        return row + 1;
    }

    @Override
    public void run(float[] x, int xOffset, float[] y, int yOffset, int first, int end, Scratch scratch) {
        int depth = packed.rows();
        int filters = packed.columns();
        int block = Epilogue.rowsAtOnce(filters);
        for (int pixel = first * columns; pixel < end * columns; pixel += block) {
            int rows = Math.min(block, end * columns - pixel);
            int to = yOffset + pixel * filters;
            packed.multiply(rows, x, xOffset + pixel * depth, depth, y, to, filters, scratch);
            epilogue.run(y, to, rows, filters, scratch);
        }
    }
}
