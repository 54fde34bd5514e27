package io.github.cornu.kernel;

import static io.github.cornu.kernel.FusedMultiplyAdd.fma;

import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import java.util.Arrays;

/**
 * Plain loops, which define the results of all kernels. They also run where SIMD cannot, and tests compare with them.
 */
final class ScalarKernels implements Kernels {
    static final ScalarKernels INSTANCE = new ScalarKernels();

    private static final int LANES = 16;

    private ScalarKernels() {}

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public Panels panels(int rows, int columns) {
        return new Panels(rows, columns, LANES, ScalarProducts.WIDTH);
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
        float[] sums = scratch.tile;
        for (int r = 0; r < rows; r++) {
            for (int panel = 0; panel < panels.count(); panel++) {
                int first = panel * panels.width();
                int width = panels.widthOf(panel);
                System.arraycopy(init, initOffset + r * initStride + first, sums, 0, width);
                int start = wOffset + panels.offset(panel);
                ScalarProducts.add(
                        x, xOffset + r * xStride, w, start, panels.rows(), width, scratch.weightRows(), sums);
                int real = Math.min(width, panels.columns() - first);
                System.arraycopy(sums, 0, y, yOffset + r * yStride + first, real);
            }
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
        ScalarCompact.multiplyPairs(depth, columns, x, xOffset, w, wOffset, init, initOffset, y, yOffset, scratch);
    }

    @Override
    public void unpack(
            int parts, int part, float[] w, int wOffset, int depth, int lanes, float[] y, int yOffset, int yStride) {
        ScalarCompact.unpack(parts, part, w, wOffset, depth, lanes, y, yOffset, yStride);
    }

    @Override
    public float dot(float[] x, int xOffset, float[] w, int wOffset, int n, Scratch scratch) {
        float[] sums = scratch.sums;
        Arrays.fill(sums, 0f);
        for (int i = 0; i < n; i++) {
            int lane = i % Sums.LANES;
            sums[lane] = fma(x[xOffset + i], w[wOffset + i], sums[lane]);
        }
        return Sums.total(sums);
    }

    @Override
    public void unary(Unary f, float a, float b, float c, float[] x, int xOffset, float[] y, int yOffset, int n) {
        ScalarUnary.apply(f, a, b, c, x, xOffset, y, yOffset, n);
    }

    @Override
    public void binary(Binary f, float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = ScalarBinary.apply(f, a[aOffset + i], b[bOffset + i]);
        }
    }

    @Override
    public void binaryScalar(Binary f, float[] a, int aOffset, float b, float[] y, int yOffset, int n) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = ScalarBinary.apply(f, a[aOffset + i], b);
        }
    }

    @Override
    public void multiplyAdd(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = fma(a[aOffset + i], b[bOffset + i], y[yOffset + i]);
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
        int[] taps = grid.taps();
        float[] window = scratch.window(taps.length);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < grid.columns(); c++) {
                int from = xOffset + r * grid.xRowStride() + c * grid.xStride();
                int to = yOffset + r * grid.yRowStride() + c * grid.yStride();
                for (int k = 0; k < taps.length; k++) {
                    window[k] = x[from + taps[k]];
                }
                multiply(1, window, 0, 0, w, wOffset, panels, init, 0, 0, y, to, 0, scratch);
            }
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
        ScalarDepthwise.run(rows, grid, 0, channels, x, xOffset, w, wTaps, init, y, yOffset);
    }

    @Override
    public void addScaled(float factor, float[] x, int xOffset, float[] y, int yOffset, int n) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = fma(factor, x[xOffset + i], y[yOffset + i]);
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
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = fma(x[xOffset + i], scale[scaleOffset + i], shift[shiftOffset + i]);
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
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = fma((x[xOffset + i] - center) * factor, scale[i], shift[i]);
        }
    }

    @Override
    public float sum(float[] x, int offset, int n, Scratch scratch) {
        float[] sums = scratch.sums;
        Arrays.fill(sums, 0f);
        for (int i = 0; i < n; i++) {
            sums[i % Sums.LANES] += x[offset + i];
        }
        return Sums.total(sums);
    }

    @Override
    public float sumOfSquares(float[] x, int offset, float center, int n, Scratch scratch) {
        float[] sums = scratch.sums;
        Arrays.fill(sums, 0f);
        for (int i = 0; i < n; i++) {
            int lane = i % Sums.LANES;
            float d = x[offset + i] - center;
            sums[lane] = fma(d, d, sums[lane]);
        }
        return Sums.total(sums);
    }

    @Override
    public float max(float[] x, int offset, int n, Scratch scratch) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, x[offset + i]);
        }
        return largest;
    }

    @Override
    public float expOfDifference(float[] x, int xOffset, float max, float[] y, int yOffset, int n, Scratch scratch) {
        float[] sums = scratch.sums;
        Arrays.fill(sums, 0f);
        for (int i = 0; i < n; i++) {
            float e = ScalarMath.exp(x[xOffset + i] - max);
            y[yOffset + i] = e;
            sums[i % Sums.LANES] += e;
        }
        return Sums.total(sums);
    }

    @Override
    public void lstmCarry(float[] z, int zOffset, int units, float[] c, int cOffset, float[] t, int tOffset) {
        for (int i = 0; i < units; i++) {
            float in = z[zOffset + i];
            float forget = z[zOffset + units + i];
            float candidate = z[zOffset + 3 * units + i];
            float carry = fma(forget, c[cOffset + i], in * candidate);
            c[cOffset + i] = carry;
            t[tOffset + i] = carry;
        }
    }

    @Override
    public void gruState(float[] u, int uOffset, float[] g, int gOffset, float[] h, int hOffset, int n) {
        for (int i = 0; i < n; i++) {
            float update = u[uOffset + i];
            h[hOffset + i] = fma(update, h[hOffset + i], (1f - update) * g[gOffset + i]);
        }
    }
}
