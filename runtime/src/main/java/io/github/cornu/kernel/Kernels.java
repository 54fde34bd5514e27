package io.github.cornu.kernel;

import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;

/**
 * The loops over arrays of floats that all operations are made of. {@link KernelSelector} gives the implementations,
 * whose results are the same bit for bit: the scalar one is readable and defines the results, one uses SIMD, and one
 * starts with the scalar loops and changes to the SIMD ones as the JVM compiles these.
 *
 * <p>A sum in 16 interleaved partial sums adds term k to the partial sum k mod 16. At the end the partial sums i and
 * i + 8 are added for i below 8, then i and i + 4 for i below 4, and so on.
 *
 * <p>Every method reads and writes {@code array[offset ...]} and checks no shapes. An output may lie where an input
 * does only where the method says so, and then both must begin at the same place. Kernels have no state: any number of
 * threads may use them at once, each with a {@link Scratch} of its own.
 */
public interface Kernels extends MatrixProducts {
    /** For instance {@code scalar} or {@code vector-512}. */
    String name();

    /**
     * Waits until the JVM has compiled all SIMD loops that were called so far.
     *
     * @return false if all of them were compiled already
     */
    default boolean compile() {
        return false;
    }

    /** Whether there is nothing to wait for in {@link #compile}. */
    default boolean isCompiled() {
        return true;
    }

    /** The packing of a matrix with which {@link #multiply} is fastest. */
    Panels panels(int rows, int columns);

    /**
     * Takes one weight out of each word of a block of {@link WeightBlocks}: y[k yStride + i] becomes a weight in the
     * word w[16 k + i].
     *
     * @param parts number of weights in a word
     * @param part which of them, 0 for the one in the lowest bits
     * @param depth number of rows k
     * @param lanes number of columns i, which is that of the lanes in a vector of these kernels
     */
    void unpack(int parts, int part, float[] w, int wOffset, int depth, int lanes, float[] y, int yOffset, int yStride);

    /** The sum of x[i] w[i] for i below n, in 16 interleaved partial sums. */
    float dot(float[] x, int xOffset, float[] w, int wOffset, int n, Scratch scratch);

    /** y = f(x); y may be x. */
    void unary(Unary f, float a, float b, float c, float[] x, int xOffset, float[] y, int yOffset, int n);

    /** y = f(a, b); y may be a or b. */
    void binary(Binary f, float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n);

    /** y = f(a, b) for rows of n elements that follow each other in a and in y, with one row b for all; y may be a. */
    default void binaryRows(
            Binary f, int rows, float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        for (int r = 0; r < rows; r++) {
            binary(f, a, aOffset + r * n, b, bOffset, y, yOffset + r * n, n);
        }
    }

    /**
     * y = f(a, b) for rows of n elements, each so many floats after the one before, row by row; y may be a. If it is,
     * and both strides are 0, all rows of b are joined to one.
     */
    default void binaryStrided(
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
        for (int r = 0; r < rows; r++) {
            binary(f, a, aOffset + r * aStride, b, bOffset + r * bStride, y, yOffset + r * yStride, n);
        }
    }

    /** y = x for rows of n elements, each so many floats after the one before; x and y do not overlap. */
    default void copyRows(int rows, float[] x, int xOffset, int xStride, float[] y, int yOffset, int yStride, int n) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(x, xOffset + r * xStride, y, yOffset + r * yStride, n);
        }
    }

    /** y = f(a, b) with one number b; y may be a. */
    void binaryScalar(Binary f, float[] a, int aOffset, float b, float[] y, int yOffset, int n);

    /** y += a b, one multiply-add an element. */
    void multiplyAdd(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n);

    /**
     * Convolution of windows in a grid: y = init + x w, where a row of x is the elements of a window. The sums are
     * those of {@link #multiply}.
     *
     * @param rows number of rows of the grid
     * @param x the first window begins at {@code xOffset}
     * @param w the matrix, packed as {@code panels} says, from {@code wOffset}
     * @param init {@link Panels#paddedColumns()} floats, which all sums start from
     * @param y the first result begins at {@code yOffset}, {@code panels.columns()} floats
     */
    void convolve(
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
            Scratch scratch);

    /**
     * Depthwise convolution of windows in a grid: element c of a result is the sum over k of x[tap k of the window + c]
     * w[wTaps[k] + c], in ascending k from init[c], one multiply-add a term.
     *
     * @param rows number of rows of the grid
     * @param channels c is below that
     * @param x the first window begins at {@code xOffset}
     * @param wTaps where the factors of the taps are in w
     * @param y the first result begins at {@code yOffset}
     */
    void depthwise(
            int rows,
            WindowGrid grid,
            int channels,
            float[] x,
            int xOffset,
            float[] w,
            int[] wTaps,
            float[] init,
            float[] y,
            int yOffset);

    /** y += factor x, one multiply-add an element. */
    void addScaled(float factor, float[] x, int xOffset, float[] y, int yOffset, int n);

    /** y = x scale + shift, one multiply-add an element; y may be x or shift. */
    void scaleShift(
            float[] x,
            int xOffset,
            float[] scale,
            int scaleOffset,
            float[] shift,
            int shiftOffset,
            float[] y,
            int yOffset,
            int n);

    /** y = ((x - center) factor) scale + shift, one multiply-add an element; y may be x. */
    void normalize(
            float[] x,
            int xOffset,
            float center,
            float factor,
            float[] scale,
            float[] shift,
            float[] y,
            int yOffset,
            int n);

    /** The sum of n elements, in 16 interleaved partial sums. */
    float sum(float[] x, int offset, int n, Scratch scratch);

    /** The sum of (x - center)^2 over n elements, in 16 interleaved partial sums. */
    float sumOfSquares(float[] x, int offset, float center, int n, Scratch scratch);

    /** The largest of n elements: negative infinity if n is 0, NaN if any element is NaN. */
    float max(float[] x, int offset, int n, Scratch scratch);

    /** y = e^(x - max), and returns the sum of y, in 16 interleaved partial sums; y may be x. */
    float expOfDifference(float[] x, int xOffset, float max, float[] y, int yOffset, int n, Scratch scratch);

    /** The sum that {@link #expOfDifference} returns, without writing the terms. */
    default float sumOfExp(float[] x, int offset, float max, int n, Scratch scratch) {
        return Sums.ofExp(x, offset, max, n, scratch.sums);
    }

    /**
     * The new cell state of an LSTM: c = f c + i g, where the product i g is rounded before the multiply-add. It is
     * written to c and to t.
     *
     * @param z the gates i, f, o, g, each {@code units} floats long, one after the other from {@code zOffset}
     */
    void lstmCarry(float[] z, int zOffset, int units, float[] c, int cOffset, float[] t, int tOffset);

    /** The new state of a GRU: h = u h + (1 - u) g for the update gate u and the candidate g. */
    void gruState(float[] u, int uOffset, float[] g, int gOffset, float[] h, int hOffset, int n);
}
