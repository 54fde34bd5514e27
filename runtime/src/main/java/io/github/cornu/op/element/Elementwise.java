package io.github.cornu.op.element;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.op.Activation;
import io.github.cornu.op.Flops;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SameShape;
import io.github.cornu.op.SharedRows;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.List;

/** A function of each element, or of each row along the last axis. */
public record Elementwise(Activation activation) implements SameShape {
    /** Written out, since the first {@code hashCode()} that Java itself makes takes some 20 ms of a process's start. */
    @Override
    public int hashCode() {
        return activation.function().hashCode();
    }

    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        return Flops.given(activation, outputs);
    }

    @Override
    public String label() {
        return getClass().getSimpleName() + " " + activation.label();
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        Time time = Time.same(inputs);
        return activation.isElementwise()
                ? time
                : Time.alongAxis(time, shapes.get(0).rank() - 1);
    }

    @Override
    public Prepared prepare(Target target) {
        Kernels kernels = target.kernels();
        return binding -> {
            int x = binding.input(0);
            int y = binding.output(0);
            Shape shape = binding.inputShape(0);
            int columns = shape.rank() == 0 ? 1 : shape.length(-1);
            int rows = shape.size(0, Math.max(0, shape.rank() - 1));
            long nanos = Target.nanosOfNumbers((long) rows * columns);
            return new SharedRows(target.team(), rows, nanos, (m, first, end, scratch) -> {
                int at = first * columns;
                if (x != y) {
                    System.arraycopy(m.slot(x), at, m.slot(y), at, (end - first) * columns);
                }
                activation.apply(kernels, m.slot(y), at, end - first, columns, scratch);
            });
        };
    }
}
