package io.github.cornu.importer.layer.operation;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.KnownArray;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.Shapes;
import io.github.cornu.op.reduce.ArgExtreme;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Functions that reduce some axes. */
public final class ReductionOperations {
    private ReductionOperations() {}

    public static void register(OperationTable f) {
        f.add(
                of(Reduce.Kind.SUM),
                "Sum(x, axis, keepdims)",
                "tf.reduce_sum(input_tensor, axis, keepdims)",
                "node.Sum(x, axis, keep_dims)");
        f.add(
                ReductionOperations::mean,
                "Mean(x, axis, keepdims)",
                "Average(x, axis)",
                "tf.reduce_mean(input_tensor, axis, keepdims)",
                "node.Mean(x, axis, keep_dims)");
        f.add(
                of(Reduce.Kind.MAX),
                "Max(x, axis, keepdims)",
                "Amax(x, axis, keepdims)",
                "tf.reduce_max(input_tensor, axis, keepdims)",
                "node.Max(x, axis, keep_dims)");
        f.add(
                of(Reduce.Kind.MIN),
                "Min(x, axis, keepdims)",
                "Amin(x, axis, keepdims)",
                "tf.reduce_min(input_tensor, axis, keepdims)",
                "node.Min(x, axis, keep_dims)");
        f.add(
                of(Reduce.Kind.PRODUCT),
                "Prod(x, axis, keepdims)",
                "tf.reduce_prod(input_tensor, axis, keepdims)",
                "node.Prod(x, axis, keep_dims)");
        truths(f);
        statistics(f);
        places(f);
    }

    private static void truths(OperationTable f) {
        f.add(
                truth(Reduce.Kind.MAX),
                "Any(x, axis, keepdims)",
                "tf.reduce_any(input_tensor, axis, keepdims)",
                "node.Any(x, axis, keep_dims)");
        f.add(
                truth(Reduce.Kind.MIN),
                "All(x, axis, keepdims)",
                "tf.reduce_all(input_tensor, axis, keepdims)",
                "node.All(x, axis, keep_dims)");
        f.add(ReductionOperations::count, "CountNonzero(x, axis, keepdims)", "tf.count_nonzero(input, axis, keepdims)");
    }

    private static void statistics(OperationTable f) {
        f.add(
                (g, a) -> KerasTensor.of(variance(g, a)),
                "Var(x, axis, keepdims)",
                "tf.reduce_variance(input_tensor, axis, keepdims)");
        f.add(
                (g, a) -> KerasTensor.of(Numbers.unary(g, Unary.SQRT, variance(g, a))),
                "Std(x, axis, keepdims)",
                "tf.reduce_std(input_tensor, axis, keepdims)");
        f.addAll(ReductionOperations::moments, "Moments(x, axes, keepdims)");
        f.add(ReductionOperations::range, "Ptp(x, axis, keepdims)");
        f.add(
                ReductionOperations::logSumExp,
                "Logsumexp(x, axis, keepdims)",
                "tf.reduce_logsumexp(input_tensor, axis, keepdims)");
        f.add(ReductionOperations::norm, "Norm(x, ord, axis, keepdims)", "tf.norm(tensor, ord, axis, keepdims)");
        f.add(ReductionOperations::norm, "tf.reduce_euclidean_norm(x, axis, keepdims)");
        f.add(ReductionOperations::trapezoid, "Trapezoid(y, x, dx, axis)");
    }

    private static void places(OperationTable f) {
        f.add(place(true, NumberType.INT32), "Argmax(x, axis, keepdims)");
        f.add(
                place(true, NumberType.INT64),
                "tf.argmax(x, axis, output_type)",
                "node.ArgMax(input, axis, output_type)");
        f.add(place(false, NumberType.INT32), "Argmin(x, axis, keepdims)");
        f.add(
                place(false, NumberType.INT64),
                "tf.argmin(x, axis, output_type)",
                "node.ArgMin(input, axis, output_type)");
    }

    /** One number of all elements along the axes that the arguments name. */
    static Value reduce(Lowering g, Arguments a, Reduce.Kind kind, Value x) {
        return reduce(g, kind, x, axes(g, a, x), a.bool("keepdims", false));
    }

    static List<Integer> axes(Lowering g, Arguments a, Value x) {
        return Shapes.axes(g, x, a.integers("axis"));
    }

    /** From the last axis to the first. */
    static Value reduce(Lowering g, Reduce.Kind kind, Value x, List<Integer> axes, boolean keepsAxes) {
        List<Integer> descending = new ArrayList<>(axes);
        Collections.reverse(descending);
        Value y = x;
        for (int axis : descending) {
            y = g.add(new Reduce(kind, axis, keepsAxes), y);
        }
        return y;
    }

    static Operation.Single of(Reduce.Kind kind) {
        return (g, a) -> {
            KerasTensor x = a.operand("x");
            if (x.value() == null) {
                a.get("axis");
                return KerasTensor.of(known(kind, x.known()));
            }
            boolean adds = kind == Reduce.Kind.SUM || kind == Reduce.Kind.PRODUCT;
            NumberType type = adds && x.type() == NumberType.BOOL ? NumberType.INT32 : x.type();
            Value y = reduce(g, a, kind, x.value());
            if (!adds || !type.isInteger()) {
                return KerasTensor.of(y, type);
            }
            Value largest = reduce(g, a, kind, Numbers.unary(g, Unary.ABS, x.value()));
            return Numbers.checked(g, y, type, largest);
        };
    }

    /** The product of a known shape is the only such that files have. */
    private static KnownArray known(Reduce.Kind kind, KnownArray x) {
        if (kind != Reduce.Kind.PRODUCT || x.shape().rank() != 1) {
            throw new UnsupportedModelException("a reduction of constants");
        }
        KnownArray product = new KnownArray(x.type(), x.weak(), Shape.of(), List.of(1.0));
        for (Object element : x.elements()) {
            KnownArray factor = new KnownArray(x.type(), x.weak(), product.shape(), List.of(element));
            product = KnownMath.binary(Binary.MULTIPLY, product, factor, x.type());
        }
        return product;
    }

    /** TensorFlow truncates the mean of integers, Keras 3 does not. */
    private static KerasTensor mean(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "x");
        if (a.isKeras3() || x.type() == NumberType.FLOAT) {
            return KerasTensor.of(reduce(g, a, Reduce.Kind.MEAN, x.value()));
        }
        if (!x.type().isInteger()) {
            throw new UnsupportedModelException("a mean of numbers of 16 bits or truth values");
        }
        Value sum = Numbers.checked(g, reduce(g, a, Reduce.Kind.SUM, x.value()), NumberType.INT32)
                .value();
        Value count = reduce(g, a, Reduce.Kind.SUM, Numbers.combine(g, Binary.EQUAL, x.value(), x.value()));
        Value quotient = Numbers.combine(g, Binary.DIVIDE, sum, count);
        return KerasTensor.of(Numbers.unary(g, Unary.TRUNCATE, quotient), x.type());
    }

    private static Operation.Single truth(Reduce.Kind kind) {
        return (g, a) -> KerasTensor.of(reduce(g, a, kind, Numbers.truth(g, a.tensor(g, "x"))), NumberType.BOOL);
    }

    private static KerasTensor count(Lowering g, Arguments a) {
        Value y = reduce(g, a, Reduce.Kind.SUM, Numbers.truth(g, a.tensor(g, "x")));
        return KerasTensor.of(y, a.isKeras3() ? NumberType.INT32 : NumberType.INT64);
    }

    private static Value variance(Lowering g, Arguments a) {
        return reduce(
                g,
                a,
                Reduce.Kind.MEAN,
                squaresAroundMean(
                        g, a.tensor(g, "x").value(), axes(g, a, a.tensor(g, "x").value())));
    }

    private static Value squaresAroundMean(Lowering g, Value x, List<Integer> axes) {
        Value mean = reduce(g, Reduce.Kind.MEAN, x, axes, true);
        return Numbers.unary(g, Unary.SQUARE, Numbers.combine(g, Binary.SUBTRACT, x, mean));
    }

    private static List<KerasTensor> moments(Lowering g, Arguments a) {
        Value x = a.tensor(g, "x").value();
        List<Integer> axes = Shapes.axes(g, x, a.integers("axes"));
        boolean keeps = a.bool("keepdims", false);
        Value mean = reduce(g, Reduce.Kind.MEAN, x, axes, keeps);
        Value variance = reduce(g, Reduce.Kind.MEAN, squaresAroundMean(g, x, axes), axes, keeps);
        return List.of(KerasTensor.of(mean), KerasTensor.of(variance));
    }

    private static KerasTensor range(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "x");
        Value max = reduce(g, a, Reduce.Kind.MAX, x.value());
        Value min = reduce(g, a, Reduce.Kind.MIN, x.value());
        return Numbers.checked(g, Numbers.combine(g, Binary.SUBTRACT, max, min), x.type());
    }

    /** The maximum plus the logarithm of the sum of e^(x - maximum); an infinite maximum counts as 0. */
    private static KerasTensor logSumExp(Lowering g, Arguments a) {
        Value x = a.tensor(g, "x").value();
        List<Integer> axes = axes(g, a, x);
        Value max = reduce(g, Reduce.Kind.MAX, x, axes, true);
        Value finite = Numbers.scalar(g, Binary.LESS, Numbers.unary(g, Unary.ABS, max), Double.POSITIVE_INFINITY);
        Value limited =
                Numbers.select(g, finite, max, Numbers.scalar(g, Binary.GREATER, max, Double.POSITIVE_INFINITY));
        Value powers = Numbers.unary(g, Unary.EXP, Numbers.combine(g, Binary.SUBTRACT, x, limited));
        Value log = Numbers.unary(g, Unary.LOG, reduce(g, Reduce.Kind.SUM, powers, axes, true));
        Value y = Numbers.combine(g, Binary.ADD, log, limited);
        return KerasTensor.of(a.bool("keepdims", false) ? y : reduce(g, Reduce.Kind.SUM, y, axes, false));
    }

    private static KerasTensor norm(Lowering g, Arguments a) {
        Value x = a.tensor(g, "x").value();
        Object order = a.get("ord");
        boolean oneAxis = axes(g, a, x).size() == 1;
        return KerasTensor.of(norm(g, order, oneAxis, x, axes(g, a, x), a.bool("keepdims", false)));
    }

    static Value norm(Lowering g, Object order, boolean oneAxis, Value x, List<Integer> axes, boolean keeps) {
        boolean plain = order == null || order.equals("euclidean") || order.equals("fro");
        double number = order instanceof Number given ? given.doubleValue() : 2;
        if (plain || oneAxis && number == 2) {
            Value squares = Numbers.unary(g, Unary.SQUARE, x);
            return Numbers.unary(g, Unary.SQRT, reduce(g, Reduce.Kind.SUM, squares, axes, keeps));
        }
        Value size = Numbers.unary(g, Unary.ABS, x);
        if (!oneAxis || !(order instanceof Number)) {
            throw new UnsupportedModelException("the norm of a matrix of the order " + order);
        }
        if (number == 1) {
            return reduce(g, Reduce.Kind.SUM, size, axes, keeps);
        }
        if (Double.isInfinite(number)) {
            return reduce(g, number > 0 ? Reduce.Kind.MAX : Reduce.Kind.MIN, size, axes, keeps);
        }
        if (number == 0) {
            return reduce(g, Reduce.Kind.SUM, Numbers.scalar(g, Binary.NOT_EQUAL, x, 0), axes, keeps);
        }
        Value sum = reduce(g, Reduce.Kind.SUM, Numbers.scalar(g, Binary.POWER, size, number), axes, keeps);
        return Numbers.scalar(g, Binary.POWER, sum, 1 / number);
    }

    private static Operation.Single place(boolean largest, NumberType otherwise) {
        return (g, a) -> {
            Value y = place(g, a, largest, a.tensor(g, "x").value());
            return KerasTensor.of(y, a.type("output_type", otherwise));
        };
    }

    static Value place(Lowering g, Arguments a, boolean largest, Value x) {
        if (!a.has("axis") && a.isKeras3()) {
            throw Shapes.samples();
        }
        int axis = Shapes.axis(g, x, a.integer("axis", 0));
        Value y = g.add(new ArgExtreme(largest, axis), x);
        return a.bool("keepdims", false) ? g.add(Reshape.expandDims(axis), y) : y;
    }

    /** The means of neighbours times how far they are apart. */
    private static KerasTensor trapezoid(Lowering g, Arguments a) {
        Value y = a.tensor(g, "y").value();
        int axis = Shapes.axis(g, y, a.integer("axis", -1));
        Value later = g.add(new Slice(axis, 1, Slice.END, 1), y);
        Value pairs = Numbers.combine(g, Binary.ADD, later, g.add(new Slice(axis, 0, -1, 1), y));
        Value heights = Numbers.scalar(g, Binary.MULTIPLY, pairs, 0.5);
        if (!a.has("x")) {
            Value areas = Numbers.scalar(g, Binary.MULTIPLY, heights, a.number("dx", 1));
            return KerasTensor.of(g.add(new Reduce(Reduce.Kind.SUM, axis, false), areas));
        }
        a.get("dx");
        float[] places = a.requireKnown("x").floats(NumberType.FLOAT);
        if (a.requireKnown("x").shape().rank() != 1 || axis != y.shape().rank() - 1) {
            throw new UnsupportedModelException("a trapezoid with 'x' along another axis than the last");
        }
        List<Object> widths = new ArrayList<>();
        for (int i = 1; i < places.length; i++) {
            widths.add((double) (places[i] - places[i - 1]));
        }
        Value row = new KnownArray(NumberType.FLOAT, false, Shape.of(widths.size()), widths).add(g);
        Value areas = Numbers.combine(g, Binary.MULTIPLY, heights, row);
        return KerasTensor.of(g.add(new Reduce(Reduce.Kind.SUM, axis, false), areas));
    }
}
