package io.github.cornu.op.shape;

import io.github.cornu.op.Prepared;
import io.github.cornu.op.SingleOutput;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/** A tensor of one number. Of the inputs only the shapes are used. */
public record Fill(List<Length> target, float value) implements SingleOutput {
    public Fill {
        target = List.copyOf(target);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return Shape.of(Length.resolve(target, inputs));
    }

    @Override
    public boolean isSameForAllSamples() {
        return target.stream().noneMatch(length -> length.input() >= 0 && length.value() == 0);
    }

    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        return 0;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        Time time = Time.STEP;
        for (int axis = 0; axis < target.size(); axis++) {
            Length length = target.get(axis);
            if (length.input() >= 0 && inputs.get(length.input()) == Time.AXIS && length.value() == 1) {
                if (axis != 1) {
                    throw new IllegalArgumentException("it moves the time axis");
                }
                time = Time.AXIS;
            }
        }
        return time;
    }

    @Override
    public Prepared prepare(Target target) {
        return binding -> {
            int y = binding.output(0);
            int size = binding.outputShape(0).size();
            return m -> Arrays.fill(m.slot(y), 0, size, value);
        };
    }
}
