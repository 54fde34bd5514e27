package io.github.cornu.op.weights;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.MatrixProducts;
import io.github.cornu.kernel.WeightBlocks;
import io.github.cornu.kernel.threads.SharedProducts;
import io.github.cornu.kernel.threads.ThreadTeam;
import io.github.cornu.tensor.Weight;
import io.github.cornu.tensor.WeightFormat;
import java.util.Arrays;

/**
 * Packs matrices of weights.
 *
 * @param kernels what multiplies with the matrices
 * @param team the threads that share large products
 * @param format the form of the matrices, if they can have it and become smaller by it; else they are float32
 */
public record WeightPacking(Kernels kernels, ThreadTeam team, WeightFormat format) {
    /** What initial sums are padded to: whole vectors of every width. */
    private static final int MULTIPLE = 16;

    /**
     * Packs the matrix whose element (k, j) is {@code source[offset + k * rowStride + j]}.
     *
     * @param start what the sums start from, one number a column; null: zeros
     */
    public PackedWeights pack(float[] source, int offset, int rowStride, int rows, int columns, float[] start) {
        float[] initial = padded(start, columns);
        MatrixProducts products = SharedProducts.of(kernels, team);
        if (!isCompact(source, offset, rowStride, rows, columns)) {
            return PackedFloats.pack(
                    kernels, products, kernels.panels(rows, columns), source, offset, rowStride, initial);
        }
        WeightBlocks blocks = WeightBlocks.of(format, rows, columns);
        CompactMatrix matrix = CompactMatrix.pack(kernels, blocks, source, offset, rowStride);
        return format == WeightFormat.BF16
                ? new PackedPairs(kernels, products, matrix, initial)
                : new PackedBytes(kernels, products, matrix, initial);
    }

    /** Packs a weight of the shape (rows, columns), or of another one with the same elements in memory. */
    public PackedWeights pack(Weight source, int rows, int columns, float[] start) {
        if (format == WeightFormat.F32 && (source.readsParts() || readsColumns(source))) {
            MatrixProducts products = SharedProducts.of(kernels, team);
            return PackedFloats.pack(kernels, products, kernels.panels(rows, columns), source, padded(start, columns));
        }
        return pack(source.read(), 0, columns, rows, columns, start);
    }

    private static boolean readsColumns(Weight source) {
        return source.transposed() != null && source.transposed().readsParts();
    }

    private boolean isCompact(float[] source, int offset, int rowStride, int rows, int columns) {
        return format != WeightFormat.F32
                && columns > MULTIPLE
                && WeightBlocks.canHold(source, offset, rowStride, rows, columns);
    }

    private static float[] padded(float[] start, int columns) {
        int padded = (columns + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
        return start == null ? new float[padded] : Arrays.copyOf(start, padded);
    }
}
