package io.github.cornu.op.weights;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.tensor.WeightFormat;

/** A matrix of bfloat16. A few rows are multiplied with it as it is; for more it is unpacked, with the same sums. */
record PackedPairs(Kernels kernels, CompactMatrix matrix, float[] start) implements PackedCompact {
    /** Up to here, a pass over the weights for each row costs less than to unpack them. */
    private static final int FEW_ROWS = 3;

    static PackedPairs pack(
            Kernels kernels, float[] source, int offset, int rowStride, int rows, int columns, float[] start) {
        return new PackedPairs(
                kernels,
                CompactMatrix.pack(kernels, WeightFormat.BF16, source, offset, rowStride, rows, columns),
                start);
    }

    @Override
    public void run(
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
            Scratch scratch) {
        if (rows <= FEW_ROWS) {
            for (int r = 0; r < rows; r++) {
                kernels.multiplyPairs(
                        rows(),
                        columns(),
                        x,
                        xOffset + r * xStride,
                        matrix.data(),
                        matrix.offset(),
                        init,
                        initOffset + r * initStride,
                        y,
                        yOffset + r * yStride,
                        scratch);
            }
            return;
        }
        for (int first = 0; first < columns(); first += CompactMatrix.GROUP) {
            kernels.multiply(
                    rows,
                    x,
                    xOffset,
                    xStride,
                    matrix.unpack(kernels, first, scratch),
                    0,
                    matrix.panels(first),
                    init,
                    initOffset + first,
                    initStride,
                    y,
                    yOffset + first,
                    yStride,
                    scratch);
        }
    }
}
