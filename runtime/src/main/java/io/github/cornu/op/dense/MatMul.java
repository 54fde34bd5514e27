package io.github.cornu.op.dense;

import io.github.cornu.kernel.MatrixProducts;
import io.github.cornu.kernel.Panels;
import io.github.cornu.op.Binding;
import io.github.cornu.op.Checks;
import io.github.cornu.op.Flops;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.SingleOutput;
import io.github.cornu.op.Step;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.Where;
import io.github.cornu.tensor.Shape;
import java.util.List;

/**
 * Matrix products of two tensors, for each index of the axes before the last two: (…, n, k) with (…, k, m), or with (…,
 * m, k) if the second is transposed, gives (…, n, m). The axes before are aligned as in {@link Combine}. Sums are in
 * ascending k, one multiply-add each, from zero.
 */
public record MatMul(boolean transposeSecond) implements SingleOutput {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 2);
        Shape a = inputs.get(0);
        Shape b = inputs.get(1);
        Checks.minimumRank(a, 2);
        Checks.minimumRank(b, 2);
        int depthOfA = a.length(-1);
        int depthOfB = b.length(transposeSecond ? -1 : -2);
        if (depthOfA != depthOfB && depthOfA != Shape.FREE && depthOfB != Shape.FREE) {
            throw new IllegalArgumentException("the shapes " + a + " and " + b + " cannot be multiplied");
        }
        return Combine.broadcast(outer(a), outer(b))
                .append(Shape.of(a.length(-2), b.length(transposeSecond ? -2 : -1)));
    }

    private static Shape outer(Shape shape) {
        return shape.axes(0, shape.rank() - 2);
    }

    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        return Flops.PAIR * Flops.size(outputs) * inputs.get(0).length(-1);
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        int rank = Math.max(shapes.get(0).rank(), shapes.get(1).rank());
        return Time.alongAxis(Time.broadcast(inputs, shapes), rank - 2);
    }

    @Override
    public Prepared prepare(Target target) {
        return binding -> bind(target, binding);
    }

    private Step bind(Target target, Binding binding) {
        MatrixProducts matrices = target.products();
        Shape a = binding.inputShape(0);
        Shape b = binding.inputShape(1);
        Shape products = outer(binding.outputShape(0));
        int[] lefts = Where.places(outer(a), products);
        int[] rights = Where.places(outer(b), products);
        int rows = a.length(-2);
        int depth = a.length(-1);
        int columns = binding.outputShape(0).length(-1);
        int stride = transposeSecond ? 1 : columns;
        Panels panels = target.kernels().panels(depth, columns);
        float[] zeros = new float[panels.paddedColumns()];
        int packed = binding.scratch(panels.size());
        int x = binding.input(0);
        int w = binding.input(1);
        int y = binding.output(0);
        return m -> {
            for (int i = 0; i < lefts.length; i++) {
                int from = rights[i] * depth * columns;
                panels.pack(m.slot(w), from, stride, transposeSecond ? depth : 1, m.slot(packed), 0);
                matrices.multiply(
                        rows,
                        m.slot(x),
                        lefts[i] * rows * depth,
                        depth,
                        m.slot(packed),
                        0,
                        panels,
                        zeros,
                        0,
                        0,
                        m.slot(y),
                        i * rows * columns,
                        columns,
                        m.scratch());
            }
        };
    }
}
