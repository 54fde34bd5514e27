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
        run(packed, epilogue, x, xOffset, y, yOffset, first * columns, end * columns, scratch);
    }

    /** Computes the pixels from {@code first} until before {@code end}. */
    static void run(
            PackedWeights packed,
            Epilogue epilogue,
            float[] x,
            int xOffset,
            float[] y,
            int yOffset,
            int first,
            int end,
            Scratch scratch) {
        int depth = packed.rows();
        int filters = packed.columns();
        int block = Epilogue.rowsAtOnce(filters);
        for (int pixel = first; pixel < end; pixel += block) {
            int count = Math.min(block, end - pixel);
            int to = yOffset + pixel * filters;
            packed.multiply(count, x, xOffset + pixel * depth, depth, y, to, filters, scratch);
            epilogue.run(y, to, count, filters, scratch);
        }
    }
}
