package io.github.cornu.op.normalization;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.op.Checks;
import io.github.cornu.op.Flops;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SharedRows;
import io.github.cornu.op.SingleOutput;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.Arrays;
import java.util.List;

/**
 * (x - mean) / sqrt(variance + epsilon) scale + shift, mean and variance taken over the last axes of each row.
 *
 * @param axes how many axes, counted from the last one
 * @param scale shape of these axes, or null
 * @param shift shape of these axes, or null
 * @param center where the mean is subtracted
 */
public record LayerNorm(int axes, Weight scale, Weight shift, float epsilon, Center center) implements SingleOutput {
    /** The mean; the difference from it, squared and added; two operations to standardize, two to scale and shift. */
    private static final long NORMALIZING = 8;
    /** Loops over a row. */
    private static final long PASSES = 3;

    /** Where the mean is subtracted. */
    public enum Center {
        /** From x, and for the variance. */
        ALL,
        /** For the variance only. */
        VARIANCE,
        /** Nowhere: the variance is the mean of the squares. */
        NOTHING
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Shape input = inputs.get(0);
        Checks.minimumRank(input, axes + 1);
        for (Weight weight : new Weight[] {scale, shift}) {
            Shape normalized = input.axes(input.rank() - axes, input.rank());
            if (weight != null && !weight.shape().equals(normalized)) {
                throw new IllegalArgumentException(
                        "expected last axes " + weight.shape() + ", got an input of shape " + input);
            }
        }
        return input;
    }

    @Override
    public int inPlaceInput() {
        return 0;
    }

    @Override
    public Prepared prepare(Target target) {
        Kernels kernels = target.kernels();
        float[] scales = Checks.read(scale);
        float[] shifts = Checks.read(shift);
        return binding -> {
            Shape shape = binding.inputShape(0);
            int split = shape.rank() - axes;
            int rows = shape.size(0, split);
            int columns = shape.size(split, shape.rank());
            int x = binding.input(0);
            int y = binding.output(0);
            float[] factors = scales == null ? filled(columns, 1f) : scales;
            float[] terms = shifts == null ? filled(columns, 0f) : shifts;
            long nanos = Target.nanosOfNumbers(PASSES * rows * columns);
            return new SharedRows(target.team(), rows, nanos, (m, first, end, scratch) -> {
                float[] in = m.slot(x);
                float[] out = m.slot(y);
                for (int r = first; r < end; r++) {
                    int at = r * columns;
                    float mean = center == Center.NOTHING ? 0f : kernels.sum(in, at, columns, scratch) / columns;
                    float variance = kernels.sumOfSquares(in, at, mean, columns, scratch) / columns;
                    float factor = 1f / (float) Math.sqrt(variance + epsilon);
                    float middle = center == Center.ALL ? mean : 0f;
                    kernels.normalize(in, at, middle, factor, factors, terms, out, at, columns);
                }
            });
        };
    }

    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        return Flops.size(outputs) * NORMALIZING;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return Time.alongAxis(inputs.get(0), shapes.get(0).rank() - axes);
    }

    private static float[] filled(int length, float value) {
        float[] array = new float[length];
        Arrays.fill(array, value);
        return array;
    }
}
