package io.github.cornu.importer.layer.operation;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.KnownArray;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.Shapes;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import java.util.List;

/** Functions of TensorFlow that have results where plain ones have NaNs, and others made of several. */
public final class CarefulOperations {
    private CarefulOperations() {}

    public static void register(OperationTable f) {
        f.add(CarefulOperations::reciprocal, "tf.reciprocal_no_nan(x)");
        f.add(CarefulOperations::multiply, "tf.multiply_no_nan(x, y)");
        f.add((g, a) -> orZero(g, a, Binary.MULTIPLY, log(g, a, Unary.LOG)), "tf.xlogy(x, y)");
        f.add((g, a) -> orZero(g, a, Binary.MULTIPLY, log(g, a, Unary.LOG1P)), "tf.xlog1py(x, y)");
        f.add((g, a) -> orZero(g, a, Binary.DIVIDE, floats(g, a, "y")), "tf.xdivy(x, y)");
        f.add(CarefulOperations::crossEntropy, "tf.sigmoid_cross_entropy_with_logits(labels, logits)");
        f.add(CarefulOperations::polynomial, "tf.polyval(coeffs, x)");
        f.add(CarefulOperations::truncatedDivision, "tf.truncatediv(x, y)");
        f.add(CarefulOperations::clipByNorm, "tf.clip_by_norm(t, clip_norm, axes)");
        f.add(CarefulOperations::sequenceMask, "tf.sequence_mask(lengths, maxlen, dtype)");
        f.add(CarefulOperations::dropout, "tf.dropout(x, rate, noise_shape, seed, keep_prob)");
    }

    private static Value floats(Lowering g, Arguments a, String name) {
        return a.tensor(g, name).value();
    }

    private static Value log(Lowering g, Arguments a, Unary function) {
        return Numbers.unary(g, function, floats(g, a, "y"));
    }

    /** 0 where x is 0. */
    private static KerasTensor orZero(Lowering g, Arguments a, Binary function, Value y) {
        Value x = floats(g, a, "x");
        return zeroWhereZero(g, x, Numbers.combine(g, function, x, y));
    }

    private static KerasTensor zeroWhereZero(Lowering g, Value x, Value y) {
        return KerasTensor.of(Numbers.select(g, Numbers.scalar(g, Binary.EQUAL, x, 0), Numbers.number(g, 0), y));
    }

    /** max(x, 0) - x z + ln(1 + e^-|x|). */
    private static KerasTensor crossEntropy(Lowering g, Arguments a) {
        Value x = floats(g, a, "logits");
        Value product = Numbers.combine(g, Binary.MULTIPLY, x, floats(g, a, "labels"));
        Value size = Numbers.unary(g, Unary.NEGATE, Numbers.unary(g, Unary.ABS, x));
        Value rest = Numbers.unary(g, Unary.LOG1P, Numbers.unary(g, Unary.EXP, size));
        Value first = Numbers.combine(g, Binary.SUBTRACT, Numbers.unary(g, Unary.RELU, x), product);
        return KerasTensor.of(Numbers.combine(g, Binary.ADD, first, rest));
    }

    /** By Horner's rule, the highest power first. */
    private static KerasTensor polynomial(Lowering g, Arguments a) {
        Value x = floats(g, a, "x");
        List<Value> coefficients = a.operands("coeffs").stream()
                .map(coefficient -> Arguments.tensor(g, coefficient).value())
                .toList();
        if (coefficients.size() < 2) {
            throw new UnsupportedModelException("a polynomial of " + coefficients.size() + " coefficients");
        }
        Value sum = coefficients.get(0);
        for (Value coefficient : coefficients.subList(1, coefficients.size())) {
            sum = Numbers.combine(g, Binary.ADD, Numbers.combine(g, Binary.MULTIPLY, sum, x), coefficient);
        }
        return KerasTensor.of(sum);
    }

    private static KerasTensor reciprocal(Lowering g, Arguments a) {
        Value x = floats(g, a, "x");
        return zeroWhereZero(g, x, Numbers.unary(g, Unary.RECIPROCAL, x));
    }

    /** 0 where y is 0. */
    private static KerasTensor multiply(Lowering g, Arguments a) {
        Value y = floats(g, a, "y");
        return zeroWhereZero(g, y, Numbers.combine(g, Binary.MULTIPLY, floats(g, a, "x"), y));
    }

    /** Rounded towards 0; whole numbers without their remainder, so that the quotient is exact. */
    private static KerasTensor truncatedDivision(Lowering g, Arguments a) {
        NumberType type = Numbers.common(a.isKeras3(), a.operand("x"), a.operand("y"));
        Value x = floats(g, a, "x");
        Value y = floats(g, a, "y");
        Value whole = type.isInteger()
                ? Numbers.combine(g, Binary.SUBTRACT, x, Numbers.combine(g, Binary.TRUNCATED_MOD, x, y))
                : x;
        Value quotient = Numbers.combine(g, Binary.DIVIDE, whole, y);
        return Numbers.checked(g, Numbers.unary(g, Unary.TRUNCATE, quotient), type);
    }

    private static KerasTensor clipByNorm(Lowering g, Arguments a) {
        Value x = floats(g, a, "t");
        double limit = a.number("clip_norm", 1);
        Value sum = Numbers.unary(g, Unary.SQUARE, x);
        for (int axis : Shapes.axes(g, x, a.integers("axes"))) {
            sum = g.add(new Reduce(Reduce.Kind.SUM, axis, true), sum);
        }
        Value norm = Numbers.unary(g, Unary.SQRT, sum);
        Value scaled = Numbers.scalar(g, Binary.MULTIPLY, x, limit);
        return KerasTensor.of(
                Numbers.combine(g, Binary.DIVIDE, scaled, Numbers.scalar(g, Binary.MAXIMUM, norm, limit)));
    }

    private static KerasTensor sequenceMask(Lowering g, Arguments a) {
        KerasTensor lengths = a.tensor(g, "lengths");
        if (!a.has("maxlen")) {
            throw new UnsupportedModelException("the shape of its result depends on the numbers");
        }
        int most = a.integer("maxlen");
        KnownArray.checkSize(most);
        ComputedWeight places = ComputedWeight.ofElements(Shape.of(most), i -> i);
        Value column = g.add(Reshape.expandDims(lengths.shape().rank()), lengths.value());
        Value mask = Numbers.combine(g, Binary.GREATER, column, g.add(new Constant(places)));
        return KerasTensor.of(mask, a.type("dtype", NumberType.BOOL));
    }

    private static KerasTensor dropout(Lowering g, Arguments a) {
        KerasTensor x = a.operand("x");
        boolean drops = a.number("rate", 0) != 0 || a.number("keep_prob", 1) != 1;
        a.get("noise_shape");
        a.get("seed");
        if (drops) {
            throw new UnsupportedModelException("unlike the layer, it drops numbers at random at inference too");
        }
        return x;
    }
}
