package io.github.cornu.kernel;

/**
 * The primitives on arrays of floats that all operations are made of. There are two implementations with the same
 * results, bit for bit: a readable scalar one, which is the definition, and one for SIMD; and one that goes over from the
 * first to the second as the JVM compiles it.
 *
 * <p>Every method reads and writes {@code array[offset ...]} and checks no shapes. An output array may be an input array
 * only where it is said; then the offsets are equal. Implementations hold no state: all may be used by many threads at
 * once, each with its own {@link Scratch}.
 */
public interface Kernels {

    /** For instance {@code scalar} or {@code vector-512}. */
    String name();

    /**
     * Waits until the JVM has compiled the SIMD kernels that were called so far.
     *
     * @return whether there were any that it had not
     */
    default boolean compile() {
        return false;
    }

    /** The packing that the matrix kernels of this process read best. */
    Panels panels(int rows, int columns);

    /**
     * Matrix product y = init + x w for {@code rows} rows of x, summed in ascending k, one multiply-add a term.
     *
     * @param x row r starts at {@code xOffset + r * xStride}, {@code panels.rows()} floats
     * @param w the packed matrix, from {@code wOffset}
     * @param init row r, the initial sums, starts at {@code initOffset + r * initStride},
     *     {@link Panels#paddedColumns()} floats; may be y
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
     * Matrix times vector, y = init + x w, for weights in pairs; the sums are those of {@link #multiply}.
     *
     * @param depth numbers of x
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

    /**
     * Weights out of words that hold several: y[k yStride + i] is that of w[k 16 + i].
     *
     * @param parts weights a word, as in {@link WeightBlocks}
     * @param part which of them, 0 being in the lowest bits
     * @param depth k is below that
     * @param lanes i is below that: as many as the vectors of these kernels have
     */
    void unpack(int parts, int part, float[] w, int wOffset, int depth, int lanes, float[] y, int yOffset, int yStride);

    /** The sum of x[i] w[i] for i below n, in {@code 16} interleaved partial sums. */
    float dot(float[] x, int xOffset, float[] w, int wOffset, int n, Scratch scratch);

    /** y = f(x); y may be x. */
    void unary(Unary f, float a, float b, float c, float[] x, int xOffset, float[] y, int yOffset, int n);

    /** y = f(a, b); y may be a or b. */
    void binary(Binary f, float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n);

    /** y = f(a, b) with one number b; y may be a. */
    void binaryScalar(Binary f, float[] a, int aOffset, float b, float[] y, int yOffset, int n);

    /** y += a b, one multiply-add an element. */
    void multiplyAdd(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n);

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

    /** y = (x - center) factor; y may be x. */
    void standardize(float[] x, int xOffset, float center, float factor, float[] y, int yOffset, int n);

    /** The sum of n elements, in {@code 16} interleaved partial sums. */
    float sum(float[] x, int offset, int n, Scratch scratch);

    /** The sum of (x - center)^2 over n elements, in {@code 16} interleaved partial sums. */
    float sumOfSquares(float[] x, int offset, float center, int n, Scratch scratch);

    /** The largest of n elements, negative infinity if there is none, a NaN if any is. */
    float max(float[] x, int offset, int n, Scratch scratch);

    /** y = e^(x - max), and their sum is returned; y may be x. */
    float expOfDifference(float[] x, int xOffset, float max, float[] y, int yOffset, int n, Scratch scratch);

    /** The sum that {@link #expOfDifference} returns; nothing is written. */
    default float sumOfExp(float[] x, int offset, float max, int n, Scratch scratch) {
        return Sums.ofExp(x, offset, max, n, scratch.sums);
    }

    /**
     * The LSTM's new carry: c = f c + i g, the product i g rounded first; also written to t.
     *
     * @param z the gates i, f, o, g, each {@code units} floats long, one after the other from {@code zOffset}
     */
    void lstmCarry(float[] z, int zOffset, int units, float[] c, int cOffset, float[] t, int tOffset);

    /** The GRU's new state: h = u h + (1 - u) g for the update gate u and the candidate g. */
    void gruState(float[] u, int uOffset, float[] g, int gOffset, float[] h, int hOffset, int n);
}
