package io.github.cornu.importer.layer.operation.image;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.Shapes;
import io.github.cornu.importer.layer.operation.OperationTable;
import io.github.cornu.op.Activation;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** {@code keras.ops.image.scale_and_translate} by constants: each axis times a matrix. */
public final class ScaleOperations {
    /** Columns whose weights add up to less become zeros. */
    private static final float LEAST_SUM = 1000 * Math.ulp(1f);

    private ScaleOperations() {}

    public static void register(OperationTable f) {
        f.add(
                ScaleOperations::scaled,
                "ScaleAndTranslate(images, output_shape, scale, translation, spatial_dims, method, antialias)");
    }

    private static KerasTensor scaled(Lowering g, Arguments a) {
        Value y = a.tensor(g, "images").value();
        List<?> target = (List<?>) a.get("output_shape");
        List<Integer> axes = a.requireIntegers("spatial_dims");
        float[] scale = a.requireKnown("scale").floats(NumberType.FLOAT);
        float[] translation = a.requireKnown("translation").floats(NumberType.FLOAT);
        DoubleUnaryOperator kernel = kernel(a.string("method", "linear"));
        boolean antialias = a.bool("antialias", true);
        for (int i = 0; i < axes.size(); i++) {
            int axis = Shapes.axis(g, y, axes.get(i));
            int old = y.shape().length(axis);
            if (old == Shape.FREE || !(target.get(axis) instanceof Number length)) {
                throw new UnsupportedModelException("images of the shape " + y.shape());
            }
            Matrix matrix = new Matrix(old, length.intValue(), scale[i], translation[i], kernel, antialias);
            y = along(g, y, axis, matrix);
        }
        return KerasTensor.of(y);
    }

    private static Value along(Lowering g, Value x, int axis, Matrix matrix) {
        List<Integer> order = new ArrayList<>();
        int last = x.shape().rank() - 1;
        for (int i = 0; i <= last; i++) {
            order.add(i == axis ? last : i == last ? axis : i);
        }
        ComputedWeight weights = new ComputedWeight(Shape.of(matrix.from(), matrix.to()), matrix::elements);
        Value swapped = Shapes.transpose(g, x, order);
        return Shapes.transpose(g, g.add(new Dense(weights, null, Activation.LINEAR), swapped), order);
    }

    /** By the distance of an old pixel from the place of a new one, in old pixels. */
    private static DoubleUnaryOperator kernel(String method) {
        return switch (method) {
            case "linear", "bilinear", "trilinear", "triangle" -> x -> Math.max(0, 1 - x);
            case "cubic", "bicubic", "tricubic" -> ScaleOperations::cubic;
            case "lanczos3" -> x -> lanczos(3, x);
            case "lanczos5" -> x -> lanczos(5, x);
            default -> throw new IllegalArgumentException("unknown method '" + method + "'");
        };
    }

    /** R. Keys, Cubic convolution interpolation for digital image processing, 1981. */
    private static double cubic(double x) {
        if (x < 1) {
            return (1.5 * x - 2.5) * x * x + 1;
        }
        return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
    }

    private static double lanczos(double radius, double x) {
        if (x > radius) {
            return 0;
        }
        double angle = StrictMath.PI * x;
        return x > 1e-3 ? radius * StrictMath.sin(angle) * StrictMath.sin(angle / radius) / (angle * angle) : 1;
    }

    /** What each new pixel, a column, is of the old ones. Places are computed in float, as TensorFlow does. */
    private record Matrix(
            int from, int to, float scale, float translation, DoubleUnaryOperator kernel, boolean antialias) {
        float[] elements() {
            float[] elements = new float[from * to];
            float inverse = 1f / scale;
            float wider = antialias ? Math.max(inverse, 1f) : 1f;
            for (int column = 0; column < to; column++) {
                float place = (column + 0.5f) * inverse - translation * inverse - 0.5f;
                double sum = 0;
                for (int row = 0; row < from; row++) {
                    elements[row * to + column] = (float) kernel.applyAsDouble(Math.abs(place - row) / wider);
                    sum += elements[row * to + column];
                }
                boolean inside = place >= -0.5f && place <= from - 0.5f && Math.abs(sum) > LEAST_SUM;
                for (int row = 0; row < from; row++) {
                    float weight = elements[row * to + column];
                    elements[row * to + column] = inside ? (float) (weight / sum) : 0f;
                }
            }
            return elements;
        }
    }
}
