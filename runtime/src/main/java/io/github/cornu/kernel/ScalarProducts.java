package io.github.cornu.kernel;

import static io.github.cornu.kernel.FusedMultiplyAdd.fma;

/**
 * The sums of products of {@link ScalarKernels#multiply}: {@code sums[j] += x[k] * w[k][j]} in ascending k, one
 * multiply-add each.
 *
 * <p>Eight rows of weights are copied to fixed places, since C2 makes vectors of a loop only if it knows that what is stored
 * is not what is loaded next.
 */
final class ScalarProducts {
    /** Columns of the panels: the vectors of C2 begin and end with single numbers, which must be few of all. */
    static final int WIDTH = 256;

    /** Columns of the panels of SIMD kernels, which run here until C2 has compiled them. */
    private static final int NARROW = Panels.MAX_WIDTH;

    private static final int ROWS = 8;
    /** Floats that {@code rows} must have. */
    static final int SIZE = ROWS * WIDTH;

    private ScalarProducts() {}

    /**
     * Adds the products of one row of x with one panel.
     *
     * @param w the panel: {@code depth} rows of {@code width} floats
     * @param rows working memory
     * @param sums as many as {@code width}, from index 0
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

    // One method for each distance: a parameter is no constant to C2 unless it inlines the method, which it does
    // not do with one that has much code of its own; then the loop takes a third longer.

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
