package io.github.cornu.op.element;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Flops;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SharedRows;
import io.github.cornu.op.SingleOutput;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import java.util.List;
import java.util.Locale;

/**
 * An elementwise function of two tensors, which are broadcast as in NumPy: shapes are aligned at their last axes; axes
 * of length 1, and axes that one of them lacks, are repeated.
 */
public record Combine(Binary function) implements SingleOutput {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 2);
        return broadcast(inputs.get(0), inputs.get(1));
    }

    /** The shape that two shapes are broadcast to. */
    public static Shape broadcast(Shape a, Shape b) {
        int rank = Math.max(a.rank(), b.rank());
        int[] lengths = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            int p = length(a, axis - rank + a.rank());
            int q = length(b, axis - rank + b.rank());
            if (p != q && isOther(p) && isOther(q)) {
                throw new IllegalArgumentException("the shapes " + a + " and " + b + " do not go together");
            }
            lengths[axis] = p == 1 ? q : q == 1 ? p : Math.max(p, q);
        }
        return Shape.of(lengths);
    }

    /** Whether a length goes together with itself alone. */
    private static boolean isOther(int length) {
        return length != 1 && length != Shape.FREE;
    }

    private static int length(Shape shape, int axis) {
        return axis < 0 ? 1 : shape.length(axis);
    }

    @Override
    public int inPlaceInput() {
        return 0;
    }

    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        return Flops.size(outputs);
    }

    @Override
    public String label() {
        return getClass().getSimpleName() + " " + function.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return Time.broadcast(inputs, shapes);
    }

    @Override
    public Prepared prepare(Target target) {
        return binding -> {
            int a = binding.input(0);
            int b = binding.input(1);
            int y = binding.output(0);
            Shape shape = binding.outputShape(0);
            Broadcast loops =
                    new Broadcast(target.kernels(), function, shape, binding.inputShape(0), binding.inputShape(1));
            long nanos = Target.nanosOfNumbers(shape.size());
            return new SharedRows(target.team(), loops.length(), nanos, (m, first, end, scratch) -> {
                float[] row = scratch.row(loops.rowLength());
                loops.run(first, end, m.slot(a), m.slot(b), m.slot(y), row);
            });
        };
    }
}
