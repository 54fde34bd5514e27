package io.github.cornu.op.reduce;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SingleOutput;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.List;

/** The index of the largest or the smallest element along one axis, which is removed; of equal ones the first. */
public record ArgExtreme(boolean largest, int axis) implements SingleOutput {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Checks.minimumRank(inputs.get(0), axis + 1);
        return inputs.get(0).remove(axis);
    }

    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        return 0;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return Time.alongAxis(inputs.get(0), axis);
    }

    @Override
    public Prepared prepare(Target target) {
        return binding -> {
            Shape shape = binding.inputShape(0);
            int outer = shape.size(0, axis);
            int count = shape.length(axis);
            int inner = shape.size(axis + 1, shape.rank());
            int x = binding.input(0);
            int y = binding.output(0);
            return m -> {
                for (int i = 0; i < outer; i++) {
                    for (int j = 0; j < inner; j++) {
                        m.slot(y)[i * inner + j] = place(m.slot(x), i * count * inner + j, count, inner);
                    }
                }
            };
        };
    }

    private int place(float[] x, int from, int count, int stride) {
        int best = 0;
        for (int k = 1; k < count; k++) {
            float value = x[from + k * stride];
            float champion = x[from + best * stride];
            if (largest ? value > champion : value < champion) {
                best = k;
            }
        }
        return best;
    }
}
