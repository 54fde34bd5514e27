package io.github.cornu.kernel;

import static io.github.cornu.kernel.FusedMultiplyAdd.fma;

/**
 * The sums of products of {@link ScalarKernels#multiply}: {@code sums[j] += x[k] * w[k][j]} in ascending k, one
 * multiply-add each.
 *
 * <p>Four rows of weights are copied to fixed places, since C2 makes vectors of a loop only if it knows that what is stored
 * is not what is loaded next.
 */
final class ScalarProducts {
    private static final int WIDTH = Panels.MAX_WIDTH;
    private static final int ROWS = 4;
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
            addFour(x[i], x[i + 1], x[i + 2], x[i + 3], rows, width, sums);
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

    private static void addFour(float a, float b, float c, float d, float[] rows, int width, float[] sums) {
        for (int j = 0; j < width; j++) {
            float sum = fma(b, rows[WIDTH + j], fma(a, rows[j], sums[j]));
            sums[j] = fma(d, rows[3 * WIDTH + j], fma(c, rows[2 * WIDTH + j], sum));
        }
    }

    private static void addOne(float a, float[] rows, int width, float[] sums) {
        for (int j = 0; j < width; j++) {
            sums[j] = fma(a, rows[j], sums[j]);
        }
    }
}
