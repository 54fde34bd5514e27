package io.github.cornu.op.element;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.op.Flops;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SameShape;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import java.util.List;
import java.util.Locale;

/** A function of each element and one number. */
public record CombineScalar(Binary function, float value) implements SameShape {
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
        return Time.same(inputs);
    }

    @Override
    public Prepared prepare(Target target) {
        Kernels kernels = target.kernels();
        return binding -> {
            int x = binding.input(0);
            int y = binding.output(0);
            int size = binding.inputShape(0).size();
            return m -> kernels.binaryScalar(function, m.slot(x), 0, value, m.slot(y), 0, size);
        };
    }
}
