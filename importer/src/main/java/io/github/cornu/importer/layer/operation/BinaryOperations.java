package io.github.cornu.importer.layer.operation;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.KnownArray;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.text.TextLookup;
import io.github.cornu.op.text.TokenTable;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Functions of two tensors, or of a tensor and constants, element by element. */
public final class BinaryOperations {
    private static final double LN2 = StrictMath.log(2);
    private static final Set<Binary> COMPARISONS = Set.of(
            Binary.EQUAL, Binary.NOT_EQUAL, Binary.GREATER, Binary.GREATER_EQUAL, Binary.LESS, Binary.LESS_EQUAL);
    private static final Set<Binary> OF_TRUTH = Set.of(Binary.MAXIMUM, Binary.MINIMUM, Binary.NOT_EQUAL, Binary.EQUAL);
    private static final Set<Binary> SYMMETRIC =
            Set.of(Binary.ADD, Binary.MULTIPLY, Binary.MAXIMUM, Binary.MINIMUM, Binary.EQUAL, Binary.NOT_EQUAL);
    private static final Map<Binary, Binary> MIRRORED = Map.of(
            Binary.GREATER, Binary.LESS,
            Binary.GREATER_EQUAL, Binary.LESS_EQUAL,
            Binary.LESS, Binary.GREATER,
            Binary.LESS_EQUAL, Binary.GREATER_EQUAL);

    private BinaryOperations() {}

    public static void register(OperationTable family) {
        arithmetic(family);
        comparisons(family);
        composed(family);
    }

    private static void arithmetic(OperationTable f) {
        f.add(of(Binary.ADD), "Add(x1, x2)", "node.AddV2(x, y)", "node.Add(x, y)");
        f.addOfTexts(BinaryOperations::sum, "tf.add(x, y)");
        f.add(of(Binary.SUBTRACT), "Subtract(x1, x2)", "tf.subtract(x, y)", "node.Sub(x, y)");
        f.add(of(Binary.MULTIPLY), "Multiply(x1, x2)", "tf.multiply(x, y)", "node.Mul(x, y)");
        f.add(of(Binary.MULTIPLY), "tf.scalar_mul(scalar, x)");
        f.add(BinaryOperations::divide, "Divide(x1, x2)", "TrueDivide(x1, x2)", "tf.truediv(x, y)");
        f.add(BinaryOperations::divide, "tf.realdiv(x, y)", "node.RealDiv(x, y)");
        f.add(of(Binary.FLOOR_DIVIDE), "FloorDivide(x1, x2)", "tf.floordiv(x, y)", "tf.floor_div(x, y)");
        f.add(of(Binary.FLOOR_DIVIDE), "node.FloorDiv(x1, x2)");
        f.add(of(Binary.FLOOR_MOD), "Mod(x1, x2)", "tf.floormod(x, y)", "node.FloorMod(x, y)");
        f.add(of(Binary.TRUNCATED_MOD), "Fmod(x1, x2)", "tf.truncatemod(x, y)");
        f.add(BinaryOperations::power, "Power(x1, x2)", "tf.pow(x, y)", "node.Pow(x, y)");
        f.add(of(Binary.MAXIMUM), "Maximum(x1, x2)", "tf.maximum(x, y)", "node.Maximum(x, y)");
        f.add(of(Binary.MINIMUM), "Minimum(x1, x2)", "tf.minimum(x, y)", "node.Minimum(x, y)");
        f.add(floats(Binary.NEXT_AFTER), "tf.nextafter(x1, x2)");
        f.add(floats(Binary.ATAN2), "Arctan2(x1, x2)", "tf.atan2(y, x)", "node.Atan2(y, x)");
    }

    private static void comparisons(OperationTable f) {
        f.add(of(Binary.EQUAL), "Equal(x1, x2)", "node.Equal(x, y)");
        f.add(of(Binary.NOT_EQUAL), "NotEqual(x1, x2)");
        f.addOfTexts(ofTextsToo(Binary.EQUAL), "tf.equal(x, y)");
        f.addOfTexts(ofTextsToo(Binary.NOT_EQUAL), "tf.not_equal(x, y)");
        f.add(of(Binary.NOT_EQUAL), "node.NotEqual(x1, x2)");
        f.add(of(Binary.GREATER), "Greater(x1, x2)", "tf.greater(x, y)", "node.Greater(x, y)");
        f.add(of(Binary.GREATER_EQUAL), "GreaterEqual(x1, x2)", "tf.greater_equal(x, y)", "node.GreaterEqual(x, y)");
        f.add(of(Binary.LESS), "Less(x1, x2)", "tf.less(x, y)", "node.Less(x, y)");
        f.add(of(Binary.LESS_EQUAL), "LessEqual(x1, x2)", "tf.less_equal(x, y)", "node.LessEqual(x, y)");
        f.add(logical(Binary.MINIMUM), "LogicalAnd(x1, x2)", "tf.logical_and(x, y)", "node.LogicalAnd(x, y)");
        f.add(logical(Binary.MAXIMUM), "LogicalOr(x1, x2)", "tf.logical_or(x, y)", "node.LogicalOr(x, y)");
        f.add(logical(Binary.NOT_EQUAL), "LogicalXor(x1, x2)");
        f.add(BinaryOperations::isClose, "Isclose(x1, x2, rtol, atol, equal_nan)");
    }

    private static void composed(OperationTable f) {
        f.add(BinaryOperations::squaredDifference, "tf.squared_difference(x, y)", "node.SquaredDifference(x, y)");
        f.add(BinaryOperations::divideNoNan, "DivideNoNan(x1, x2)", "tf.divide_no_nan(x, y)", "node.DivNoNan(x, y)");
        f.add(BinaryOperations::hypot, "Hypot(x1, x2)");
        f.add(BinaryOperations::heaviside, "Heaviside(x1, x2)");
        f.add(numberOf(Binary.MAXIMUM), "Fmax(x1, x2)");
        f.add(numberOf(Binary.MINIMUM), "Fmin(x1, x2)");
        f.add(BinaryOperations::logAddExp, "Logaddexp(x1, x2)");
        f.add(BinaryOperations::logAddExp2, "Logaddexp2(x1, x2)");
        f.add(BinaryOperations::ldexp, "Ldexp(x1, x2)");
        f.add(BinaryOperations::addAll, "tf.add_n(inputs)", "tf.accumulate_n(inputs)");
        f.add(BinaryOperations::addAll, "node.AddN(*inputs)");
    }

    private static Operation.Single of(Binary function) {
        return (g, a) -> binary(g, a, function, first(a), second(a));
    }

    /** Of numbers; texts are joined. */
    private static KerasTensor sum(Lowering g, Arguments a) {
        List<Object> both = Stream.of("x", "y").map(a::get).toList();
        boolean ofTexts = both.stream().anyMatch(one -> TextJoin.isText(g, one));
        return ofTexts ? TextJoin.of(g, both, "") : binary(g, a, Binary.ADD, first(a), second(a));
    }

    /** A comparison of numbers, or of texts with a constant one. */
    private static Operation.Single ofTextsToo(Binary comparison) {
        return (g, a) -> {
            boolean constantFirst = a.get("x") instanceof String;
            KerasTensor texts =
                    constantFirst || a.get("y") instanceof String ? a.operand(constantFirst ? "y" : "x") : null;
            if (texts != null) {
                String constant = a.string(constantFirst ? "x" : "y", "");
                float equal = comparison == Binary.EQUAL ? 1 : 0;
                TokenTable table = new TokenTable(Map.of(constant, equal));
                return KerasTensor.of(g.add(new TextLookup(table, false, 1 - equal), texts.value()), NumberType.BOOL);
            }
            if (TextJoin.isText(g, a.get("x")) || TextJoin.isText(g, a.get("y"))) {
                throw new UnsupportedModelException(
                        "it compares texts with a list of texts, or with others that the model computes");
            }
            return binary(g, a, comparison, first(a), second(a));
        };
    }

    /** Parameters differ in their names, the first two of the first signature of each line are meant. */
    private static KerasTensor first(Arguments a) {
        return a.operand(a.name(0));
    }

    private static KerasTensor second(Arguments a) {
        return a.operand(a.name(1));
    }

    /** The function of two operands, of which at least one is a tensor. */
    static KerasTensor binary(Lowering g, Arguments a, Binary function, KerasTensor x, KerasTensor y) {
        boolean compares = COMPARISONS.contains(function);
        NumberType type = Numbers.common(a.isKeras3(), x, y);
        if (x.value() == null && y.value() == null) {
            KnownArray known = KnownMath.binary(function, x.known(), y.known(), type);
            return KerasTensor.of(compares ? known.typed(NumberType.BOOL) : known);
        }
        if (type == NumberType.BOOL && !OF_TRUTH.contains(function)) {
            throw new UnsupportedModelException("arithmetic with truth values");
        }
        Value result = apply(g, function, x, y, type);
        if (compares) {
            return KerasTensor.of(result, NumberType.BOOL);
        }
        boolean chooses = function == Binary.MAXIMUM || function == Binary.MINIMUM;
        return chooses ? KerasTensor.of(result, type) : Numbers.checked(g, result, type);
    }

    private static Value apply(Lowering g, Binary function, KerasTensor x, KerasTensor y, NumberType type) {
        if (y.value() == null && isNumber(y)) {
            return g.add(new CombineScalar(function, y.known().floats(type)[0]), x.value());
        }
        if (x.value() == null && isNumber(x)) {
            float number = x.known().floats(type)[0];
            Binary mirrored = SYMMETRIC.contains(function) ? function : MIRRORED.get(function);
            if (mirrored != null) {
                return g.add(new CombineScalar(mirrored, number), y.value());
            }
            if (function == Binary.SUBTRACT) {
                return Numbers.unary(g, Unary.SCALE_SHIFT, -1, number, y.value());
            }
        }
        return Numbers.combine(
                g,
                function,
                Arguments.tensor(g, x).value(),
                Arguments.tensor(g, y).value());
    }

    private static boolean isNumber(KerasTensor operand) {
        return operand.known().isScalar() && operand.known().isFixed();
    }

    /** The function on operands that become floats first. */
    private static Operation.Single floats(Binary function) {
        return (g, a) -> floats(g, a, function, first(a), second(a));
    }

    private static KerasTensor floats(Lowering g, Arguments a, Binary function, KerasTensor x, KerasTensor y) {
        return binary(g, a, function, Numbers.cast(g, x, NumberType.FLOAT), Numbers.cast(g, y, NumberType.FLOAT));
    }

    private static KerasTensor divide(Lowering g, Arguments a) {
        return floats(g, a, Binary.DIVIDE, first(a), second(a));
    }

    private static Operation.Single logical(Binary function) {
        return (g, a) ->
                KerasTensor.of(Numbers.combine(g, function, truth(g, first(a)), truth(g, second(a))), NumberType.BOOL);
    }

    private static Value truth(Lowering g, KerasTensor x) {
        return Numbers.truth(g, x);
    }

    /** Squares, roots and reciprocals have functions of their own. */
    private static KerasTensor power(Lowering g, Arguments a) {
        KerasTensor x = first(a);
        KerasTensor y = second(a);
        NumberType type = Numbers.common(a.isKeras3(), x, y);
        if (x.value() != null && y.value() == null && isNumber(y)) {
            double exponent = y.known().number();
            if (exponent == 2) {
                return Numbers.checked(g, Numbers.unary(g, Unary.SQUARE, x.value()), type);
            }
            if (exponent == 1) {
                return KerasTensor.of(x.value(), type);
            }
            if (exponent == 0.5 || exponent == -0.5 || exponent == -1 && type == NumberType.FLOAT) {
                Unary function = exponent == 0.5 ? Unary.SQRT : exponent == -1 ? Unary.RECIPROCAL : Unary.RSQRT;
                return KerasTensor.of(Numbers.unary(g, function, x.value()), NumberType.FLOAT);
            }
        }
        return binary(g, a, Binary.POWER, x, y);
    }

    private static KerasTensor squaredDifference(Lowering g, Arguments a) {
        KerasTensor difference = binary(g, a, Binary.SUBTRACT, first(a), second(a));
        return Numbers.checked(g, Numbers.unary(g, Unary.SQUARE, difference.value()), difference.type());
    }

    private static KerasTensor divideNoNan(Lowering g, Arguments a) {
        Value quotient = divide(g, a).value();
        Value divisor = a.tensor(g, a.name(1)).value();
        Value isZero = Numbers.scalar(g, Binary.EQUAL, divisor, 0);
        return KerasTensor.of(Numbers.select(g, isZero, Numbers.number(g, 0), quotient));
    }

    private static KerasTensor hypot(Lowering g, Arguments a) {
        Value x = Numbers.unary(g, Unary.SQUARE, a.tensor(g, a.name(0)).value());
        Value y = Numbers.unary(g, Unary.SQUARE, a.tensor(g, a.name(1)).value());
        return KerasTensor.of(Numbers.unary(g, Unary.SQRT, Numbers.combine(g, Binary.ADD, x, y)));
    }

    /** 0 below 0, 1 above, the second operand at 0. */
    private static KerasTensor heaviside(Lowering g, Arguments a) {
        Value x = a.tensor(g, a.name(0)).value();
        Value above = Numbers.scalar(g, Binary.GREATER, x, 0);
        Value atZero = Numbers.scalar(g, Binary.EQUAL, x, 0);
        return KerasTensor.of(Numbers.select(g, atZero, a.tensor(g, a.name(1)).value(), above));
    }

    /** The function, or the other operand if one of the two is NaN. */
    private static Operation.Single numberOf(Binary function) {
        return (g, a) -> {
            KerasTensor y = binary(g, a, function, first(a), second(a));
            Value x1 = a.tensor(g, a.name(0)).value();
            Value x2 = a.tensor(g, a.name(1)).value();
            Value chosen = Numbers.select(g, Numbers.isNan(g, x1), x2, y.value());
            return KerasTensor.of(Numbers.select(g, Numbers.isNan(g, x2), x1, chosen), y.type());
        };
    }

    /** The larger one plus ln(1 + e^-|x - y|). */
    private static KerasTensor logAddExp(Lowering g, Arguments a) {
        Value x = a.tensor(g, a.name(0)).value();
        Value y = a.tensor(g, a.name(1)).value();
        Value apart = Numbers.unary(g, Unary.ABS, Numbers.combine(g, Binary.SUBTRACT, x, y));
        Value rest = Numbers.unary(g, Unary.SOFTPLUS, Numbers.unary(g, Unary.NEGATE, apart));
        return KerasTensor.of(Numbers.combine(g, Binary.ADD, Numbers.combine(g, Binary.MAXIMUM, x, y), rest));
    }

    /** The larger one plus log2(1 + 2^-|x - y|); of equal infinities their sum. */
    private static KerasTensor logAddExp2(Lowering g, Arguments a) {
        Value x = a.tensor(g, a.name(0)).value();
        Value y = a.tensor(g, a.name(1)).value();
        Value apart = Numbers.combine(g, Binary.SUBTRACT, x, y);
        Value powers = Numbers.unary(
                g, Unary.EXP, Numbers.scalar(g, Binary.MULTIPLY, Numbers.unary(g, Unary.ABS, apart), -LN2));
        Value rest = Numbers.scalar(g, Binary.DIVIDE, Numbers.unary(g, Unary.LOG1P, powers), LN2);
        Value sum = Numbers.combine(g, Binary.ADD, Numbers.combine(g, Binary.MAXIMUM, x, y), rest);
        Value same = Numbers.isNan(g, apart);
        return KerasTensor.of(Numbers.select(g, same, Numbers.combine(g, Binary.ADD, x, y), sum));
    }

    /** x 2^y for an integer y; infinities and zeros stay. */
    private static KerasTensor ldexp(Lowering g, Arguments a) {
        Value x = a.tensor(g, a.name(0)).value();
        if (!second(a).type().isInteger()) {
            throw new IllegalArgumentException("ldexp with an exponent that is no whole number");
        }
        Value power = Numbers.combine(
                g, Binary.POWER, Numbers.number(g, 2), a.tensor(g, a.name(1)).value());
        Value product = Numbers.combine(g, Binary.MULTIPLY, x, power);
        Value infinite = Numbers.scalar(g, Binary.EQUAL, Numbers.unary(g, Unary.ABS, x), Double.POSITIVE_INFINITY);
        Value stays = Numbers.combine(g, Binary.MAXIMUM, infinite, Numbers.scalar(g, Binary.EQUAL, x, 0));
        return KerasTensor.of(Numbers.select(g, stays, x, product));
    }

    /** |x - y| is at most atol + rtol |y|. */
    private static KerasTensor isClose(Lowering g, Arguments a) {
        Value x = a.tensor(g, a.name(0)).value();
        Value y = a.tensor(g, a.name(1)).value();
        Value apart = Numbers.unary(g, Unary.ABS, Numbers.combine(g, Binary.SUBTRACT, x, y));
        Value allowed = Numbers.unary(
                g, Unary.SCALE_SHIFT, a.number("rtol", 1e-5), a.number("atol", 1e-8), Numbers.unary(g, Unary.ABS, y));
        Value close = Numbers.combine(g, Binary.LESS_EQUAL, apart, allowed);
        Value same = Numbers.combine(g, Binary.EQUAL, x, y);
        return KerasTensor.of(Numbers.combine(g, Binary.MAXIMUM, close, same), NumberType.BOOL);
    }

    private static KerasTensor addAll(Lowering g, Arguments a) {
        List<KerasTensor> inputs = a.operands(a.name(0));
        KerasTensor sum = inputs.get(0);
        for (KerasTensor next : inputs.subList(1, inputs.size())) {
            sum = binary(g, a, Binary.ADD, sum, next);
        }
        return sum;
    }
}
