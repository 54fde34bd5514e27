package io.github.cornu.op.weights;

import io.github.cornu.kernel.Scratch;
import io.github.cornu.kernel.WindowGrid;
import java.util.Arrays;

/** A packed matrix of weights with the values that its sums start from, made by {@link WeightPacking}. Immutable. */
public interface PackedWeights {
    /** Length of the summed axis. */
    int rows();

    int columns();

    /** Bytes of the packed form, with scales and initial sums. */
    long bytes();

    /** Of all of them together. */
    static long total(PackedWeights... all) {
        return Arrays.stream(all).mapToLong(PackedWeights::bytes).sum();
    }

    /** y = start + x w. */
    void multiply(int rows, float[] x, int xOffset, int xStride, float[] y, int yOffset, int yStride, Scratch scratch);

    /** Whether {@link #column} can be called: the numbers are held as they are. */
    default boolean hasColumns() {
        return false;
    }

    /**
     * Copies a column.
     *
     * @param y where it goes, from {@code yOffset}
     * @throws UnsupportedOperationException if it {@linkplain #hasColumns cannot}
     */
    default void column(int column, float[] y, int yOffset) {
        throw new UnsupportedOperationException();
    }

    /** Whether {@link #convolve} can be called: windows need not be gathered to rows. */
    default boolean convolves() {
        return false;
    }

    /**
     * y = start + x w, where the rows of x are the windows of a grid.
     *
     * @param rows of the grid
     * @throws UnsupportedOperationException if it {@linkplain #convolves cannot}
     */
    default void convolve(int rows, WindowGrid grid, float[] x, int xOffset, float[] y, int yOffset, Scratch scratch) {
        throw new UnsupportedOperationException();
    }

    /** y += x w; of each row of y whole vectors are read, which must not reach beyond the array. */
    void multiplyAdd(
            int rows, float[] x, int xOffset, int xStride, float[] y, int yOffset, int yStride, Scratch scratch);
}
