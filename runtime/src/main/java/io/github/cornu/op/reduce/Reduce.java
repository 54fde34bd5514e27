package io.github.cornu.op.reduce;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.op.Checks;
import io.github.cornu.op.Flops;
import io.github.cornu.op.Memory;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SharedRows;
import io.github.cornu.op.SingleOutput;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import java.util.List;
import java.util.Locale;

/**
 * Reduces one axis. Along the last axis a sum is 16 interleaved partial sums and a fixed tree; along others it is one
 * chain in ascending order.
 */
public record Reduce(Kind kind, int axis, boolean keepsAxis) implements SingleOutput {
    /** How the elements are combined. */
    public enum Kind {
        SUM(Binary.ADD),
        /** The sum divided by the count. */
        MEAN(Binary.ADD),
        MAX(Binary.MAXIMUM),
        MIN(Binary.MINIMUM),
        /** In ascending order. */
        PRODUCT(Binary.MULTIPLY);

        private final Binary function;

        Kind(Binary function) {
            this.function = function;
        }
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Checks.minimumRank(inputs.get(0), axis + 1);
        return keepsAxis ? inputs.get(0).with(axis, 1) : inputs.get(0).remove(axis);
    }

    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        return Flops.size(inputs);
    }

    @Override
    public boolean keepsRounded(Unary type) {
        return kind == Kind.MAX || kind == Kind.MIN;
    }

    @Override
    public String label() {
        return getClass().getSimpleName() + " " + kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return Time.alongAxis(inputs.get(0), axis);
    }

    @Override
    public Prepared prepare(Target target) {
        Kernels kernels = target.kernels();
        return binding -> {
            Shape shape = binding.inputShape(0);
            int outer = shape.size(0, axis);
            int count = shape.length(axis);
            int inner = shape.size(axis + 1, shape.rank());
            int x = binding.input(0);
            int y = binding.output(0);
            if (inner == 1 && kind != Kind.MIN && kind != Kind.PRODUCT) {
                return m -> {
                    alongRows(kernels, m, m.slot(x), m.slot(y), outer, count);
                    divide(kernels, m.slot(y), 0, outer, count);
                };
            }
            long nanos = Target.nanosOfNumbers(shape.size());
            return new SharedRows(
                    target.team(),
                    outer * inner,
                    nanos,
                    (m, first, end, scratch) -> acrossRows(kernels, m.slot(x), m.slot(y), first, end, count, inner));
        };
    }

    private void alongRows(Kernels kernels, Memory m, float[] x, float[] y, int outer, int count) {
        for (int i = 0; i < outer; i++) {
            y[i] = kind == Kind.MAX
                    ? kernels.max(x, i * count, count, m.scratch())
                    : kernels.sum(x, i * count, count, m.scratch());
        }
    }

    /** Some elements of the output. */
    private void acrossRows(Kernels kernels, float[] x, float[] y, int first, int end, int count, int inner) {
        int at = first;
        while (at < end) {
            int row = at / inner;
            int n = Math.min((row + 1) * inner, end) - at;
            int from = row * (count - 1) * inner + at;
            System.arraycopy(x, from, y, at, n);
            kernels.binaryStrided(kind.function, count - 1, y, at, 0, x, from + inner, inner, y, at, 0, n);
            divide(kernels, y, at, n, count);
            at += n;
        }
    }

    private void divide(Kernels kernels, float[] y, int offset, int n, int count) {
        if (kind == Kind.MEAN) {
            kernels.binaryScalar(Binary.DIVIDE, y, offset, count, y, offset, n);
        }
    }
}
