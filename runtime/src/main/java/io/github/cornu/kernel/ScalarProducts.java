package io.github.cornu.kernel;

import static io.github.cornu.kernel.FusedMultiplyAdd.fma;

/**
 * The inner loop of {@link ScalarKernels#multiply}: {@code sums[j] += x[k] * w[k][j]} in ascending k, one multiply-add
 * each.
 *
 * <p>Eight rows of weights are copied to an array of their own, at constant indices. C2 vectorizes a loop only if it
 * can prove that no iteration loads what another one stores, and with variable indices in the array of weights it
 * cannot.
 */
final class ScalarProducts {
    /**
     * Columns of a panel. Loops that C2 vectorizes do their first and last elements one by one, so longer is faster.
     */
    static final int WIDTH = 256;

    /** The most columns of a panel packed for SIMD kernels, whose products run here until they are compiled. */
    private static final int NARROW = Panels.MAX_WIDTH;

    private static final int ROWS = 8;
    /** Floats of the copied rows. */
    static final int SIZE = ROWS * WIDTH;

    private ScalarProducts() {}

    /**
     * Adds the products of one row of x with one panel.
     *
     * @param w the panel: {@code depth} rows of {@code width} floats
     * @param rows working memory of {@link #SIZE} floats
     * @param sums {@code width} floats, from index 0
     */
    static void add(float[] x, int xOffset, float[] w, int wOffset, int depth, int width, float[] rows, float[] sums) {
        int k = 0;
        for (; k + ROWS <= depth; k += ROWS) {
            int i = xOffset + k;
            int at = wOffset + k * width;
            if (width > NARROW) {
                copy(w, at, width, WIDTH, rows);
                addWide(x, i, rows, width, sums);
            } else {
                copy(w, at, width, NARROW, rows);
                addNarrow(x, i, rows, width, sums);
            }
        }
        for (; k < depth; k++) {
            System.arraycopy(w, wOffset + k * width, rows, 0, width);
            addOne(x[xOffset + k], rows, width, sums);
        }
    }

    private static void copy(float[] w, int from, int width, int distance, float[] rows) {
        if (width == distance) {
            System.arraycopy(w, from, rows, 0, ROWS * width);
            return;
        }
        for (int r = 0; r < ROWS; r++) {
            System.arraycopy(w, from + r * width, rows, r * distance, width);
        }
    }

    // Two methods that differ only in the distance between rows. As a parameter it would be a constant only where C2
    // inlines
    // the method, which is too large for that; with a distance that is not constant the loop takes a third longer.

    private static void addWide(float[] x, int i, float[] rows, int width, float[] sums) {
        float a = x[i];
        float b = x[i + 1];
        float c = x[i + 2];
        float d = x[i + 3];
        float e = x[i + 4];
        float f = x[i + 5];
        float g = x[i + 6];
        float h = x[i + 7];
        for (int j = 0; j < width; j++) {
            float sum = fma(b, rows[WIDTH + j], fma(a, rows[j], sums[j]));
            sum = fma(d, rows[3 * WIDTH + j], fma(c, rows[2 * WIDTH + j], sum));
            sum = fma(f, rows[5 * WIDTH + j], fma(e, rows[4 * WIDTH + j], sum));
            sums[j] = fma(h, rows[7 * WIDTH + j], fma(g, rows[6 * WIDTH + j], sum));
        }
    }

    private static void addNarrow(float[] x, int i, float[] rows, int width, float[] sums) {
        float a = x[i];
        float b = x[i + 1];
        float c = x[i + 2];
        float d = x[i + 3];
        float e = x[i + 4];
        float f = x[i + 5];
        float g = x[i + 6];
        float h = x[i + 7];
        for (int j = 0; j < width; j++) {
            float sum = fma(b, rows[NARROW + j], fma(a, rows[j], sums[j]));
            sum = fma(d, rows[3 * NARROW + j], fma(c, rows[2 * NARROW + j], sum));
            sum = fma(f, rows[5 * NARROW + j], fma(e, rows[4 * NARROW + j], sum));
            sums[j] = fma(h, rows[7 * NARROW + j], fma(g, rows[6 * NARROW + j], sum));
        }
    }

    private static void addOne(float a, float[] rows, int width, float[] sums) {
        for (int j = 0; j < width; j++) {
            sums[j] = fma(a, rows[j], sums[j]);
        }
    }
}
