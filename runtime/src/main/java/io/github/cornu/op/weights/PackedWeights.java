package io.github.cornu.op.weights;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.kernel.WeightBlocks;
import io.github.cornu.tensor.Weight;
import io.github.cornu.tensor.WeightFormat;
import java.util.Arrays;

/** A packed matrix with the values its sums start from. */
public sealed interface PackedWeights permits PackedFloats, PackedCompact {
    /** What {@code start} is padded to: whole vectors of every width. */
    int MULTIPLE = 16;

    /**
     * Packs the matrix whose element (k, j) is {@code source[offset + k * rowStride + j]}.
     *
     * @param format the form, if the matrix can have it and becomes smaller by it
     * @param start one number a column, or null for zeros
     */
    static PackedWeights pack(
            Kernels kernels,
            WeightFormat format,
            float[] source,
            int offset,
            int rowStride,
            int rows,
            int columns,
            float[] start) {
        float[] initial = padded(start, columns);
        boolean compact = format != WeightFormat.F32
                && columns > MULTIPLE
                && WeightBlocks.canHold(source, offset, rowStride, rows, columns);
        if (!compact) {
            return PackedFloats.pack(kernels, source, offset, rowStride, rows, columns, initial);
        }
        return format == WeightFormat.BF16
                ? PackedPairs.pack(kernels, source, offset, rowStride, rows, columns, initial)
                : PackedBytes.pack(kernels, source, offset, rowStride, rows, columns, initial);
    }

    /** Packs a weight of the shape (rows, columns), or of one that is so in memory. */
    static PackedWeights pack(
            Kernels kernels, WeightFormat format, Weight source, int rows, int columns, float[] start) {
        if (format == WeightFormat.F32 && source.readsParts()) {
            return PackedFloats.pack(kernels, source, rows, columns, padded(start, columns));
        }
        return pack(kernels, format, source.read(), 0, columns, rows, columns, start);
    }

    private static float[] padded(float[] start, int columns) {
        int padded = (columns + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
        return start == null ? new float[padded] : Arrays.copyOf(start, padded);
    }

    Kernels kernels();

    /** Length of the summed axis. */
    int rows();

    int columns();

    /** Bytes of the packed form, with scales and initial sums. */
    long bytes();

    /** Of all of them together. */
    static long total(PackedWeights... all) {
        return Arrays.stream(all).mapToLong(PackedWeights::bytes).sum();
    }

    /** y = start + x w. */
    void multiply(int rows, float[] x, int xOffset, int xStride, float[] y, int yOffset, int yStride, Scratch scratch);

    /** y += x w; of each row of y whole vectors are read, which must not reach beyond the array. */
    void multiplyAdd(
            int rows, float[] x, int xOffset, int xStride, float[] y, int yOffset, int yStride, Scratch scratch);
}
