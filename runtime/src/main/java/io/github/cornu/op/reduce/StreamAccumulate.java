package io.github.cornu.op.reduce;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.op.Checks;
import io.github.cornu.op.Flops;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SingleOutput;
import io.github.cornu.op.StateSpec;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import java.util.List;

/**
 * {@link Accumulate} along the steps of a stream, axis 1. It goes on from the result at the last step before, which is
 * a state.
 */
public record StreamAccumulate(Binary function) implements SingleOutput {
    private static final int BEGUN = 0;
    private static final int LAST = 1;

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Checks.minimumRank(inputs.get(0), 2);
        return inputs.get(0);
    }

    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        return Flops.size(outputs);
    }

    @Override
    public int stateCount() {
        return 2;
    }

    @Override
    public List<StateSpec> states(List<Shape> inputs) {
        Shape last = Shape.of(1).append(Checks.fixedStep(inputs.get(0)));
        return List.of(new StateSpec("begun", Shape.of(1), 1), new StateSpec("last", last, last.size()));
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return inputs.get(0);
    }

    @Override
    public Prepared prepare(Target target) {
        Kernels kernels = target.kernels();
        return binding -> {
            Shape shape = binding.inputShape(0);
            int batch = shape.length(0);
            int steps = shape.length(1);
            int size = shape.size(2, shape.rank());
            int x = binding.input(0);
            int y = binding.output(0);
            int begun = binding.state(BEGUN);
            int last = binding.state(LAST);
            return m -> {
                float[] in = m.slot(x);
                float[] out = m.slot(y);
                float[] before = m.state(last);
                for (int r = 0; r < batch && steps > 0; r++) {
                    int at = r * steps * size;
                    System.arraycopy(in, at, out, at, size);
                    if (m.state(begun)[r] != 0f) {
                        System.arraycopy(before, r * size, out, at, size);
                        kernels.binary(function, out, at, in, at, out, at, size);
                    }
                    for (int t = 1; t < steps; t++) {
                        at += size;
                        System.arraycopy(out, at - size, out, at, size);
                        kernels.binary(function, out, at, in, at, out, at, size);
                    }
                    System.arraycopy(out, at, before, r * size, size);
                    m.state(begun)[r] = 1f;
                }
            };
        };
    }
}
