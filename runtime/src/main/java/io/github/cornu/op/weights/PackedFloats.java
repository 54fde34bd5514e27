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
    /** Floats that are read at once. */
    private static final int PART = 1 << 20;

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

    /** The same of a whole weight, which is read in parts, or whose transposed one is. */
    static PackedFloats pack(Kernels kernels, MatrixProducts products, Panels panels, Weight source, float[] start) {
        WeightMemory.Slice slice = WeightMemory.allocate(panels.size());
        int rows = panels.rows();
        int columns = panels.columns();
        if (source.readsParts()) {
            int atOnce = Math.max(1, PART / columns);
            float[] part = new float[Math.multiplyExact(Math.min(rows, atOnce), columns)];
            for (int row = 0; row < rows; row += atOnce) {
                int count = Math.min(atOnce, rows - row);
                source.read(row * columns, count * columns, part);
                panels.packRows(row, count, part, 0, columns, 1, slice.data(), slice.offset());
            }
        } else {
            int atOnce = Math.max(1, PART / rows / panels.width()) * panels.width();
            float[] part = new float[Math.multiplyExact(Math.min(columns, atOnce), rows)];
            for (int column = 0; column < columns; column += atOnce) {
                int count = Math.min(atOnce, columns - column);
                source.transposed().read(column * rows, count * rows, part);
                panels.packPart(0, rows, column, count, part, 1, rows, slice.data(), slice.offset());
            }
        }
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
