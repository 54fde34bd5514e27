package io.github.cornu.op.normalization;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.op.Activation;
import io.github.cornu.op.Checks;
import io.github.cornu.op.Flops;
import io.github.cornu.op.Linear;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SharedRows;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.util.List;

/**
 * activation(x scale + shift) with a scale and a shift for each index of one axis, one multiply-add an element: batch
 * normalization at inference.
 *
 * @param scale shape (length of the axis,)
 * @param shift shape (length of the axis,)
 */
public record Affine(int axis, Weight scale, Weight shift, Activation activation) implements Linear {
    /** Floats that are still in the cache when the activation follows. */
    private static final int CACHED = 1 << 14;

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Checks.minimumRank(inputs.get(0), axis + 1);
        Checks.axis(inputs.get(0), axis, scale.shape().length(0));
        return inputs.get(0);
    }

    @Override
    public int inPlaceInput() {
        return 0;
    }

    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        return Flops.PAIR * Flops.size(outputs) + Flops.given(activation, outputs);
    }

    @Override
    public Affine withActivation(Activation other) {
        return new Affine(axis, scale, shift, other);
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return Time.alongAxis(inputs.get(0), axis);
    }

    @Override
    public Prepared prepare(Target target) {
        Kernels kernels = target.kernels();
        float[] scales = scale.read();
        float[] shifts = shift.read();
        return binding -> {
            Shape shape = binding.inputShape(0);
            int x = binding.input(0);
            int y = binding.output(0);
            int columns = shape.length(-1);
            int rows = shape.size(0, shape.rank() - 1);
            if (axis == shape.rank() - 1) {
                long nanos = Target.nanosOfCalls(rows, shape.size());
                return new SharedRows(
                        target.team(),
                        rows,
                        nanos,
                        (m, first, end, scratch) ->
                                alongRows(kernels, m.slot(x), scales, shifts, m.slot(y), first, end, scratch));
            }
            int outer = shape.size(0, axis);
            int inner = shape.size(axis + 1, shape.rank());
            return m -> {
                acrossRows(kernels, m.slot(x), scales, shifts, m.slot(y), outer, inner);
                activation.apply(kernels, m.slot(y), 0, rows, columns, m.scratch());
            };
        };
    }

    private void alongRows(
            Kernels kernels,
            float[] x,
            float[] scales,
            float[] shifts,
            float[] y,
            int first,
            int end,
            Scratch scratch) {
        int columns = scales.length;
        int block = Math.max(1, CACHED / Math.max(1, columns));
        for (int from = first; from < end; from += block) {
            int until = Math.min(from + block, end);
            for (int r = from; r < until; r++) {
                kernels.scaleShift(x, r * columns, scales, 0, shifts, 0, y, r * columns, columns);
            }
            activation.apply(kernels, y, from * columns, until - from, columns, scratch);
        }
    }

    private static void acrossRows(
            Kernels kernels, float[] x, float[] scales, float[] shifts, float[] y, int outer, int inner) {
        for (int i = 0; i < outer; i++) {
            for (int c = 0; c < scales.length; c++) {
                int at = (i * scales.length + c) * inner;
                kernels.unary(Unary.SCALE_SHIFT, scales[c], shifts[c], 0f, x, at, y, at, inner);
            }
        }
    }
}
