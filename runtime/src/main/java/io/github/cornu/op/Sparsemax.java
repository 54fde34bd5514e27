package io.github.cornu.op;

import io.github.cornu.kernel.Binary;
import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Unary;
import io.github.cornu.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * The projection of each row, along the last axis, onto the probability simplex: max(x - t, 0) with the t that makes the
 * sum 1 (Martins and Astudillo 2016, algorithm 1).
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
        float threshold = 0f;
        for (int k = 1; k <= n; k++) {
            float value = sorted[n - k];
            sum += value;
            if (!(1f + k * value > sum)) {
                break;
            }
            threshold = (sum - 1f) / k;
        }
        return threshold;
    }
}
