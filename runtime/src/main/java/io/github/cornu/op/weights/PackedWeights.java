package io.github.cornu.op.weights;

import io.github.cornu.kernel.Scratch;
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

    /** y += x w; of each row of y whole vectors are read, which must not reach beyond the array. */
    void multiplyAdd(
            int rows, float[] x, int xOffset, int xStride, float[] y, int yOffset, int yStride, Scratch scratch);
}
