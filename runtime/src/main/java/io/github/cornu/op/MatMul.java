package io.github.cornu.op;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Panels;
import io.github.cornu.tensor.Shape;
import java.util.List;

/**
 * Matrix products of two tensors, for each index of the axes before the last two: (…, n, k) with (…, k, m), or with
 * (…, m, k) if the second is transposed, gives (…, n, m). The axes before are equal. Sums are in ascending k, one
 * multiply-add each, from zero.
 */
public record MatMul(boolean transposeSecond) implements SingleOutput {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 2);
        Shape a = inputs.get(0);
        Shape b = inputs.get(1);
        Checks.minimumRank(a, 2);
        Checks.rank(b, a.rank());
        int rank = a.rank();
        int depthOfB = b.length(transposeSecond ? -1 : -2);
        if (differ(a.length(-1), depthOfB) || anyDiffers(a.axes(0, rank - 2), b.axes(0, rank - 2))) {
            throw new IllegalArgumentException("the shapes " + a + " and " + b + " cannot be multiplied");
        }
        return a.with(-1, b.length(transposeSecond ? -2 : -1));
    }

    private static boolean anyDiffers(Shape a, Shape b) {
        for (int axis = 0; axis < a.rank(); axis++) {
            if (differ(a.length(axis), b.length(axis))) {
                return true;
            }
        }
        return false;
    }

    private static boolean differ(int a, int b) {
        return a != b && a != Shape.FREE && b != Shape.FREE;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return Time.alongAxis(Time.same(inputs), shapes.get(0).rank() - 2);
    }

    @Override
    public Prepared prepare(Kernels kernels) {
        return binding -> {
            Shape a = binding.inputShape(0);
            int products = a.size(0, a.rank() - 2);
            int rows = a.length(-2);
            int depth = a.length(-1);
            int columns = binding.outputShape(0).length(-1);
            int rowStride = transposeSecond ? 1 : columns;
            int columnStride = transposeSecond ? depth : 1;
            Panels panels = kernels.panels(depth, columns);
            float[] zeros = new float[panels.paddedColumns()];
            int packed = binding.scratch(panels.size());
            int x = binding.input(0);
            int w = binding.input(1);
            int y = binding.output(0);
            return m -> {
                for (int i = 0; i < products; i++) {
                    panels.pack(m.slot(w), i * depth * columns, rowStride, columnStride, m.slot(packed), 0);
                    int from = i * rows * depth;
                    int to = i * rows * columns;
                    kernels.multiply(
                            rows,
                            m.slot(x),
                            from,
                            depth,
                            m.slot(packed),
                            0,
                            panels,
                            zeros,
                            0,
                            0,
                            m.slot(y),
                            to,
                            columns,
                            m.scratch());
                }
            };
        };
    }
}
