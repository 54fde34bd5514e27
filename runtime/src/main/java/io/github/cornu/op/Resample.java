package io.github.cornu.op;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * Makes one axis {@code factor} times longer, each new element a weighted sum of old ones, in ascending order, one
 * multiply-add each.
 */
public record Resample(int axis, int factor, Sampling sampling) implements SingleOutput {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Checks.minimumRank(inputs.get(0), axis + 1);
        int length = inputs.get(0).length(axis);
        return inputs.get(0).with(axis, length == Shape.FREE ? Shape.FREE : Math.multiplyExact(length, factor));
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return Time.alongAxis(inputs.get(0), axis);
    }

    @Override
    public Prepared prepare(Kernels kernels) {
        return binding -> {
            Shape shape = binding.inputShape(0);
            int outer = shape.size(0, axis);
            int length = shape.length(axis);
            int inner = shape.size(axis + 1, shape.rank());
            float[][] weights = new float[length * factor][];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = sampling.weights((i + 0.5) / factor - 0.5, length);
            }
            int x = binding.input(0);
            int y = binding.output(0);
            return m -> {
                for (int block = 0; block < outer; block++) {
                    int from = block * length * inner;
                    int to = block * weights.length * inner;
                    for (int i = 0; i < weights.length; i++) {
                        combine(kernels, weights[i], m.slot(x), from, m.slot(y), to + i * inner, inner);
                    }
                }
            };
        };
    }

    private static void combine(
            Kernels kernels, float[] weights, float[] x, int xOffset, float[] y, int yOffset, int inner) {
        Arrays.fill(y, yOffset, yOffset + inner, 0f);
        for (int k = 0; k < weights.length; k++) {
            if (weights[k] != 0f) {
                kernels.addScaled(weights[k], x, xOffset + k * inner, y, yOffset, inner);
            }
        }
    }
}
