package io.github.cornu.op;

import io.github.cornu.kernel.Binary;
import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Unary;
import io.github.cornu.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * {@code keras.activations.sparsemax} of each row, along the last axis: max(x - t, 0), where s_k is the sum of the k
 * largest elements, and t is (the sum of s_k over the support - 1) / (size of the support); k belongs to the support if
 * the k-th largest element is above (s_k - 1) / k. In Martins and Astudillo (2016), t has the last s_k in place of the
 * sum; Keras 3 computes it so.
 */
public record Sparsemax() implements SingleOutput {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        return inputs.get(0);
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return Time.alongAxis(inputs.get(0), shapes.get(0).rank() - 1);
    }

    @Override
    public Prepared prepare(Kernels kernels) {
        return binding -> {
            Shape shape = binding.inputShape(0);
            int columns = shape.length(-1);
            int rows = shape.size(0, shape.rank() - 1);
            int x = binding.input(0);
            int y = binding.output(0);
            int sorted = binding.scratch(columns);
            return m -> {
                for (int r = 0; r < rows; r++) {
                    int at = r * columns;
                    float threshold = threshold(m.slot(x), at, columns, m.slot(sorted));
                    kernels.binaryScalar(Binary.SUBTRACT, m.slot(x), at, threshold, m.slot(y), at, columns);
                    kernels.unary(Unary.RELU, 0f, 0f, 0f, m.slot(y), at, m.slot(y), at, columns);
                }
            };
        };
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
