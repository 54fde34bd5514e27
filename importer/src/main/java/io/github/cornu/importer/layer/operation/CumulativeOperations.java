package io.github.cornu.importer.layer.operation;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.Shapes;
import io.github.cornu.op.reduce.Accumulate;
import io.github.cornu.op.shape.Pad;
import io.github.cornu.op.shape.Reverse;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;

/** Cumulative functions along an axis, and differences. */
public final class CumulativeOperations {
    private CumulativeOperations() {}

    public static void register(OperationTable f) {
        f.add(
                of(Binary.ADD),
                "Cumsum(x, axis, dtype, exclusive, reverse)",
                "tf.cumsum(x, axis, dtype, exclusive, reverse)",
                "node.Cumsum(x, axis, dtype, exclusive, reverse)");
        f.add(
                of(Binary.MULTIPLY),
                "Cumprod(x, axis, dtype, exclusive, reverse)",
                "tf.cumprod(x, axis, dtype, exclusive, reverse)",
                "node.Cumprod(x, axis, dtype, exclusive, reverse)");
        f.add(withoutNan(Binary.ADD, 0), "Nancumsum(x, axis, dtype)");
        f.add(withoutNan(Binary.MULTIPLY, 1), "Nancumprod(x, axis, dtype)");
        f.add(CumulativeOperations::diff, "Diff(a, n, axis)");
    }

    private static Operation.Single of(Binary function) {
        return (g, a) -> {
            KerasTensor x = a.tensor(g, "x");
            return accumulated(g, a, function, x);
        };
    }

    private static KerasTensor accumulated(Lowering g, Arguments a, Binary function, KerasTensor x) {
        if (!a.has("axis") && a.isKeras3()) {
            throw Shapes.samples();
        }
        NumberType type = a.type("dtype", x.type() == NumberType.BOOL ? NumberType.INT32 : x.type());
        Value cast = Numbers.cast(g, x, type).value();
        int axis = Shapes.axis(g, cast, a.integer("axis", 0));
        boolean exclusive = a.bool("exclusive", false);
        boolean reverse = a.bool("reverse", false);
        Value y = accumulated(g, function, cast, axis, exclusive, reverse);
        if (!type.isInteger()) {
            return KerasTensor.of(y);
        }
        Value sizes = Numbers.unary(g, Unary.ABS, cast);
        return Numbers.checked(g, y, type, accumulated(g, function, sizes, axis, exclusive, reverse));
    }

    /** NaNs count as a number that changes nothing, infinities as the largest floats. */
    private static Operation.Single withoutNan(Binary function, double instead) {
        return (g, a) -> {
            KerasTensor x = a.tensor(g, "x");
            boolean whole = x.type() != NumberType.FLOAT;
            return accumulated(g, a, function, whole ? x : UnaryOperations.nanToNum(g, x.value(), instead));
        };
    }

    private static Value accumulated(
            Lowering g, Binary function, Value x, int axis, boolean exclusive, boolean reverse) {
        Value y = reverse ? g.add(new Reverse(axis), x) : x;
        if (exclusive) {
            float neutral = function == Binary.ADD ? 0f : 1f;
            y = g.add(new Slice(axis, 0, -1, 1), g.add(new Pad(axis, 1, 0, neutral), y));
        }
        y = g.add(new Accumulate(function, axis), y);
        return reverse ? g.add(new Reverse(axis), y) : y;
    }

    /** Each element less the one before it, {@code n} times. */
    private static KerasTensor diff(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "a");
        Value y = x.value();
        int axis = Shapes.axis(g, y, a.integer("axis", -1));
        int times = a.integer("n", 1);
        if (x.type() == NumberType.BOOL) {
            throw new UnsupportedModelException("arithmetic with truth values");
        }
        for (int i = 0; i < times; i++) {
            Value later = g.add(new Slice(axis, 1, Slice.END, 1), y);
            y = Numbers.combine(g, Binary.SUBTRACT, later, g.add(new Slice(axis, 0, -1, 1), y));
        }
        return Numbers.checked(g, y, x.type());
    }
}
