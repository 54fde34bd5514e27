package io.github.cornu.importer.layer;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.op.Activation;
import io.github.cornu.op.element.CheckIntegers;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.element.Where;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import java.util.Arrays;
import java.util.List;

/** What operations on tensors of different number types share. */
public final class Numbers {
    private Numbers() {}

    public static Value unary(Lowering g, Unary function, Value x) {
        return g.add(new Elementwise(Activation.of(function)), x);
    }

    public static Value unary(Lowering g, Unary function, double a, double b, Value x) {
        return g.add(new Elementwise(Activation.of(function, (float) a, (float) b, 0f)), x);
    }

    public static Value scalar(Lowering g, Binary function, Value x, double value) {
        return g.add(new CombineScalar(function, (float) value), x);
    }

    public static Value combine(Lowering g, Binary function, Value a, Value b) {
        checkAligned(g, List.of(a, b));
        return g.add(new Combine(function), a, b);
    }

    /** a where the condition is not 0, else b. */
    public static Value select(Lowering g, Value condition, Value a, Value b) {
        checkAligned(g, List.of(condition, a, b));
        return g.add(new Where(), condition, a, b);
    }

    /** 1 where it is NaN, else 0. */
    public static Value isNan(Lowering g, Value x) {
        return combine(g, Binary.NOT_EQUAL, x, x);
    }

    /** What a value was before its fraction was cut off, for an operation that cuts it off itself. */
    public static Value withFraction(Lowering g, Value x) {
        boolean cut = g.operation(x) instanceof Elementwise function
                && function.activation().function() == Unary.TRUNCATE;
        return cut ? g.operands(x).get(0) : x;
    }

    /** What was computed in float, for images of that type: Keras 3 truncates it, and since 3.6 rounds it. */
    public static KerasTensor rounded(Lowering g, Value x, NumberType type) {
        if (!type.isInteger() || !g.writer().isKeras3()) {
            return KerasTensor.of(x);
        }
        if (!g.writer().isAtLeast(3, 6)) {
            return KerasTensor.of(unary(g, Unary.TRUNCATE, x), type);
        }
        Value whole = unary(g, Unary.ROUND, x);
        return KerasTensor.of(unary(g, Unary.CLIP, type.smallest(), type.largest(), whole), type);
    }

    public static Value number(Lowering g, double value) {
        return g.add(new Constant(new ComputedWeight(1, () -> new float[] {(float) value})));
    }

    /** Refuses to align samples with another axis, or with constants for each of them. */
    public static void checkAligned(Lowering g, List<Value> values) {
        int rank = values.stream().mapToInt(value -> value.shape().rank()).max().orElseThrow();
        List<Value> constants = values.stream().filter(g::isConstant).toList();
        for (Value value : values) {
            Shape shape = value.shape();
            boolean constant = constants.contains(value);
            if (!constant && shape.rank() < rank) {
                throw new UnsupportedModelException("it aligns the samples of a batch with another axis");
            }
            boolean forOneSample =
                    shape.rank() < Math.max(1, rank) || shape.length(0) == 1 || shape.length(0) == g.batchSize();
            if (constant && !forOneSample && constants.size() < values.size()) {
                throw new UnsupportedModelException("its constant of shape " + shape + " has an axis for the samples");
            }
        }
    }

    /** The type of a result of two operands. */
    public static NumberType common(boolean keras3, KerasTensor a, KerasTensor b) {
        if (isWeak(a) != isWeak(b)) {
            KerasTensor strong = isWeak(a) ? b : a;
            NumberType weak = (isWeak(a) ? a : b).type();
            boolean wider = weak == NumberType.FLOAT || strong.type() == NumberType.BOOL;
            return keras3 && wider ? NumberType.common(weak, strong.type()) : strong.type();
        }
        return NumberType.common(a.type(), b.type());
    }

    private static boolean isWeak(KerasTensor operand) {
        return operand.value() == null && operand.known().weak();
    }

    /** A value of that type; integers are checked when the model runs. */
    public static KerasTensor checked(Lowering g, Value value, NumberType type, Value... onTheWay) {
        if (!type.isInteger()) {
            return KerasTensor.of(value, type);
        }
        Value[] all = new Value[onTheWay.length + 1];
        all[0] = value;
        System.arraycopy(onTheWay, 0, all, 1, onTheWay.length);
        return KerasTensor.of(g.add(new CheckIntegers(type.least(), type.most()), all), type);
    }

    /** The tensor as truth values. */
    public static Value truth(Lowering g, KerasTensor x) {
        Value value = Arguments.tensor(g, x).value();
        return x.type() == NumberType.BOOL ? value : scalar(g, Binary.NOT_EQUAL, value, 0);
    }

    /** The tensor as one of another type. */
    public static KerasTensor cast(Lowering g, KerasTensor x, NumberType type) {
        if (x.value() == null) {
            boolean cut = type.isInteger() && x.known().isFixed();
            List<Object> elements = cut
                    ? Arrays.stream(x.known().numbers())
                            .<Object>mapToObj(number -> (double) (long) number)
                            .toList()
                    : x.known().elements();
            return KerasTensor.of(new KnownArray(type, false, x.known().shape(), elements));
        }
        if (type == x.type() || type == NumberType.FLOAT) {
            return KerasTensor.of(x.value(), type);
        }
        if (type == NumberType.BOOL) {
            return KerasTensor.of(truth(g, x), type);
        }
        if (x.type() == NumberType.BOOL) {
            return KerasTensor.of(x.value(), type);
        }
        Value whole = x.type().isInteger() ? x.value() : unary(g, Unary.TRUNCATE, x.value());
        return checked(g, whole, type);
    }
}
