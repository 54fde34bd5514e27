package io.github.cornu.op;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import java.util.Arrays;

/**
 * {@code keras.activations.sparsemax} of a row: max(x - t, 0), where s_k is the sum of the k largest elements, and t is
 * (the sum of s_k over the support - 1) / (size of the support); k belongs to the support if the k-th largest element
 * is above (s_k - 1) / k. In Martins and Astudillo (2016), t has the last s_k in place of the sum; Keras 3 computes it
 * so.
 */
final class Sparsemax {
    private Sparsemax() {}

    /** Applies it in place. */
    static void apply(Kernels kernels, float[] x, int offset, int columns, Scratch scratch) {
        float threshold = threshold(x, offset, columns, scratch.row(columns));
        kernels.binaryScalar(Binary.SUBTRACT, x, offset, threshold, x, offset, columns);
        kernels.unary(Unary.RELU, 0f, 0f, 0f, x, offset, x, offset, columns);
    }

    private static float threshold(float[] x, int offset, int n, float[] sorted) {
        System.arraycopy(x, offset, sorted, 0, n);
        Arrays.sort(sorted, 0, n);
        float sum = 0f;
        float sums = 0f;
        int support = 0;
        for (int k = 1; k <= n; k++) {
            float value = sorted[n - k];
            sum += value;
            if (value - (sum - 1f) / k > 0f) {
                sums += sum;
                support++;
            }
        }
        return (sums - 1f) / support;
    }
}
