package io.github.cornu.kernel;

/**
 * Products of vectors and matrices with packed matrices: those of {@link Kernels}, or the same ones on several threads.
 * Any number of threads may use them at once, each with a {@link Scratch} of its own.
 */
public interface MatrixProducts {
    /**
     * Matrix product (GEMM, of one row GEMV): y = init + x w. Each element of y is a sum that starts from the element
     * of init and adds the products x[k] w[k] in ascending k, one multiply-add each.
     *
     * @param rows number of rows of x, init and y
     * @param x row r starts at {@code xOffset + r * xStride}, {@code panels.rows()} floats
     * @param w the matrix, packed as {@code panels} says, from {@code wOffset}
     * @param init row r starts at {@code initOffset + r * initStride}, {@link Panels#paddedColumns()} floats; a stride
     *     of 0 gives all rows the same initial sums; may be y
     * @param y row r starts at {@code yOffset + r * yStride}, {@code panels.columns()} floats
     */
    void multiply(
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
            Scratch scratch);

    /**
     * Vector times matrix (GEMV) for bfloat16 weights, two of which are in 32 bits: y = init + x w. The sums are those
     * of {@link #multiply}.
     *
     * @param depth length of x, which is the number of rows of the matrix
     * @param columns number of columns of the matrix
     * @param w the matrix, packed in {@link WeightBlocks} with two weights a word, from {@code wOffset}
     * @param init the initial sums, {@code columns} floats; may be y
     * @param y {@code columns} floats
     */
    void multiplyPairs(
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
            Scratch scratch);
}
