package io.github.cornu.op.weights;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.MatrixPart;
import io.github.cornu.kernel.MatrixProducts;
import io.github.cornu.kernel.WeightBlocks;
import io.github.cornu.kernel.WeightMemory;
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
 * @param memory where they go
 */
public record WeightPacking(Kernels kernels, ThreadTeam team, WeightFormat format, WeightMemory memory) {
    /** What initial sums are padded to: whole vectors of every width. */
    private static final int MULTIPLE = 16;

    /**
     * Packs the matrix whose element (k, j) is {@code source[offset + k * rowStride + j]}.
     *
     * @param start what the sums start from, one number a column; null: zeros
     */
    public PackedWeights pack(float[] source, int offset, int rowStride, int rows, int columns, float[] start) {
        MatrixPart whole = MatrixPart.whole(source, offset, rowStride, rows, columns);
        return pack(MatrixSource.of(whole), rows, columns, start);
    }

    /** Packs a weight of the shape (rows, columns), or of another one with the same elements in memory. */
    public PackedWeights pack(Weight source, int rows, int columns, float[] start) {
        return pack(MatrixSource.of(source, rows, columns), rows, columns, start);
    }

    private PackedWeights pack(MatrixSource source, int rows, int columns, float[] start) {
        float[] initial = padded(start, columns);
        CompactMatrix compact = format == WeightFormat.F32 || columns <= MULTIPLE
                ? null
                : CompactMatrix.pack(kernels, memory, source, WeightBlocks.of(format, rows, columns));
        if (compact == null) {
            return PackedFloats.pack(kernels, products(), memory, source, kernels.panels(rows, columns), initial);
        }
        return format == WeightFormat.BF16
                ? new PackedPairs(kernels, products(), compact, initial)
                : new PackedBytes(kernels, products(), compact, initial);
    }

    private MatrixProducts products() {
        return SharedProducts.of(kernels, team);
    }

    /** About how many floats a packed matrix takes. */
    public long floats(int rows, int columns) {
        return format == WeightFormat.F32 || columns <= MULTIPLE
                ? Math.multiplyFull(rows, (columns + MULTIPLE - 1) / MULTIPLE * MULTIPLE)
                : WeightBlocks.of(format, rows, columns).size();
    }

    private static float[] padded(float[] start, int columns) {
        int padded = (columns + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
        return start == null ? new float[padded] : Arrays.copyOf(start, padded);
    }
}
