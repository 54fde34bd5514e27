package io.github.cornu.op.reduce;

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

/** Cumulative sums, products and the like along an axis, in ascending order. */
public record Accumulate(Binary function, int axis) implements SingleOutput {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Checks.minimumRank(inputs.get(0), axis + 1);
        return inputs.get(0);
    }

    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        return Flops.size(outputs);
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
            return m -> {
                float[] in = m.slot(x);
                float[] out = m.slot(y);
                for (int i = 0; i < outer; i++) {
                    int at = i * count * inner;
                    System.arraycopy(in, at, out, at, count == 0 ? 0 : inner);
                    for (int k = 1; k < count; k++) {
                        at += inner;
                        System.arraycopy(out, at - inner, out, at, inner);
                        kernels.binary(function, out, at, in, at, out, at, inner);
                    }
                }
            };
        };
    }
}
