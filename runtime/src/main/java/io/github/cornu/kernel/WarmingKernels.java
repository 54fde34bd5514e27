package io.github.cornu.kernel;

import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;

/**
 * For each loop, the SIMD one if the JVM has compiled it, else the scalar one. The results are the same, bit for bit.
 */
final class WarmingKernels implements Kernels {
    static final WarmingKernels INSTANCE = new WarmingKernels();

    private static final ScalarKernels SCALAR = ScalarKernels.INSTANCE;
    private static final VectorKernels VECTOR = VectorKernels.INSTANCE;

    private WarmingKernels() {}

    @Override
    public String name() {
        return VECTOR.name();
    }

    @Override
    public boolean compile() {
        return CompiledLoops.compileRequested(false);
    }

    @Override
    public boolean isCompiled() {
        return CompiledLoops.hasAllRequested();
    }

    @Override
    public Panels panels(int rows, int columns) {
        return VECTOR.panels(rows, columns);
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
        if (CompiledLoops.hasTiles(VectorTile.needed(rows, panels, initStride))) {
            VECTOR.multiply(
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
        } else {
            SCALAR.multiply(
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
        if (CompiledLoops.has(VectorLoop.PAIRS)) {
            VECTOR.multiplyPairs(depth, columns, x, xOffset, w, wOffset, init, initOffset, y, yOffset, scratch);
        } else {
            SCALAR.multiplyPairs(depth, columns, x, xOffset, w, wOffset, init, initOffset, y, yOffset, scratch);
        }
    }

    @Override
    public void unpack(
            int parts, int part, float[] w, int wOffset, int depth, int lanes, float[] y, int yOffset, int yStride) {
        if (CompiledLoops.has(parts == WeightPairs.PARTS ? VectorLoop.UNPACK_PAIRS : VectorLoop.UNPACK_BYTES)) {
            VECTOR.unpack(parts, part, w, wOffset, depth, lanes, y, yOffset, yStride);
        } else {
            SCALAR.unpack(parts, part, w, wOffset, depth, lanes, y, yOffset, yStride);
        }
    }

    @Override
    public float dot(float[] x, int xOffset, float[] w, int wOffset, int n, Scratch scratch) {
        return CompiledLoops.has(VectorLoop.DOT)
                ? VECTOR.dot(x, xOffset, w, wOffset, n, scratch)
                : SCALAR.dot(x, xOffset, w, wOffset, n, scratch);
    }

    @Override
    public void unary(Unary f, float a, float b, float c, float[] x, int xOffset, float[] y, int yOffset, int n) {
        if (CompiledLoops.has(VectorLoop.UNARY + f.ordinal())) {
            VECTOR.unary(f, a, b, c, x, xOffset, y, yOffset, n);
        } else {
            SCALAR.unary(f, a, b, c, x, xOffset, y, yOffset, n);
        }
    }

    @Override
    public void binary(Binary f, float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        if (CompiledLoops.has(VectorLoop.BINARY + f.ordinal())) {
            VECTOR.binary(f, a, aOffset, b, bOffset, y, yOffset, n);
        } else {
            SCALAR.binary(f, a, aOffset, b, bOffset, y, yOffset, n);
        }
    }

    @Override
    public void binaryScalar(Binary f, float[] a, int aOffset, float b, float[] y, int yOffset, int n) {
        if (CompiledLoops.has(VectorLoop.BINARY_SCALAR + f.ordinal())) {
            VECTOR.binaryScalar(f, a, aOffset, b, y, yOffset, n);
        } else {
            SCALAR.binaryScalar(f, a, aOffset, b, y, yOffset, n);
        }
    }

    @Override
    public void multiplyAdd(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        if (CompiledLoops.has(VectorLoop.MULTIPLY_ADD)) {
            VECTOR.multiplyAdd(a, aOffset, b, bOffset, y, yOffset, n);
        } else {
            SCALAR.multiplyAdd(a, aOffset, b, bOffset, y, yOffset, n);
        }
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
        if (CompiledLoops.hasTiles(NeighbourTile.neededOthers(grid, panels))
                & CompiledLoops.hasNeighbourTiles(NeighbourTile.needed(grid, panels))) {
            VECTOR.convolve(rows, grid, x, xOffset, w, wOffset, panels, init, y, yOffset, scratch);
        } else {
            SCALAR.convolve(rows, grid, x, xOffset, w, wOffset, panels, init, y, yOffset, scratch);
        }
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
        if (CompiledLoops.has(VectorLoop.DEPTHWISE)) {
            VECTOR.depthwise(rows, grid, channels, x, xOffset, w, wTaps, init, y, yOffset);
        } else {
            SCALAR.depthwise(rows, grid, channels, x, xOffset, w, wTaps, init, y, yOffset);
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
        if (VectorKernels.hasStrided(f, n) && CompiledLoops.has(VectorLoop.STRIDED)) {
            VECTOR.binaryStrided(f, rows, a, aOffset, aStride, b, bOffset, bStride, y, yOffset, yStride, n);
        } else {
            Kernels.super.binaryStrided(f, rows, a, aOffset, aStride, b, bOffset, bStride, y, yOffset, yStride, n);
        }
    }

    @Override
    public void copyRows(int rows, float[] x, int xOffset, int xStride, float[] y, int yOffset, int yStride, int n) {
        if (VectorKernels.copiesRows(n) && CompiledLoops.has(VectorLoop.COPY)) {
            VECTOR.copyRows(rows, x, xOffset, xStride, y, yOffset, yStride, n);
        } else {
            Kernels.super.copyRows(rows, x, xOffset, xStride, y, yOffset, yStride, n);
        }
    }

    @Override
    public void binaryRows(
            Binary f, int rows, float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        if (VectorKernels.hasRows(f) && CompiledLoops.has(VectorLoop.ROWS)) {
            VECTOR.binaryRows(f, rows, a, aOffset, b, bOffset, y, yOffset, n);
        } else {
            Kernels.super.binaryRows(f, rows, a, aOffset, b, bOffset, y, yOffset, n);
        }
    }

    @Override
    public void addScaled(float factor, float[] x, int xOffset, float[] y, int yOffset, int n) {
        if (CompiledLoops.has(VectorLoop.ADD_SCALED)) {
            VECTOR.addScaled(factor, x, xOffset, y, yOffset, n);
        } else {
            SCALAR.addScaled(factor, x, xOffset, y, yOffset, n);
        }
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
        if (CompiledLoops.has(VectorLoop.SCALE_SHIFT)) {
            VECTOR.scaleShift(x, xOffset, scale, scaleOffset, shift, shiftOffset, y, yOffset, n);
        } else {
            SCALAR.scaleShift(x, xOffset, scale, scaleOffset, shift, shiftOffset, y, yOffset, n);
        }
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
        if (CompiledLoops.has(VectorLoop.NORMALIZE)) {
            VECTOR.normalize(x, xOffset, center, factor, scale, shift, y, yOffset, n);
        } else {
            SCALAR.normalize(x, xOffset, center, factor, scale, shift, y, yOffset, n);
        }
    }

    @Override
    public float sum(float[] x, int offset, int n, Scratch scratch) {
        return CompiledLoops.has(VectorLoop.SUM)
                ? VECTOR.sum(x, offset, n, scratch)
                : SCALAR.sum(x, offset, n, scratch);
    }

    @Override
    public float sumOfSquares(float[] x, int offset, float center, int n, Scratch scratch) {
        return CompiledLoops.has(VectorLoop.SUM_OF_SQUARES)
                ? VECTOR.sumOfSquares(x, offset, center, n, scratch)
                : SCALAR.sumOfSquares(x, offset, center, n, scratch);
    }

    @Override
    public float max(float[] x, int offset, int n, Scratch scratch) {
        return CompiledLoops.has(VectorLoop.MAX)
                ? VECTOR.max(x, offset, n, scratch)
                : SCALAR.max(x, offset, n, scratch);
    }

    @Override
    public float expOfDifference(float[] x, int xOffset, float max, float[] y, int yOffset, int n, Scratch scratch) {
        return CompiledLoops.has(VectorLoop.EXP_OF_DIFFERENCE)
                ? VECTOR.expOfDifference(x, xOffset, max, y, yOffset, n, scratch)
                : SCALAR.expOfDifference(x, xOffset, max, y, yOffset, n, scratch);
    }

    @Override
    public void lstmCarry(float[] z, int zOffset, int units, float[] c, int cOffset, float[] t, int tOffset) {
        if (CompiledLoops.has(VectorLoop.LSTM_CARRY)) {
            VECTOR.lstmCarry(z, zOffset, units, c, cOffset, t, tOffset);
        } else {
            SCALAR.lstmCarry(z, zOffset, units, c, cOffset, t, tOffset);
        }
    }

    @Override
    public void gruState(float[] u, int uOffset, float[] g, int gOffset, float[] h, int hOffset, int n) {
        if (CompiledLoops.has(VectorLoop.GRU_STATE)) {
            VECTOR.gruState(u, uOffset, g, gOffset, h, hOffset, n);
        } else {
            SCALAR.gruState(u, uOffset, g, gOffset, h, hOffset, n);
        }
    }
}
