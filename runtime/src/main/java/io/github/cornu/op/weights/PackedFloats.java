package io.github.cornu.op.weights;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.MatrixProducts;
import io.github.cornu.kernel.Panels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.kernel.WeightMemory;
import io.github.cornu.kernel.WindowGrid;

/** A matrix of float32. */
record PackedFloats(Kernels kernels, MatrixProducts products, Panels panels, float[] data, int offset, float[] start)
        implements PackedWeights {
    static PackedFloats pack(
            Kernels kernels,
            MatrixProducts products,
            WeightMemory memory,
            MatrixSource source,
            Panels panels,
            float[] start) {
        WeightMemory.Slice slice = memory.allocate(panels.size());
        source.read(panels.width(), part -> panels.pack(part, slice.data(), slice.offset()));
        return new PackedFloats(kernels, products, panels, slice.data(), slice.offset(), start);
    }

    @Override
    public int rows() {
        return panels.rows();
    }

    @Override
    public int columns() {
        return panels.columns();
    }

    @Override
    public long bytes() {
        return (long) Float.BYTES * (panels.size() + start.length);
    }

    @Override
    public void multiply(
            int rows, float[] x, int xOffset, int xStride, float[] y, int yOffset, int yStride, Scratch scratch) {
        products.multiply(rows, x, xOffset, xStride, data, offset, panels, start, 0, 0, y, yOffset, yStride, scratch);
    }

    @Override
    public boolean hasColumns() {
        return true;
    }

    @Override
    public void column(int column, float[] y, int yOffset) {
        panels.column(column, data, offset, y, yOffset);
    }

    @Override
    public boolean convolves() {
        return true;
    }

    @Override
    public void convolve(int rows, WindowGrid grid, float[] x, int xOffset, float[] y, int yOffset, Scratch scratch) {
        kernels.convolve(rows, grid, x, xOffset, data, offset, panels, start, y, yOffset, scratch);
    }

    @Override
    public void multiplyAdd(
            int rows, float[] x, int xOffset, int xStride, float[] y, int yOffset, int yStride, Scratch scratch) {
        products.multiply(
                rows, x, xOffset, xStride, data, offset, panels, y, yOffset, yStride, y, yOffset, yStride, scratch);
    }
}
