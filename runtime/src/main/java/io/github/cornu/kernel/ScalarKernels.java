package io.github.cornu.kernel;

import static io.github.cornu.kernel.FusedMultiplyAdd.fma;

import java.util.Arrays;

/** The primitives as plain loops: definition, fallback and test oracle of {@link VectorKernels}. */
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
        return new Panels(rows, columns, LANES, Panels.MAX_WIDTH);
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
                addProducts(x, xOffset + r * xStride, w, wOffset + panels.offset(panel), panels.rows(), width, sums);
                int real = Math.min(width, panels.columns() - first);
                System.arraycopy(sums, 0, y, yOffset + r * yStride + first, real);
            }
        }
    }

    /** Named sums stay in registers: the inner loop stores nothing. */
    private static void addProducts(
            float[] x, int xOffset, float[] w, int wOffset, int depth, int width, float[] sums) {
        int j = 0;
        for (; j + 8 <= width; j += 8) {
            addEight(x, xOffset, w, wOffset + j, depth, width, sums, j);
        }
        for (; j < width; j++) {
            float sum = sums[j];
            for (int k = 0; k < depth; k++) {
                sum = fma(x[xOffset + k], w[wOffset + k * width + j], sum);
            }
            sums[j] = sum;
        }
    }

    private static void addEight(
            float[] x, int xOffset, float[] w, int wOffset, int depth, int width, float[] sums, int j) {
        float s0 = sums[j];
        float s1 = sums[j + 1];
        float s2 = sums[j + 2];
        float s3 = sums[j + 3];
        float s4 = sums[j + 4];
        float s5 = sums[j + 5];
        float s6 = sums[j + 6];
        float s7 = sums[j + 7];
        int at = wOffset;
        for (int k = 0; k < depth; k++) {
            float factor = x[xOffset + k];
            s0 = fma(factor, w[at], s0);
            s1 = fma(factor, w[at + 1], s1);
            s2 = fma(factor, w[at + 2], s2);
            s3 = fma(factor, w[at + 3], s3);
            s4 = fma(factor, w[at + 4], s4);
            s5 = fma(factor, w[at + 5], s5);
            s6 = fma(factor, w[at + 6], s6);
            s7 = fma(factor, w[at + 7], s7);
            at += width;
        }
        sums[j] = s0;
        sums[j + 1] = s1;
        sums[j + 2] = s2;
        sums[j + 3] = s3;
        sums[j + 4] = s4;
        sums[j + 5] = s5;
        sums[j + 6] = s6;
        sums[j + 7] = s7;
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
    public void standardize(float[] x, int xOffset, float center, float factor, float[] y, int yOffset, int n) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = (x[xOffset + i] - center) * factor;
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
