package io.github.cornu.importer.layer.operation;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.HalfPrecision;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import java.util.Locale;
import java.util.Set;

/** Functions of one tensor, element by element. */
public final class UnaryOperations {
    /** Those that give integers for integers. */
    private static final Set<Unary> WHOLE = Set.of(
            Unary.NEGATE, Unary.ABS, Unary.SQUARE, Unary.SIGN, Unary.FLOOR, Unary.CEIL, Unary.ROUND, Unary.TRUNCATE);

    private UnaryOperations() {}

    public static void register(OperationTable f) {
        f.add(of(Unary.ABS), "Abs(x)", "Absolute(x)", "node.Abs(x)");
        f.add(rounded(Unary.ABS), "Fabs(x)");
        f.add(of(Unary.NEGATE), "Negative(x)", "tf.negative(x)", "node.Neg(x)");
        f.add(of(Unary.SQUARE), "Square(x)", "tf.square(x)", "node.Square(x)");
        f.add(of(Unary.SIGN), "Sign(x)", "tf.sign(x)", "node.Sign(x)");
        f.add(rounded(Unary.FLOOR), "Floor(x)", "tf.floor(x)", "node.Floor(x)");
        f.add(rounded(Unary.CEIL), "Ceil(x)", "tf.ceil(x)", "node.Ceil(x)");
        f.add(of(Unary.TRUNCATE), "Trunc(x)");
        f.add(UnaryOperations::round, "Round(x, decimals)", "tf.round(x)", "tf.rint(x)", "node.Round(x)");
        f.add(UnaryOperations::round, "node.Rint(x, decimals)");
        f.add(of(Unary.SQRT), "Sqrt(x)", "tf.sqrt(x)", "node.Sqrt(x)");
        f.add(of(Unary.RSQRT), "Rsqrt(x)", "tf.rsqrt(x)", "node.Rsqrt(x)");
        f.add(of(Unary.RECIPROCAL), "Reciprocal(x)", "tf.reciprocal(x)", "node.Reciprocal(x)", "node.Inv(x)");
        f.add(of(Unary.CBRT), "Cbrt(x)");
        f.add(of(Unary.LOG_GAMMA), "tf.lgamma(x)", "node.Lgamma(x)");
        f.add(of(Unary.DIGAMMA), "tf.digamma(x)", "node.Digamma(x)");
        exponential(f);
        trigonometric(f);
        truth(f);
        composed(f);
    }

    /** Itself, whose shape the layers behind it check. */
    private static KerasTensor ofShape(Lowering g, Arguments a) {
        a.get("shape");
        return a.operand("x");
    }

    /** Itself: TensorFlow fails where it is not finite. */
    private static KerasTensor unchecked(Lowering g, Arguments a) {
        a.get("message");
        return a.operand("tensor");
    }

    public static KerasTensor absolute(Lowering g, Arguments a) {
        return of(Unary.ABS).apply(g, a);
    }

    private static void exponential(OperationTable f) {
        f.add(of(Unary.EXP), "Exp(x)", "tf.exp(x)", "node.Exp(x)");
        f.add(of(Unary.EXPM1), "Expm1(x)", "tf.expm1(x)", "node.Expm1(x)");
        f.add(UnaryOperations::exp2, "Exp2(x)");
        f.add(of(Unary.LOG), "Log(x)", "tf.log(x)", "node.Log(x)");
        f.add(of(Unary.LOG1P), "Log1p(x)", "tf.log1p(x)", "node.Log1p(x)");
        f.add(of(Unary.LOG2), "Log2(x)");
        f.add(of(Unary.LOG10), "Log10(x)");
        f.add(of(Unary.ERF), "Erf(x)", "tf.erf(x)", "node.Erf(x)");
        f.add(of(Unary.ERFC), "Erfc(x)", "tf.erfc(x)", "node.Erfc(x)");
    }

    private static void trigonometric(OperationTable f) {
        f.add(of(Unary.SIN), "Sin(x)", "tf.sin(x)", "node.Sin(x)");
        f.add(of(Unary.COS), "Cos(x)", "tf.cos(x)", "node.Cos(x)");
        f.add(of(Unary.TAN), "Tan(x)", "tf.tan(x)", "node.Tan(x)");
        f.add(of(Unary.ASIN), "Arcsin(x)", "tf.asin(x)", "node.Asin(x)");
        f.add(of(Unary.ACOS), "Arccos(x)", "tf.acos(x)", "node.Acos(x)");
        f.add(of(Unary.ATAN), "Arctan(x)", "tf.atan(x)", "node.Atan(x)");
        f.add(of(Unary.SINH), "Sinh(x)", "tf.sinh(x)", "node.Sinh(x)");
        f.add(of(Unary.COSH), "Cosh(x)", "tf.cosh(x)", "node.Cosh(x)");
        f.add(of(Unary.TANH), "Tanh(x)", "tf.tanh(x)", "node.Tanh(x)");
        f.add(of(Unary.ASINH), "Arcsinh(x)", "tf.asinh(x)", "node.Asinh(x)");
        f.add(of(Unary.ACOSH), "Arccosh(x)", "tf.acosh(x)", "node.Acosh(x)");
        f.add(of(Unary.ATANH), "Arctanh(x)", "tf.atanh(x)", "node.Atanh(x)");
        f.add(scaled(Math.PI / 180), "Deg2rad(x)");
        f.add(scaled(180 / Math.PI), "Rad2deg(x)");
    }

    private static void truth(OperationTable f) {
        f.add(UnaryOperations::not, "LogicalNot(x)", "tf.logical_not(x)", "node.LogicalNot(x)");
        f.add((g, a) -> bool(Numbers.isNan(g, x(g, a))), "Isnan(x)", "tf.is_nan(x)", "node.IsNan(x)");
        f.add((g, a) -> compared(g, a, true, Binary.EQUAL), "Isinf(x)", "tf.is_inf(x)", "node.IsInf(x)");
        f.add((g, a) -> compared(g, a, true, Binary.LESS), "Isfinite(x)", "tf.is_finite(x)", "node.IsFinite(x)");
        f.add((g, a) -> compared(g, a, false, Binary.EQUAL), "Isposinf(x)");
        f.add(UnaryOperations::isNegativeInfinity, "Isneginf(x)");
        f.add(UnaryOperations::signBit, "Signbit(x)");
        f.add((g, a) -> bool(Numbers.unary(g, Unary.SCALE_SHIFT, 0, 1, Numbers.isNan(g, x(g, a)))), "Isreal(x)");
    }

    private static void composed(OperationTable f) {
        f.add((g, a) -> a.operand("x"), "Copy(x)", "Real(x)", "Conj(x)", "Conjugate(x)", "node.Identity(x)");
        f.add((g, a) -> a.operand("x"), "StopGradient(x)", "tf.stop_gradient(input)", "tf.identity(input)");
        f.add(UnaryOperations::ofShape, "tf.ensure_shape(x, shape)");
        f.add(
                UnaryOperations::unchecked,
                "node.CheckNumerics(tensor, message)",
                "tf.debugging.check_numerics(tensor, message)");
        f.addAll((g, a) -> a.operands("x"), "node.IdentityN(*x)");
        f.add((g, a) -> a.operand("x"), "node.StopGradient(x)");
        f.add(UnaryOperations::cast, "Cast(x, dtype)", "tf.cast(x, dtype)", "node.Cast(x, DstT)");
        f.add(
                UnaryOperations::cast,
                "ConvertToTensor(x, dtype)",
                "Array(x, dtype)",
                "tf.convert_to_tensor(value, dtype)");
        f.add((g, a) -> Numbers.cast(g, a.operand("x"), NumberType.FLOAT), "tf.cast_to_floatx(x)");
        f.add(UnaryOperations::clip, "Clip(x, x_min, x_max)", "tf.clip_by_value(t, clip_value_min, clip_value_max)");
        f.add(UnaryOperations::clip, "node.ClipByValue(x, x_min, x_max)");
        f.add(UnaryOperations::nanToNum, "NanToNum(x, nan, posinf, neginf)");
        f.add(UnaryOperations::sinc, "Sinc(x)");
        f.add(UnaryOperations::saturateCast, "SaturateCast(x, dtype)", "tf.saturate_cast(value, dtype)");
    }

    private static Value x(Lowering g, Arguments a) {
        return a.tensor(g, "x").value();
    }

    private static KerasTensor bool(Value value) {
        return KerasTensor.of(value, NumberType.BOOL);
    }

    private static Operation.Single of(Unary function) {
        return (g, a) -> {
            KerasTensor x = a.tensor(g, "x");
            Value y = Numbers.unary(g, function, x.value());
            boolean whole = x.type().isInteger() && WHOLE.contains(function);
            return whole ? Numbers.checked(g, y, x.type()) : KerasTensor.of(y);
        };
    }

    /** In Keras 3 rounding integers gives floats. */
    private static Operation.Single rounded(Unary function) {
        return (g, a) -> KerasTensor.of(Numbers.unary(g, function, x(g, a)));
    }

    private static KerasTensor round(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "x");
        int decimals = a.integer("decimals", 0);
        if (decimals == 0) {
            return KerasTensor.of(Numbers.unary(g, Unary.ROUND, x.value()), x.type());
        }
        double factor = StrictMath.pow(10, decimals);
        Value whole = Numbers.unary(g, Unary.ROUND, Numbers.scalar(g, Binary.MULTIPLY, x.value(), factor));
        return KerasTensor.of(Numbers.scalar(g, Binary.DIVIDE, whole, factor));
    }

    private static Operation.Single scaled(double factor) {
        return (g, a) -> KerasTensor.of(Numbers.scalar(g, Binary.MULTIPLY, x(g, a), factor));
    }

    private static KerasTensor exp2(Lowering g, Arguments a) {
        return KerasTensor.of(Numbers.combine(g, Binary.POWER, Numbers.number(g, 2), x(g, a)));
    }

    private static KerasTensor not(Lowering g, Arguments a) {
        return bool(Numbers.scalar(g, Binary.EQUAL, Numbers.truth(g, a.tensor(g, "x")), 0));
    }

    private static KerasTensor compared(Lowering g, Arguments a, boolean absolute, Binary comparison) {
        Value x = absolute ? Numbers.unary(g, Unary.ABS, x(g, a)) : x(g, a);
        return bool(Numbers.scalar(g, comparison, x, Double.POSITIVE_INFINITY));
    }

    private static KerasTensor isNegativeInfinity(Lowering g, Arguments a) {
        return bool(Numbers.scalar(g, Binary.EQUAL, x(g, a), Double.NEGATIVE_INFINITY));
    }

    /** Below 0, or the zero whose reciprocal is. A NaN has no sign that a computation keeps, and counts as positive. */
    private static KerasTensor signBit(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "x");
        Value below = Numbers.scalar(g, Binary.LESS, x.value(), 0);
        if (x.type() != NumberType.FLOAT) {
            return bool(below);
        }
        Value reciprocal = Numbers.scalar(g, Binary.LESS, Numbers.unary(g, Unary.RECIPROCAL, x.value()), 0);
        return bool(Numbers.combine(g, Binary.MAXIMUM, below, reciprocal));
    }

    /** Numbers out of the range of the type are clipped to it. */
    private static KerasTensor saturateCast(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "x");
        NumberType type = a.type("dtype", x.type());
        double least = x.type() == NumberType.FLOAT ? -Float.MAX_VALUE : Double.NEGATIVE_INFINITY;
        double most = -least;
        if (type == NumberType.BOOL) {
            least = 0;
            most = 1;
        } else if (type.isInteger()) {
            least = type.smallest();
            most = type.largest();
        }
        return Numbers.cast(g, KerasTensor.of(Numbers.unary(g, Unary.CLIP, least, most, x.value()), x.type()), type);
    }

    private static KerasTensor cast(Lowering g, Arguments a) {
        HalfPrecision half = HalfPrecision.named(a.string("dtype", null));
        if (half != null) {
            return KerasTensor.of(g.rounded(a.tensor(g, "x").value(), half), NumberType.HALF);
        }
        KerasTensor x = a.operand("x");
        if (a.get("dtype") instanceof String name
                && name.toLowerCase(Locale.ROOT).contains("complex")) {
            return complex(g, Arguments.tensor(g, x).value());
        }
        KerasTensor y = Numbers.cast(g.inFloat(), x, a.type("dtype", x.type()));
        return y.value() == null ? y : KerasTensor.of(g.inFloat(y.value()), y.type());
    }

    /** Pairs with zeros along a last axis. */
    private static KerasTensor complex(Lowering g, Value real) {
        int last = real.shape().rank();
        Reshape single = Reshape.expandDims(last);
        Value imaginary = ConstantOperations.likeTensor(g, real, 0);
        return KerasTensor.of(
                g.add(new Concatenate(last), g.add(single, real), g.add(single, imaginary)), NumberType.COMPLEX);
    }

    private static KerasTensor clip(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "x");
        KerasTensor low = a.operand("x_min");
        KerasTensor high = a.operand("x_max");
        boolean numbers = low.value() == null
                && high.value() == null
                && low.known().isScalar()
                && high.known().isScalar();
        if (numbers && low.known().number() <= high.known().number()) {
            NumberType type =
                    Numbers.common(a.isKeras3(), x, Numbers.common(a.isKeras3(), x, low) == x.type() ? high : low);
            Value y = Numbers.unary(
                    g, Unary.CLIP, low.known().number(), high.known().number(), x.value());
            return KerasTensor.of(y, type);
        }
        KerasTensor limited = BinaryOperations.binary(g, a, Binary.MINIMUM, x, high);
        return BinaryOperations.binary(g, a, Binary.MAXIMUM, limited, low);
    }

    private static KerasTensor nanToNum(Lowering g, Arguments a) {
        double high = a.number("posinf", Float.MAX_VALUE);
        double low = a.number("neginf", -Float.MAX_VALUE);
        return nanToNum(g, x(g, a), a.number("nan", 0), high, low);
    }

    /** Infinities become the largest floats. */
    static KerasTensor nanToNum(Lowering g, Value x, double nan) {
        return nanToNum(g, x, nan, Float.MAX_VALUE, -Float.MAX_VALUE);
    }

    private static KerasTensor nanToNum(Lowering g, Value x, double nan, double high, double low) {
        Value y = Numbers.select(g, Numbers.isNan(g, x), Numbers.number(g, nan), x);
        Value above = Numbers.scalar(g, Binary.EQUAL, x, Double.POSITIVE_INFINITY);
        Value below = Numbers.scalar(g, Binary.EQUAL, x, Double.NEGATIVE_INFINITY);
        y = Numbers.select(g, above, Numbers.number(g, high), y);
        return KerasTensor.of(Numbers.select(g, below, Numbers.number(g, low), y));
    }

    /** sin(pi x) / (pi x), 1 at 0. */
    private static KerasTensor sinc(Lowering g, Arguments a) {
        Value angle = Numbers.scalar(g, Binary.MULTIPLY, x(g, a), Math.PI);
        Value y = Numbers.combine(g, Binary.DIVIDE, Numbers.unary(g, Unary.SIN, angle), angle);
        Value atZero = Numbers.scalar(g, Binary.EQUAL, angle, 0);
        return KerasTensor.of(Numbers.select(g, atZero, Numbers.number(g, 1), y));
    }
}
