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
import io.github.cornu.op.Activation;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import java.util.ArrayList;
import java.util.List;

/** Normalizations and attention. */
public final class NormalizationOperations {
    private static final double EPSILON = 1e-7;
    /** What Keras replaces masked scores by. */
    private static final double HIDDEN = -0.7 * Float.MAX_VALUE;

    private NormalizationOperations() {}

    public static void register(OperationTable f) {
        f.add(NormalizationOperations::l2Normalize, "tf.l2_normalize(x, axis, epsilon)");
        f.add(NormalizationOperations::normalize, "Normalize(x, axis, order, epsilon)");
        f.addAll(NormalizationOperations::divided, "tf.normalize(tensor, ord, axis)");
        f.add(NormalizationOperations::layerNorm, "LayerNorm(x, gamma, beta, axis, epsilon, rms_scaling)");
        f.add(NormalizationOperations::rmsNorm, "RMSNorm(x, scale, axis, epsilon)");
        f.add(NormalizationOperations::batchNorm, "BatchNorm(x, mean, variance, offset, scale, axis, epsilon)");
        f.add(
                NormalizationOperations::attention,
                "DotProductAttention(query, key, value, bias, mask, scale, is_causal)");
    }

    private static Value x(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "x");
        if (x.type() != NumberType.FLOAT) {
            throw new UnsupportedModelException("a normalization of whole numbers");
        }
        return x.value();
    }

    private static Value multiply(Lowering g, Value a, Value b) {
        return Numbers.combine(g, Binary.MULTIPLY, a, b);
    }

    private static KerasTensor l2Normalize(Lowering g, Arguments a) {
        Value x = x(g, a);
        List<Integer> axes = Shapes.axes(g, x, a.integers("axis"));
        Value sum = ReductionOperations.reduce(g, Reduce.Kind.SUM, Numbers.unary(g, Unary.SQUARE, x), axes, true);
        Value limited = Numbers.scalar(g, Binary.MAXIMUM, sum, a.number("epsilon", 1e-12));
        return KerasTensor.of(multiply(g, x, Numbers.unary(g, Unary.RSQRT, limited)));
    }

    private static KerasTensor normalize(Lowering g, Arguments a) {
        Value x = x(g, a);
        List<Integer> axes = Shapes.axes(g, x, a.integers("axis"));
        Value norm = ReductionOperations.norm(g, a.get("order"), axes.size() == 1, x, axes, true);
        Value limited = Numbers.scalar(g, Binary.MAXIMUM, norm, a.number("epsilon", EPSILON));
        return KerasTensor.of(Numbers.combine(g, Binary.DIVIDE, x, limited));
    }

    /** The tensor divided by its norm, and the norm. */
    private static List<KerasTensor> divided(Lowering g, Arguments a) {
        Value x = a.tensor(g, "tensor").value();
        List<Integer> axes = Shapes.axes(g, x, a.integers("axis"));
        Value norm = ReductionOperations.norm(g, a.get("ord"), axes.size() == 1, x, axes, true);
        return List.of(KerasTensor.of(Numbers.combine(g, Binary.DIVIDE, x, norm)), KerasTensor.of(norm));
    }

    /** The last axes, in their order. */
    private static List<Integer> lastAxes(Lowering g, Arguments a, Value x) {
        List<Integer> axes = Shapes.axes(g, x, a.has("axis") ? a.integers("axis") : List.of(-1));
        if (axes.get(0) != x.shape().rank() - axes.size()) {
            throw new UnsupportedModelException("a normalization of other axes than the last");
        }
        return axes;
    }

    /** 1 / sqrt(x + epsilon). */
    private static Value factor(Lowering g, Arguments a, String epsilon, double otherwise, Value variance) {
        return Numbers.unary(g, Unary.RSQRT, Numbers.scalar(g, Binary.ADD, variance, a.number(epsilon, otherwise)));
    }

    private static Value scaled(Lowering g, Arguments a, Value x, Binary function, String name) {
        return a.has(name) ? Numbers.combine(g, function, x, a.tensor(g, name).value()) : x;
    }

    /** With rms_scaling the mean stays, though it is left out of the variance. */
    private static KerasTensor layerNorm(Lowering g, Arguments a) {
        Value x = x(g, a);
        List<Integer> axes = lastAxes(g, a, x);
        Value mean = ReductionOperations.reduce(g, Reduce.Kind.MEAN, x, axes, true);
        Value centered = Numbers.combine(g, Binary.SUBTRACT, x, mean);
        Value squares = Numbers.unary(g, Unary.SQUARE, centered);
        Value variance = ReductionOperations.reduce(g, Reduce.Kind.MEAN, squares, axes, true);
        boolean rms = a.bool("rms_scaling", false);
        Value y = multiply(g, rms ? x : centered, factor(g, a, "epsilon", EPSILON, variance));
        y = scaled(g, a, y, Binary.MULTIPLY, "gamma");
        return KerasTensor.of(rms ? y : scaled(g, a, y, Binary.ADD, "beta"));
    }

    private static KerasTensor rmsNorm(Lowering g, Arguments a) {
        Value x = x(g, a);
        Value squares = Numbers.unary(g, Unary.SQUARE, x);
        Value mean = ReductionOperations.reduce(g, Reduce.Kind.MEAN, squares, lastAxes(g, a, x), true);
        Value y = multiply(g, x, factor(g, a, "epsilon", EPSILON, mean));
        return KerasTensor.of(scaled(g, a, y, Binary.MULTIPLY, "scale"));
    }

    private static KerasTensor batchNorm(Lowering g, Arguments a) {
        Value x = x(g, a);
        return batchNorm(g, a, x, Shapes.axis(g, x, a.integer("axis", -1)), "epsilon");
    }

    private static KerasTensor batchNorm(Lowering g, Arguments a, Value x, int axis, String epsilon) {
        Value factor = factor(g, a, epsilon, 1e-3, along(g, a, "variance", x, axis));
        if (a.has("scale")) {
            factor = multiply(g, factor, along(g, a, "scale", x, axis));
        }
        Value centered = Numbers.combine(g, Binary.SUBTRACT, x, along(g, a, "mean", x, axis));
        Value y = multiply(g, centered, factor);
        return KerasTensor.of(a.has("offset") ? Numbers.combine(g, Binary.ADD, y, along(g, a, "offset", x, axis)) : y);
    }

    /** A vector along one axis of x. */
    private static Value along(Lowering g, Arguments a, String name, Value x, int axis) {
        Value y = a.tensor(g, name).value();
        while (y.shape().rank() > 0 && y.shape().rank() < x.shape().rank() - axis) {
            y = g.add(Reshape.expandDims(y.shape().rank()), y);
        }
        return y;
    }

    /** (batch, steps, heads, size) each; scores are (batch, heads, steps, steps). */
    private static KerasTensor attention(Lowering g, Arguments a) {
        Value query = a.tensor(g, "query").value();
        Value key = a.tensor(g, "key").value();
        if (query.shape().rank() != 4 || query.shape().length(2) != key.shape().length(2)) {
            throw new UnsupportedModelException("an attention of these shapes");
        }
        double scale = a.number("scale", 1 / Math.sqrt(query.shape().length(3)));
        Value scores = Contraction.of(g, query, "btnh", key, "bsnh", "bnts");
        scores = Numbers.scalar(g, Binary.MULTIPLY, scores, scale);
        scores = scaled(g, a, scores, Binary.ADD, "bias");
        if (a.has("mask")) {
            Value mask = Numbers.truth(g, a.tensor(g, "mask"));
            scores = Numbers.select(g, mask, scores, Numbers.number(g, HIDDEN));
        }
        if (a.bool("is_causal", false)) {
            Value past = past(g, query.shape().length(1), key.shape().length(1));
            scores = Numbers.select(g, past, scores, Numbers.number(g, HIDDEN));
        }
        Value shares = g.add(new Elementwise(Activation.SOFTMAX), scores);
        return KerasTensor.of(
                Contraction.of(g, shares, "bnts", a.tensor(g, "value").value(), "bsnh", "btnh"));
    }

    private static Value past(Lowering g, int rows, int columns) {
        if (rows == Shape.FREE || columns == Shape.FREE) {
            throw new UnsupportedModelException("a causal attention over a length that each call chooses");
        }
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < rows * columns; i++) {
            elements.add(i % columns <= i / columns ? 1.0 : 0.0);
        }
        return new KnownArray(NumberType.BOOL, false, Shape.of(rows, columns), elements).add(g);
    }
}
