package io.github.cornu.importer.layer.operation;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import java.util.List;

/** Reductions that ignore NaNs. For integers, which have none, they are the plain reductions. */
public final class NanOperations {
    private NanOperations() {}

    public static void register(OperationTable f) {
        f.add(sum(Reduce.Kind.SUM, 0), "Nansum(x, axis, keepdims)");
        f.add(sum(Reduce.Kind.PRODUCT, 1), "Nanprod(x, axis, keepdims)");
        f.add(extreme(Reduce.Kind.MAX), "Nanmax(x, axis, keepdims)");
        f.add(extreme(Reduce.Kind.MIN), "Nanmin(x, axis, keepdims)");
        f.add(NanOperations::mean, "Nanmean(x, axis, keepdims)");
        f.add((g, a) -> KerasTensor.of(variance(g, a)), "Nanvar(x, axis, keepdims)");
        f.add((g, a) -> KerasTensor.of(Numbers.unary(g, Unary.SQRT, variance(g, a))), "Nanstd(x, axis, keepdims)");
        f.add(place(true), "Nanargmax(x, axis, keepdims)");
        f.add(place(false), "Nanargmin(x, axis, keepdims)");
    }

    private static Value filled(Lowering g, Value isNan, Value x, double instead) {
        return Numbers.select(g, isNan, Numbers.number(g, instead), x);
    }

    private static Operation.Single sum(Reduce.Kind kind, double neutral) {
        return (g, a) -> {
            KerasTensor x = a.tensor(g, "x");
            if (x.type() != NumberType.FLOAT) {
                return ReductionOperations.of(kind).apply(g, a);
            }
            Value isNan = Numbers.isNan(g, x.value());
            return KerasTensor.of(ReductionOperations.reduce(g, a, kind, filled(g, isNan, x.value(), neutral)));
        };
    }

    /** NaN where all elements are NaN. */
    private static Operation.Single extreme(Reduce.Kind kind) {
        return (g, a) -> {
            KerasTensor x = a.tensor(g, "x");
            if (x.type() != NumberType.FLOAT) {
                return ReductionOperations.of(kind).apply(g, a);
            }
            Value isNan = Numbers.isNan(g, x.value());
            Value numbers = filled(g, isNan, x.value(), beyond(kind == Reduce.Kind.MAX));
            Value y = ReductionOperations.reduce(g, a, kind, numbers);
            return KerasTensor.of(filled(g, ReductionOperations.reduce(g, a, Reduce.Kind.MIN, isNan), y, Double.NaN));
        };
    }

    private static double beyond(boolean largest) {
        return largest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    /** The sum of the numbers divided by how many there are. */
    private static KerasTensor mean(Lowering g, Arguments a) {
        Value x = a.tensor(g, "x").value();
        List<Integer> axes = ReductionOperations.axes(g, a, x);
        return KerasTensor.of(mean(g, x, axes, a.bool("keepdims", false)));
    }

    private static Value mean(Lowering g, Value x, List<Integer> axes, boolean keeps) {
        Value isNan = Numbers.isNan(g, x);
        Value sum = ReductionOperations.reduce(g, Reduce.Kind.SUM, filled(g, isNan, x, 0), axes, keeps);
        return Numbers.combine(g, Binary.DIVIDE, sum, count(g, isNan, axes, keeps));
    }

    private static Value count(Lowering g, Value isNan, List<Integer> axes, boolean keeps) {
        return ReductionOperations.reduce(g, Reduce.Kind.SUM, Numbers.scalar(g, Binary.EQUAL, isNan, 0), axes, keeps);
    }

    private static Value variance(Lowering g, Arguments a) {
        Value x = a.tensor(g, "x").value();
        List<Integer> axes = ReductionOperations.axes(g, a, x);
        boolean keeps = a.bool("keepdims", false);
        Value isNan = Numbers.isNan(g, x);
        Value centered = Numbers.combine(g, Binary.SUBTRACT, x, mean(g, x, axes, true));
        Value squares = Numbers.unary(g, Unary.SQUARE, filled(g, isNan, centered, 0));
        Value sum = ReductionOperations.reduce(g, Reduce.Kind.SUM, squares, axes, keeps);
        return Numbers.combine(g, Binary.DIVIDE, sum, count(g, isNan, axes, keeps));
    }

    /** -1 where there are NaNs only. */
    private static Operation.Single place(boolean largest) {
        return (g, a) -> {
            KerasTensor x = a.tensor(g, "x");
            Value isNan = Numbers.isNan(g, x.value());
            Value y = ReductionOperations.place(g, a, largest, filled(g, isNan, x.value(), beyond(largest)));
            Value none = ReductionOperations.reduce(g, a, Reduce.Kind.MIN, isNan);
            return KerasTensor.of(filled(g, none, y, -1), NumberType.INT32);
        };
    }
}
