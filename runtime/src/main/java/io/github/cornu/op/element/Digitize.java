package io.github.cornu.op.element;

import io.github.cornu.op.Prepared;
import io.github.cornu.op.SameShape;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.List;

/**
 * The number of the interval that an element is in: how many boundaries are at most as large. A NaN is in the last one.
 *
 * @param boundaries shape (n,), ascending
 */
public record Digitize(Weight boundaries) implements SameShape {
    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        return 0;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return Time.same(inputs);
    }

    @Override
    public Prepared prepare(Target target) {
        float[] bounds = boundaries.read();
        return binding -> {
            int x = binding.input(0);
            int y = binding.output(0);
            int size = binding.inputShape(0).size();
            return m -> {
                float[] in = m.slot(x);
                float[] out = m.slot(y);
                for (int i = 0; i < size; i++) {
                    out[i] = interval(bounds, in[i]);
                }
            };
        };
    }

    private static int interval(float[] bounds, float x) {
        int low = 0;
        int high = bounds.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (x < bounds[middle]) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
