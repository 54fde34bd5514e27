package io.github.cornu.op.element;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SingleOutput;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.List;

/** The second input where the first is not 0, else the third. Shapes are aligned as in {@link Combine}. */
public record Where() implements SingleOutput {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 3);
        return Combine.broadcast(Combine.broadcast(inputs.get(0), inputs.get(1)), inputs.get(2));
    }

    @Override
    public boolean movesOnly() {
        return true;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return Time.broadcast(inputs, shapes);
    }

    @Override
    public Prepared prepare(Target target) {
        return binding -> {
            int mask = binding.input(0);
            int a = binding.input(1);
            int b = binding.input(2);
            int y = binding.output(0);
            Shape shape = binding.outputShape(0);
            int[] masks = places(binding.inputShape(0), shape);
            int[] as = places(binding.inputShape(1), shape);
            int[] bs = places(binding.inputShape(2), shape);
            return m -> choose(m.slot(mask), masks, m.slot(a), as, m.slot(b), bs, m.slot(y));
        };
    }

    private static void choose(float[] mask, int[] masks, float[] a, int[] as, float[] b, int[] bs, float[] y) {
        for (int i = 0; i < masks.length; i++) {
            y[i] = mask[masks[i]] != 0f ? a[as[i]] : b[bs[i]];
        }
    }

    /** For each element of the output the index of the input's element that is broadcast to it. */
    public static int[] places(Shape input, Shape output) {
        int[] places = new int[output.size()];
        int inner = 1;
        int stride = 1;
        for (int axis = output.rank() - 1; axis >= 0; axis--) {
            int own = axis - output.rank() + input.rank();
            int length = own < 0 ? 1 : input.length(own);
            if (length > 1) {
                for (int i = 0; i < places.length; i++) {
                    places[i] += i / inner % length * stride;
                }
            }
            stride *= length;
            inner *= output.length(axis);
        }
        return places;
    }
}
