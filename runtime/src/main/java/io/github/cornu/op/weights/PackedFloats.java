package io.github.cornu.op.weights;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.MatrixProducts;
import io.github.cornu.kernel.Panels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.kernel.WeightMemory;
import io.github.cornu.kernel.WindowGrid;
import io.github.cornu.tensor.Weight;

/** A matrix of float32. */
record PackedFloats(Kernels kernels, MatrixProducts products, Panels panels, float[] data, int offset, float[] start)
        implements PackedWeights {
    static PackedFloats pack(
            Kernels kernels,
            MatrixProducts products,
            Panels panels,
            float[] source,
            int offset,
            int rowStride,
            float[] start) {
        WeightMemory.Slice slice = WeightMemory.allocate(panels.size());
        panels.pack(source, offset, rowStride, 1, slice.data(), slice.offset());
        return new PackedFloats(kernels, products, panels, slice.data(), slice.offset(), start);
    }

    /** The same of a whole weight, read in parts. */
    static PackedFloats pack(Kernels kernels, MatrixProducts products, Panels panels, Weight source, float[] start) {
        WeightMemory.Slice slice = WeightMemory.allocate(panels.size());
        MatrixParts.read(
                source,
                panels.rows(),
                panels.columns(),
                panels.width(),
                (row, rows, column, columns, part, rowStride, columnStride) -> {
                    panels.packPart(
                            row, rows, column, columns, part, rowStride, columnStride, slice.data(), slice.offset());
                    return true;
                });
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
