package io.github.cornu.op.pooling;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Flops;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SharedRows;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.op.convolutional.WindowMap;
import io.github.cornu.op.convolutional.Windowed;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import java.util.List;
import java.util.Locale;

/**
 * The maximum or the average of each window, for each channel alone, channels last. Elements in the padding do not
 * count.
 */
public record Pool(Kind kind, Windows windows) implements Windowed {
    /** What is computed of a window. */
    public enum Kind {
        MAX,
        AVERAGE
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        return windows.outputShape(inputs.get(0), inputs.get(0).length(-1));
    }

    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        return Flops.size(outputs) * windows.elements();
    }

    @Override
    public boolean keepsRounded(Unary type) {
        return kind == Kind.MAX;
    }

    @Override
    public String label() {
        return getClass().getSimpleName() + " " + kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return windows.time(inputs.get(0));
    }

    @Override
    public Prepared prepare(Target target) {
        return binding -> {
            WindowMap map = new WindowMap(windows, binding.inputShape(0));
            int x = binding.input(0);
            int y = binding.output(0);
            int batch = binding.inputShape(0).length(0);
            int channels = binding.inputShape(0).length(-1);
            PooledRuns runs = kind == Kind.MAX
                    ? new PooledRuns(Binary.MAXIMUM, false, map, channels, target.kernels())
                    : new PooledRuns(Binary.ADD, true, map, channels, target.kernels());
            int windows = batch * map.windows();
            long calls = (long) windows * map.elements();
            long nanos = Target.nanosOfCalls(calls, calls * channels);
            return new SharedRows(
                    target.team(),
                    windows,
                    nanos,
                    (m, first, end, scratch) -> runs.pool(m.slot(x), m.slot(y), first, end));
        };
    }
}
