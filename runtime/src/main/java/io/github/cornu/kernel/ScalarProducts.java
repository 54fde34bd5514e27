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
            copy(w, wOffset + k * width, width, rows);
            int i = xOffset + k;
            addEight(x[i], x[i + 1], x[i + 2], x[i + 3], x[i + 4], x[i + 5], x[i + 6], x[i + 7], rows, width, sums);
        }
        for (; k < depth; k++) {
            System.arraycopy(w, wOffset + k * width, rows, 0, width);
            addOne(x[xOffset + k], rows, width, sums);
        }
    }

    private static void copy(float[] w, int from, int width, float[] rows) {
        if (width == WIDTH) {
            System.arraycopy(w, from, rows, 0, SIZE);
            return;
        }
        for (int r = 0; r < ROWS; r++) {
            System.arraycopy(w, from + r * width, rows, r * WIDTH, width);
        }
    }

    private static void addEight(
            float a,
            float b,
            float c,
            float d,
            float e,
            float f,
            float g,
            float h,
            float[] rows,
            int width,
            float[] sums) {
        for (int j = 0; j < width; j++) {
            float sum = fma(b, rows[WIDTH + j], fma(a, rows[j], sums[j]));
            sum = fma(d, rows[3 * WIDTH + j], fma(c, rows[2 * WIDTH + j], sum));
            sum = fma(f, rows[5 * WIDTH + j], fma(e, rows[4 * WIDTH + j], sum));
            sums[j] = fma(h, rows[7 * WIDTH + j], fma(g, rows[6 * WIDTH + j], sum));
        }
    }

    private static void addOne(float a, float[] rows, int width, float[] sums) {
        for (int j = 0; j < width; j++) {
            sums[j] = fma(a, rows[j], sums[j]);
        }
    }
}
