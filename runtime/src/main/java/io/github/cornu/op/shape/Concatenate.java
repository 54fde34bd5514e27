package io.github.cornu.op.shape;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.op.Checks;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SharedRows;
import io.github.cornu.op.SingleOutput;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.List;

/** Concatenates the inputs along one axis; all other axes are equal. */
public record Concatenate(int axis) implements SingleOutput {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("expected an input");
        }
        Shape joined = inputs.get(0);
        Checks.minimumRank(joined, axis + 1);
        for (Shape input : inputs.subList(1, inputs.size())) {
            Checks.rank(input, joined.rank());
            int[] lengths = new int[joined.rank()];
            for (int i = 0; i < lengths.length; i++) {
                int a = joined.length(i);
                int b = input.length(i);
                boolean free = a == Shape.FREE || b == Shape.FREE;
                if (i == axis) {
                    lengths[i] = free ? Shape.FREE : Math.addExact(a, b);
                } else if (free || a == b) {
                    lengths[i] = Math.max(a, b);
                } else {
                    throw new IllegalArgumentException("the shapes " + joined + " and " + input
                            + " differ outside of axis " + axis + ", along which they are joined");
                }
            }
            joined = Shape.of(lengths);
        }
        return joined;
    }

    @Override
    public boolean movesOnly() {
        return true;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return Time.alongAxis(Time.broadcast(inputs, shapes), axis);
    }

    @Override
    public Prepared prepare(Target target) {
        return binding -> {
            int inputs = binding.inputs();
            int y = binding.output(0);
            Shape joined = binding.outputShape(0);
            int rows = joined.size(0, axis);
            int length = joined.size(axis, joined.rank());
            int[] slots = new int[inputs];
            int[] lengths = new int[inputs];
            for (int i = 0; i < inputs; i++) {
                slots[i] = binding.input(i);
                lengths[i] = binding.inputShape(i).size(axis, joined.rank());
            }
            Kernels kernels = target.kernels();
            long nanos = Target.nanosOfCalls((long) rows * inputs, joined.size());
            return new SharedRows(target.team(), rows, nanos, (m, first, end, scratch) -> {
                int offset = 0;
                for (int i = 0; i < inputs; i++) {
                    int n = lengths[i];
                    int to = first * length + offset;
                    kernels.copyRows(end - first, m.slot(slots[i]), first * n, n, m.slot(y), to, length, n);
                    offset += n;
                }
            });
        };
    }
}
