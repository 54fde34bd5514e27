package io.github.cornu.op.element;

import io.github.cornu.op.Prepared;
import io.github.cornu.op.SingleOutput;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.List;

/**
 * The first input itself, after a check: where Keras computes with integers, floats give the same as long as none is
 * beyond 2^24 or out of the range of Keras's type. Further inputs are checked too: the largest intermediate results.
 *
 * <p>Running it throws an {@link IllegalArgumentException} if an element is not an integer from {@code least} to {@code
 * most}.
 */
public record CheckIntegers(float least, float most) implements SingleOutput {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        return inputs.get(0);
    }

    @Override
    public int inPlaceInput() {
        return 0;
    }

    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        return 0;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return Time.same(inputs);
    }

    @Override
    public boolean canFail() {
        return true;
    }

    @Override
    public Prepared prepare(Target target) {
        return binding -> {
            int x = binding.input(0);
            int y = binding.output(0);
            int[] checked = new int[binding.inputs()];
            int[] sizes = new int[binding.inputs()];
            for (int i = 0; i < checked.length; i++) {
                checked[i] = binding.input(i);
                sizes[i] = binding.inputShape(i).size();
            }
            return m -> {
                for (int i = 0; i < checked.length; i++) {
                    check(m.slot(checked[i]), sizes[i]);
                }
                if (x != y) {
                    System.arraycopy(m.slot(x), 0, m.slot(y), 0, sizes[0]);
                }
            };
        };
    }

    private void check(float[] x, int size) {
        for (int i = 0; i < size; i++) {
            if (!(x[i] >= least && x[i] <= most) || x[i] != (int) x[i]) {
                throw new IllegalArgumentException("the result " + x[i] + " is not a whole number from " + (int) least
                        + " to " + (int) most + ", which is as far as whole numbers are computed exactly");
            }
        }
    }
}
