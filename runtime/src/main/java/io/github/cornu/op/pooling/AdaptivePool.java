package io.github.cornu.op.pooling;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.op.Checks;
import io.github.cornu.op.Flops;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SingleOutput;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import java.util.List;
import java.util.Locale;

/**
 * Pools one axis to another length: element i is the maximum or the average of the elements from {@code floor(i n /
 * length)} to before {@code ceil((i + 1) n / length)} of n, added in ascending order.
 */
public record AdaptivePool(Pool.Kind kind, int axis, int length) implements SingleOutput {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Checks.minimumRank(inputs.get(0), axis + 1);
        if (length < 1 || inputs.get(0).length(axis) == 0) {
            throw new IllegalArgumentException(
                    "an axis of length " + inputs.get(0).length(axis) + " pooled to " + length);
        }
        return inputs.get(0).with(axis, length);
    }

    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        return Flops.size(inputs);
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
        Binary function = kind == Pool.Kind.MAX ? Binary.MAXIMUM : Binary.ADD;
        return binding -> {
            Shape shape = binding.inputShape(0);
            int outer = shape.size(0, axis);
            int old = shape.length(axis);
            int inner = shape.size(axis + 1, shape.rank());
            int x = binding.input(0);
            int y = binding.output(0);
            return m -> {
                for (int i = 0; i < outer * length; i++) {
                    int first = (int) ((long) (i % length) * old / length);
                    int end = (int) (((long) (i % length + 1) * old + length - 1) / length);
                    int from = (i / length * old + first) * inner;
                    System.arraycopy(m.slot(x), from, m.slot(y), i * inner, inner);
                    for (int k = 1; k < end - first; k++) {
                        kernels.binary(
                                function,
                                m.slot(y),
                                i * inner,
                                m.slot(x),
                                from + k * inner,
                                m.slot(y),
                                i * inner,
                                inner);
                    }
                    if (kind == Pool.Kind.AVERAGE) {
                        kernels.binaryScalar(
                                Binary.DIVIDE, m.slot(y), i * inner, end - first, m.slot(y), i * inner, inner);
                    }
                }
            };
        };
    }
}
