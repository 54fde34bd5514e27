package io.github.cornu.importer.layer.operation;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.Axes;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.KnownArray;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Ranges of numbers between two numbers, at equal distances or at equal factors. */
public final class RangeOperations {
    private static final double LN10 = (float) StrictMath.log(10);

    private RangeOperations() {}

    public static void register(OperationTable f) {
        f.add(
                (g, a) -> KerasTensor.of(spaced(g, a, start(g, a), stop(g, a))),
                "Linspace(start, stop, num, endpoint, retstep, dtype, axis)");
        f.add(
                (g, a) -> {
                    double base = a.number("base", 10);
                    return KerasTensor.of(power(g, base, spaced(g, a, start(g, a), stop(g, a))));
                },
                "Logspace(start, stop, num, endpoint, base, dtype, axis)");
        f.add(RangeOperations::factors, "Geomspace(start, stop, num, endpoint, dtype, axis)");
    }

    private static Value start(Lowering g, Arguments a) {
        return a.tensor(g, "start").value();
    }

    private static Value stop(Lowering g, Arguments a) {
        return a.tensor(g, "stop").value();
    }

    private static Value power(Lowering g, double base, Value exponent) {
        return Numbers.combine(g, Binary.POWER, Numbers.number(g, base), exponent);
    }

    private static KerasTensor factors(Lowering g, Arguments a) {
        KnownArray start = a.known("start");
        if (start == null || !start.isScalar()) {
            throw new UnsupportedModelException("equal factors from a number that is computed when the model runs");
        }
        double sign = Math.signum(start.number());
        Value y = power(g, 10, spaced(g, a, log10(g, start(g, a)), log10(g, stop(g, a))));
        return KerasTensor.of(sign == 1 ? y : Numbers.scalar(g, Binary.MULTIPLY, y, sign));
    }

    private static Value log10(Lowering g, Value x) {
        Value log = Numbers.unary(g, Unary.LOG, Numbers.unary(g, Unary.ABS, x));
        return Numbers.scalar(g, Binary.DIVIDE, log, LN10);
    }

    /** From start to stop along a new axis. */
    private static Value spaced(Lowering g, Arguments a, Value start, Value stop) {
        int count = a.integer("num", 50);
        if (a.type("dtype", NumberType.FLOAT) != NumberType.FLOAT || count < 1) {
            throw new UnsupportedModelException("a space of " + count + " numbers of another type than float32");
        }
        KnownArray.checkSize(count);
        int rank = Math.max(start.shape().rank(), stop.shape().rank());
        int axis = Axes.normalize(a.integer("axis", 0), rank + 1);
        if (axis == 0) {
            throw new UnsupportedModelException("it moves the axis of the samples");
        }
        Value from = inserted(g, start, axis, rank);
        Value to = inserted(g, stop, axis, rank);
        if (!a.bool("endpoint", true) && count > 1) {
            Value step = Numbers.scalar(g, Binary.DIVIDE, Numbers.combine(g, Binary.SUBTRACT, to, from), count);
            to = Numbers.combine(g, Binary.SUBTRACT, to, step);
        }
        Value delta =
                Numbers.scalar(g, Binary.DIVIDE, Numbers.combine(g, Binary.SUBTRACT, to, from), Math.max(1, count - 1));
        List<Object> steps = new ArrayList<>();
        List<Object> ends = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            steps.add((double) i);
            ends.add(i > 0 && i == count - 1 ? 1.0 : 0.0);
        }
        int[] lengths = new int[rank - axis + 1];
        Arrays.fill(lengths, 1);
        lengths[0] = count;
        Value place = new KnownArray(NumberType.FLOAT, false, Shape.of(lengths), steps).add(g);
        Value isEnd = new KnownArray(NumberType.BOOL, false, Shape.of(lengths), ends).add(g);
        Value between = Numbers.combine(g, Binary.ADD, from, Numbers.combine(g, Binary.MULTIPLY, delta, place));
        return Numbers.select(g, isEnd, to, between);
    }

    /** An axis of length 1 at that place of the larger of both shapes. */
    private static Value inserted(Lowering g, Value x, int axis, int rank) {
        int place = axis - (rank - x.shape().rank());
        return place > 0 ? g.add(Reshape.expandDims(place), x) : x;
    }
}
