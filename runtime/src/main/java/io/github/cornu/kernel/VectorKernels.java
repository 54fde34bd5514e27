package io.github.cornu.kernel;

import static io.github.cornu.kernel.VectorWidth.LANES;

import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;

/** The loops on the widest vectors of this CPU. */
final class VectorKernels implements Kernels {
    /** Longer rows are computed one by one, since a loop over the rows would leave the cache for each vector. */
    private static final int LONG_ROW = 128;

    static final VectorKernels INSTANCE = new VectorKernels();

    /** For the elements after the last whole vector of an array. */
    private static final ScalarKernels SCALAR = ScalarKernels.INSTANCE;

    private VectorKernels() {}

    @Override
    public String name() {
        return "vector-" + LANES * Float.SIZE;
    }

    @Override
    public Panels panels(int rows, int columns) {
        return new Panels(rows, columns, LANES, VectorTile.PANEL_WIDTH);
    }

    @Override
    public void multiply(
            int rows,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            Panels panels,
            float[] init,
            int initOffset,
            int initStride,
            float[] y,
            int yOffset,
            int yStride,
            Scratch scratch) {
        VectorMatrix.multiply(
                rows,
                x,
                xOffset,
                xStride,
                w,
                wOffset,
                panels,
                init,
                initOffset,
                initStride,
                y,
                yOffset,
                yStride,
                scratch);
    }

    @Override
    public void multiplyPairs(
            int depth,
            int columns,
            float[] x,
            int xOffset,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            Scratch scratch) {
        VectorCompact.multiplyPairs(depth, columns, x, xOffset, w, wOffset, init, initOffset, y, yOffset, scratch);
    }

    @Override
    public void unpack(
            int parts, int part, float[] w, int wOffset, int depth, int lanes, float[] y, int yOffset, int yStride) {
        VectorCompact.unpack(parts, part, w, wOffset, depth, y, yOffset, yStride);
    }

    @Override
    public float dot(float[] x, int xOffset, float[] w, int wOffset, int n, Scratch scratch) {
        return VectorReduce.dot(x, xOffset, w, wOffset, n, scratch.sums);
    }

    @Override
    public void unary(Unary f, float a, float b, float c, float[] x, int xOffset, float[] y, int yOffset, int n) {
        VectorUnary.apply(f, a, b, c, x, xOffset, y, yOffset, n);
    }

    @Override
    public void binary(Binary f, float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        int done = VectorBinary.apply(f, a, aOffset, b, bOffset, y, yOffset, n);
        SCALAR.binary(f, a, aOffset + done, b, bOffset + done, y, yOffset + done, n - done);
    }

    @Override
    public void binaryScalar(Binary f, float[] a, int aOffset, float b, float[] y, int yOffset, int n) {
        int done = VectorBinary.applyScalar(f, a, aOffset, b, y, yOffset, n);
        SCALAR.binaryScalar(f, a, aOffset + done, b, y, yOffset + done, n - done);
    }

    @Override
    public void multiplyAdd(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        int done = VectorArrays.multiplyAdd(a, aOffset, b, bOffset, y, yOffset, n);
        SCALAR.multiplyAdd(a, aOffset + done, b, bOffset + done, y, yOffset + done, n - done);
    }

    @Override
    public void convolve(
            int rows,
            WindowGrid grid,
            float[] x,
            int xOffset,
            float[] w,
            int wOffset,
            Panels panels,
            float[] init,
            float[] y,
            int yOffset,
            Scratch scratch) {
        VectorConvolution.convolve(rows, grid, x, xOffset, w, wOffset, panels, init, y, yOffset, scratch);
    }

    @Override
    public void depthwise(
            int rows,
            WindowGrid grid,
            int channels,
            float[] x,
            int xOffset,
            float[] w,
            int[] wTaps,
            float[] init,
            float[] y,
            int yOffset) {
        int done = VectorDepthwise.run(rows, grid, channels, x, xOffset, w, wTaps, init, y, yOffset);
        if (done == channels) {
            return;
        }
        ScalarDepthwise.run(rows, grid, done, channels, x, xOffset, w, wTaps, init, y, yOffset);
    }

    @Override
    public void binaryRows(
            Binary f, int rows, float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        if (!hasRows(f)) {
            Kernels.super.binaryRows(f, rows, a, aOffset, b, bOffset, y, yOffset, n);
            return;
        }
        int done = f == Binary.ADD
                ? VectorRows.add(rows, a, aOffset, b, bOffset, y, yOffset, n)
                : VectorRows.multiply(rows, a, aOffset, b, bOffset, y, yOffset, n);
        for (int r = 0; r < rows && done < n; r++) {
            int at = r * n + done;
            SCALAR.binary(f, a, aOffset + at, b, bOffset + done, y, yOffset + at, n - done);
        }
    }

    @Override
    public void binaryStrided(
            Binary f,
            int rows,
            float[] a,
            int aOffset,
            int aStride,
            float[] b,
            int bOffset,
            int bStride,
            float[] y,
            int yOffset,
            int yStride,
            int n) {
        if (!hasStrided(f, n)) {
            Kernels.super.binaryStrided(f, rows, a, aOffset, aStride, b, bOffset, bStride, y, yOffset, yStride, n);
            return;
        }
        int done = switch (f) {
            case ADD -> VectorRows.addStrided(rows, a, aOffset, aStride, b, bOffset, bStride, y, yOffset, yStride, n);
            case SUBTRACT ->
                VectorRows.subtractStrided(rows, a, aOffset, aStride, b, bOffset, bStride, y, yOffset, yStride, n);
            default ->
                VectorRows.maximumStrided(rows, a, aOffset, aStride, b, bOffset, bStride, y, yOffset, yStride, n);
        };
        for (int r = 0; r < rows && done < n; r++) {
            int from = aOffset + r * aStride + done;
            int with = bOffset + r * bStride + done;
            SCALAR.binary(f, a, from, b, with, y, yOffset + r * yStride + done, n - done);
        }
    }

    @Override
    public void copyRows(int rows, float[] x, int xOffset, int xStride, float[] y, int yOffset, int yStride, int n) {
        if (!copiesRows(n)) {
            Kernels.super.copyRows(rows, x, xOffset, xStride, y, yOffset, yStride, n);
            return;
        }
        int done = VectorRows.copy(rows, x, xOffset, xStride, y, yOffset, yStride, n);
        for (int r = 0; r < rows; r++) {
            for (int i = done; i < n; i++) {
                y[yOffset + r * yStride + i] = x[xOffset + r * xStride + i];
            }
        }
    }

    /** Whether there is a loop that copies rows of so many elements. */
    static boolean copiesRows(int n) {
        return n <= LONG_ROW;
    }

    /** Whether there is a loop over rows at any distances for a function and so many elements of a row. */
    static boolean hasStrided(Binary f, int n) {
        return n <= LONG_ROW && (f == Binary.ADD || f == Binary.SUBTRACT || f == Binary.MAXIMUM);
    }

    /** Whether there is a loop over rows for a function. */
    static boolean hasRows(Binary f) {
        return f == Binary.ADD || f == Binary.MULTIPLY;
    }

    @Override
    public void addScaled(float factor, float[] x, int xOffset, float[] y, int yOffset, int n) {
        int done = VectorArrays.addScaled(factor, x, xOffset, y, yOffset, n);
        SCALAR.addScaled(factor, x, xOffset + done, y, yOffset + done, n - done);
    }

    @Override
    public void scaleShift(
            float[] x,
            int xOffset,
            float[] scale,
            int scaleOffset,
            float[] shift,
            int shiftOffset,
            float[] y,
            int yOffset,
            int n) {
        int done = VectorArrays.scaleShift(x, xOffset, scale, scaleOffset, shift, shiftOffset, y, yOffset, n);
        SCALAR.scaleShift(
                x, xOffset + done, scale, scaleOffset + done, shift, shiftOffset + done, y, yOffset + done, n - done);
    }

    @Override
    public void normalize(
            float[] x,
            int xOffset,
            float center,
            float factor,
            float[] scale,
            float[] shift,
            float[] y,
            int yOffset,
            int n) {
        VectorArrays.normalize(x, xOffset, center, factor, scale, shift, y, yOffset, n);
    }

    @Override
    public float sum(float[] x, int offset, int n, Scratch scratch) {
        return VectorReduce.sum(x, offset, n, scratch.sums);
    }

    @Override
    public float sumOfSquares(float[] x, int offset, float center, int n, Scratch scratch) {
        return VectorReduce.sumOfSquares(x, offset, center, n, scratch.sums);
    }

    @Override
    public float max(float[] x, int offset, int n, Scratch scratch) {
        return VectorReduce.max(x, offset, n);
    }

    @Override
    public float expOfDifference(float[] x, int xOffset, float max, float[] y, int yOffset, int n, Scratch scratch) {
        VectorArrays.expOfDifference(x, xOffset, max, y, yOffset, n);
        return VectorReduce.sum(y, yOffset, n, scratch.sums);
    }

    @Override
    public void lstmCarry(float[] z, int zOffset, int units, float[] c, int cOffset, float[] t, int tOffset) {
        VectorArrays.lstmCarry(z, zOffset, units, c, cOffset, t, tOffset);
    }

    @Override
    public void gruState(float[] u, int uOffset, float[] g, int gOffset, float[] h, int hOffset, int n) {
        int done = VectorArrays.gruState(u, uOffset, g, gOffset, h, hOffset, n);
        SCALAR.gruState(u, uOffset + done, g, gOffset + done, h, hOffset + done, n - done);
    }
}
