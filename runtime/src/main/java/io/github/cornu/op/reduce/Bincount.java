package io.github.cornu.op.reduce;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SingleOutput;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * How often each of the numbers 0 … depth - 1 is in a row: (…, n) to (…, depth). Elements are truncated to integers.
 *
 * <p>A second input of the same shape has weights to be summed in place of ones.
 *
 * <p>Running it throws an {@link IllegalArgumentException} if an element is out of range and that is an error.
 *
 * @param binary whether a number that is there more than once counts once
 * @param strict whether an element out of range is an error; else it is left out
 */
public record Bincount(int depth, boolean binary, boolean strict) implements SingleOutput {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.minimumRank(inputs.get(0), 2);
        if (inputs.size() != 1) {
            Checks.inputs(inputs, 2);
            if (!inputs.get(1).accepts(inputs.get(0)) && !inputs.get(0).accepts(inputs.get(1))) {
                throw new IllegalArgumentException(
                        "weights of shape " + inputs.get(1) + " for numbers of shape " + inputs.get(0));
            }
        }
        return inputs.get(0).with(-1, depth);
    }

    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        return 0;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return Time.alongAxis(Time.same(inputs), shapes.get(0).rank() - 1);
    }

    @Override
    public boolean canFail() {
        return true;
    }

    @Override
    public Prepared prepare(Target target) {
        return binding -> {
            Shape shape = binding.inputShape(0);
            int x = binding.input(0);
            int weights = binding.inputs() > 1 ? binding.input(1) : -1;
            int y = binding.output(0);
            int rows = shape.size(0, shape.rank() - 1);
            int columns = shape.length(-1);
            return m -> {
                Arrays.fill(m.slot(y), 0, rows * depth, 0f);
                float[] added = weights < 0 ? null : m.slot(weights);
                for (int r = 0; r < rows; r++) {
                    count(m.slot(x), added, r * columns, columns, m.slot(y), r * depth);
                }
            };
        };
    }

    private void count(float[] x, float[] weights, int from, int columns, float[] y, int to) {
        for (int i = from; i < from + columns; i++) {
            if (!(x[i] > -1f && x[i] < depth)) {
                if (strict) {
                    throw new IllegalArgumentException("the number " + x[i] + " is not in [0, " + depth + ")");
                }
                continue;
            }
            int place = to + (int) x[i];
            y[place] = binary ? 1f : y[place] + (weights == null ? 1f : weights[i]);
        }
    }
}
