package io.github.cornu.importer.layer.operation;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.Axes;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.KnownArray;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.Shapes;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.reduce.Sort;
import io.github.cornu.op.shape.Gather;
import io.github.cornu.op.shape.GatherRows;
import io.github.cornu.op.shape.Length;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Medians and quantiles: elements of sorted rows, or interpolations between two of them. */
public final class QuantileOperations {
    private QuantileOperations() {}

    public static void register(OperationTable f) {
        f.add((g, a) -> quantile(g, a, 0.5f, false), "Median(x, axis, keepdims)");
        f.add((g, a) -> quantile(g, a, q(a) / 100, false), "Percentile(x, q, axis, method, keepdims)");
        f.add(QuantileOperations::linear, "Quantile(x, q, axis, method, keepdims)");
        f.add((g, a) -> quantile(g, a, 0.5f, true), "Nanmedian(x, axis, keepdims)");
        f.add((g, a) -> quantile(g, a, q(a) / 100, true), "Nanpercentile(x, q, axis, method, keepdims)");
        f.add((g, a) -> quantile(g, a, q(a), true), "Nanquantile(x, q, axis, method, keepdims)");
    }

    /** Layers of Keras 3.15 forget the method of this one, so that others mean what the version makes of them. */
    private static KerasTensor linear(Lowering g, Arguments a) {
        if (!a.string("method", "linear").equals("linear")) {
            throw new UnsupportedModelException("a quantile of the method '" + a.get("method") + "'");
        }
        return quantile(g, a, q(a), false);
    }

    /** Keras rounds it to a float. */
    private static float q(Arguments a) {
        KnownArray q = a.known("q");
        if (q == null || !q.isScalar()) {
            throw new UnsupportedModelException("several quantiles at once");
        }
        return (float) q.number();
    }

    /**
     * A quantile.
     *
     * @param leaves whether NaNs are left out; else one of them makes the quantile one
     */
    private static KerasTensor quantile(Lowering g, Arguments a, float q, boolean leaves) {
        Value x = a.tensor(g, "x").value();
        List<Integer> axes = Shapes.axes(g, x, a.integers("axis"));
        Value rows = rows(g, x, axes);
        int last = rows.shape().rank() - 1;
        int length = rows.shape().length(last);
        if (length == Shape.FREE || length == 0) {
            throw new UnsupportedModelException("a quantile along an axis of a length that each call chooses");
        }
        Value isNan = Numbers.isNan(g, rows);
        Value sorted = g.add(new Sort(false), rows);
        String method = a.string("method", "linear");
        Value y = leaves
                ? ofCounted(g, sorted, numbers(g, isNan, last), length, q, method)
                : ofAll(g, sorted, isNan, length, q, method);
        y = g.add(Reshape.squeeze(last), y);
        if (a.bool("keepdims", false)) {
            for (int axis : axes) {
                y = g.add(Reshape.expandDims(axis), y);
            }
        }
        return KerasTensor.of(y);
    }

    /** The axes merged into one, the last. */
    private static Value rows(Lowering g, Value x, List<Integer> axes) {
        List<Integer> order = Axes.toTheEnd(x.shape().rank(), axes);
        Value moved = Shapes.transpose(g, x, order);
        if (axes.size() == 1) {
            return moved;
        }
        List<Length> target = new ArrayList<>();
        int kept = order.size() - axes.size();
        for (int axis = 0; axis < kept; axis++) {
            target.add(Length.ofAxis(0, axis));
        }
        int length = moved.shape().size(kept, order.size());
        target.add(length == Shape.FREE ? Length.REST : Length.of(length));
        return g.add(Reshape.to(target), moved);
    }

    private static Value numbers(Lowering g, Value isNan, int axis) {
        return g.add(new Reduce(Reduce.Kind.SUM, axis, true), Numbers.scalar(g, Binary.EQUAL, isNan, 0));
    }

    /**
     * Two indices in a sorted row, and the weight of the upper element.
     *
     * @param lower the index of the element below
     * @param upper the index of the element above
     */
    private record Between(int lower, int upper, float share) {
        static Between of(int length, float q, String method) {
            double exact = Math.max(0, (length - 1) * (double) q);
            DoubleUnaryOperator place = switch (method) {
                case "lower" -> Math::floor;
                case "higher", "linear" -> Math::ceil;
                case "nearest" -> Math::rint;
                case "midpoint" -> null;
                default -> throw new UnsupportedModelException("the method '" + method + "'");
            };
            if (place == null) {
                return new Between((int) Math.floor(exact), (int) Math.ceil(exact), 0.5f);
            }
            int most = Math.max(0, length - 1);
            int chosen = (int) Math.min(most, place.applyAsDouble(exact));
            if (!method.equals("linear")) {
                return new Between(chosen, chosen, 0);
            }
            int lower = Math.max(chosen - 1, 0);
            int upper = Math.min(lower + 1, most);
            return new Between(lower, upper, 1 - (float) (upper - exact));
        }
    }

    private static Value ofAll(Lowering g, Value sorted, Value isNan, int length, float q, String method) {
        int last = sorted.shape().rank() - 1;
        Between place = Between.of(length, q, method);
        Value lower = g.add(new Slice(last, place.lower, place.lower + 1, 1), sorted);
        Value y = lower;
        if (place.upper != place.lower) {
            Value upper = g.add(new Slice(last, place.upper, place.upper + 1, 1), sorted);
            y = Numbers.combine(
                    g,
                    Binary.ADD,
                    Numbers.scalar(g, Binary.MULTIPLY, upper, place.share),
                    Numbers.scalar(g, Binary.MULTIPLY, lower, 1 - place.share));
        }
        Value any = g.add(new Reduce(Reduce.Kind.MAX, last, true), isNan);
        return Numbers.select(g, any, Numbers.number(g, Double.NaN), y);
    }

    /** The indices depend on how many numbers there are; NaNs are sorted behind them. */
    private static Value ofCounted(Lowering g, Value sorted, Value count, int length, float q, String method) {
        float[] lower = new float[length + 1];
        float[] upper = new float[length + 1];
        float[] shares = new float[length + 1];
        for (int i = 0; i <= length; i++) {
            Between place = Between.of(i, q, method);
            lower[i] = place.lower;
            upper[i] = place.upper;
            shares[i] = place.share;
        }
        GatherRows choose = new GatherRows(sorted.shape().rank() - 1);
        if (Arrays.equals(lower, upper)) {
            return g.add(choose, sorted, looked(g, lower, count));
        }
        Value share = looked(g, shares, count);
        Value rest = Numbers.unary(g, Unary.SCALE_SHIFT, -1, 1, share);
        return Numbers.combine(
                g,
                Binary.ADD,
                Numbers.combine(g, Binary.MULTIPLY, g.add(choose, sorted, looked(g, upper, count)), share),
                Numbers.combine(g, Binary.MULTIPLY, g.add(choose, sorted, looked(g, lower, count)), rest));
    }

    private static Value looked(Lowering g, float[] table, Value places) {
        Value found = g.add(new Gather(new ComputedWeight(Shape.of(table.length, 1), () -> table)), places);
        return g.add(Reshape.squeeze(found.shape().rank() - 1), found);
    }
}
