package io.github.cornu.op;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Panels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.kernel.WeightMemory;
import java.util.Arrays;

/** A packed matrix with the values its sums start from. */
record PackedWeights(Kernels kernels, Panels panels, float[] data, int offset, float[] start) {

    /**
     * Packs the matrix whose element (k, j) is {@code source[offset + k * rowStride + j]}.
     *
     * @param start one number a column, or null for zeros
     */
    static PackedWeights pack(
            Kernels kernels, float[] source, int offset, int rowStride, int rows, int columns, float[] start) {
        Panels panels = kernels.panels(rows, columns);
        WeightMemory.Room room = WeightMemory.allocate(panels.size());
        panels.pack(source, offset, rowStride, 1, room.data(), room.offset());
        float[] padded =
                start == null ? new float[panels.paddedColumns()] : Arrays.copyOf(start, panels.paddedColumns());
        return new PackedWeights(kernels, panels, room.data(), room.offset(), padded);
    }

    /** y = start + x w. */
    void multiply(int rows, float[] x, int xOffset, int xStride, float[] y, int yOffset, int yStride, Scratch scratch) {
        kernels.multiply(rows, x, xOffset, xStride, data, offset, panels, start, 0, 0, y, yOffset, yStride, scratch);
    }

    /** y += x w; of each row of y whole vectors are read, which must not reach beyond the array. */
    void multiplyAdd(
            int rows, float[] x, int xOffset, int xStride, float[] y, int yOffset, int yStride, Scratch scratch) {
        kernels.multiply(
                rows, x, xOffset, xStride, data, offset, panels, y, yOffset, yStride, y, yOffset, yStride, scratch);
    }
}
