package io.github.cornu.op;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.tensor.Shape;
import java.util.List;

/** The second input where the first, which has the same shape, is not 0; else the third. */
public record Select() implements SingleOutput {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 3);
        for (Shape input : inputs) {
            if (!input.accepts(inputs.get(1)) && !inputs.get(1).accepts(input)) {
                throw new IllegalArgumentException("the shapes " + inputs + " differ");
            }
        }
        return inputs.get(1);
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return Time.same(inputs);
    }

    @Override
    public Prepared prepare(Kernels kernels) {
        return binding -> {
            int mask = binding.input(0);
            int a = binding.input(1);
            int b = binding.input(2);
            int y = binding.output(0);
            int size = binding.outputShape(0).size();
            return m -> choose(m.slot(mask), m.slot(a), m.slot(b), m.slot(y), size);
        };
    }

    private static void choose(float[] mask, float[] a, float[] b, float[] y, int size) {
        for (int i = 0; i < size; i++) {
            y[i] = mask[i] != 0f ? a[i] : b[i];
        }
    }
}
