package io.github.cornu.importer.layer.operation;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.Axes;
import io.github.cornu.importer.layer.AxisLength;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.KnownArray;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Shapes;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.Pad;
import io.github.cornu.op.shape.Repeat;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Reverse;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.op.shape.Tile;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Functions that change shapes, or move elements. */
public final class ShapeOperations {
    private static final String AXIS = "axis";

    private ShapeOperations() {}

    public static void register(OperationTable f) {
        f.addOfTexts(
                ShapeOperations::reshape,
                "Reshape(x, newshape)",
                "tf.reshape(tensor, shape)",
                "node.Reshape(x, shape)");
        f.addOfTexts(
                ShapeOperations::expandDims,
                "ExpandDims(x, axis)",
                "tf.expand_dims(input, axis)",
                "node.ExpandDims(x, dim)");
        f.addOfTexts(
                ShapeOperations::squeeze,
                "Squeeze(x, axis)",
                "tf.squeeze(input, axis)",
                "node.Squeeze(x, squeeze_dims)");
        f.addOfTexts(ShapeOperations::tile, "Tile(x, repeats)", "tf.tile(input, multiples)", "node.Tile(x, multiples)");
        f.addOfTexts(ShapeOperations::repeat, "Repeat(x, repeats, axis)", "tf.repeat(input, repeats, axis)");
        f.add(
                ShapeOperations::broadcastTo,
                "BroadcastTo(x, shape)",
                "Full(fill_value, shape)",
                "tf.broadcast_to(input, shape)",
                "node.BroadcastTo(x, shape)");
        f.add(
                ShapeOperations::pad,
                "Pad(x, pad_width, mode, constant_values)",
                "tf.pad(tensor, paddings, mode, constant_values)",
                "node.Pad(input, paddings)",
                "node.MirrorPad(input, paddings, mode)");
        f.add(ShapeOperations::pad, "node.PadV2(x, pad_width, constant_values)");
        f.add(ShapeOperations::flatten, "tf.batch_flatten(x)");
    }

    private static KerasTensor reshape(Lowering g, Arguments a) {
        KerasTensor x = a.operand("x");
        List<Object> target = lengths(a.get("newshape"));
        if (x.value() == null && x.known().isFixed()) {
            return KerasTensor.of(x.known().reshaped(target));
        }
        Value y = a.tensor(g, "x").value();
        return x.like(g.isTexts(y) ? Reshaping.addOfTexts(g, y, target) : Reshaping.add(g, y, target));
    }

    /** Each sample becomes a vector. */
    private static KerasTensor flatten(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "x");
        return x.like(g.add(Reshape.ofSamples(Shape.of(Shape.FREE)), x.value()));
    }

    /** The lengths in a shape; where Keras 3 left one open, it is what the others leave. */
    static List<Object> lengths(Object value) {
        if (value instanceof List<?> list && list.contains(null)) {
            List<Object> closed = new ArrayList<>();
            list.forEach(item -> closed.add(item == null ? Long.valueOf(-1) : item));
            return lengths(closed);
        }
        KnownArray array = KnownArray.of(value);
        if (array == null) {
            throw new UnsupportedModelException("its shape is computed when the model runs");
        }
        return array.elements();
    }

    private static KerasTensor expandDims(Lowering g, Arguments a) {
        KerasTensor x = a.operand("x");
        List<Integer> axes = a.requireIntegers(AXIS);
        if (x.value() == null) {
            Shape shape = x.known().shape();
            for (int axis : axes) {
                shape = shape.insert(Axes.normalize(axis, shape.rank() + 1), 1);
            }
            return KerasTensor.of(x.known().shaped(shape));
        }
        int rank = g.kerasRank(x.value()) + axes.size();
        Value y = x.value();
        for (int axis :
                axes.stream().map(axis -> Axes.normalize(axis, rank)).sorted().toList()) {
            y = Shapes.insert(g, y, axis);
        }
        return x.like(y);
    }

    private static KerasTensor squeeze(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "x");
        List<Integer> given = a.integers(AXIS);
        List<Integer> axes = new ArrayList<>();
        int rank = g.kerasRank(x.value());
        if (given != null) {
            given.forEach(axis -> axes.add(Axes.normalize(axis, rank)));
        }
        boolean all = axes.isEmpty();
        for (int axis = 1; axis < rank; axis++) {
            if (all && x.shape().length(axis) == 1) {
                axes.add(axis);
            }
        }
        List<Integer> descending = new ArrayList<>(Shapes.axes(g, x.value(), axes));
        Collections.reverse(descending);
        Value y = x.value();
        for (int axis : descending) {
            y = Shapes.remove(g, y, axis);
        }
        return x.like(y);
    }

    private static KerasTensor tile(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "x");
        List<Object> repeats = new ArrayList<>(lengths(a.get("repeats")));
        Value y = x.value();
        int rank = g.kerasRank(y);
        while (repeats.size() < rank) {
            repeats.add(0, 1.0);
        }
        if (repeats.size() > rank) {
            throw new UnsupportedModelException("it adds axes before that of the samples");
        }
        for (int axis = 0; axis < repeats.size(); axis++) {
            boolean forAllSamples = axis == 0 && y.shape().length(0) == 1;
            if (forAllSamples && repeats.get(0) instanceof AxisLength samples && isOfSamples(samples)) {
                continue;
            }
            if (!(repeats.get(axis) instanceof Double times)) {
                throw new UnsupportedModelException("its repeats are computed when the model runs");
            }
            if (times != 1) {
                y = g.add(new Tile(Shapes.axis(g, y, axis), times.intValue()), y);
            }
        }
        return x.like(y);
    }

    /** What is the same for all samples is not repeated for each. */
    private static boolean isOfSamples(AxisLength length) {
        return length.axis() == 0 && length.value() != null;
    }

    private static KerasTensor repeat(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "x");
        List<Integer> repeats = a.requireIntegers("repeats");
        if (!a.has(AXIS)) {
            throw Shapes.samples();
        }
        int axis = Shapes.axis(g, x.value(), a.integer(AXIS));
        if (repeats.size() == 1) {
            return x.like(g.add(new Repeat(axis, repeats.get(0)), x.value()));
        }
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < repeats.size(); i++) {
            KnownArray.checkSize(places.size() + (long) repeats.get(i));
            places.addAll(Collections.nCopies(repeats.get(i), i));
        }
        return x.like(Indexing.pick(g, x.value(), axis, places));
    }

    /** Axes of length 1 are repeated. */
    private static KerasTensor broadcastTo(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "x");
        List<Object> target = lengths(a.get("shape"));
        Value y = x.value();
        if (target.size() != y.shape().rank()) {
            throw new UnsupportedModelException("it adds axes before that of the samples");
        }
        for (int axis = 1; axis < target.size(); axis++) {
            if (!(target.get(axis) instanceof Double length)) {
                continue;
            }
            int own = y.shape().length(axis);
            if (own == 1 && length > 1) {
                y = g.add(new Repeat(axis, length.intValue()), y);
            } else if (length >= 0 && own != length) {
                throw new IllegalArgumentException("the shape " + y.shape() + " cannot be broadcast to " + target);
            }
        }
        boolean batch = target.get(0) instanceof AxisLength || target.get(0).equals((double) g.batchSize());
        if (!batch && !target.get(0).equals(-1.0)) {
            throw Shapes.samples();
        }
        return x.like(y);
    }

    public static KerasTensor pad(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "x");
        int[] widths = a.requireKnown("pad_width").integers();
        String mode = a.string("mode", "constant").toLowerCase(Locale.ROOT);
        double value = a.number("constant_values", 0);
        Value y = x.value();
        int rank = y.shape().rank();
        for (int axis = 0; axis < rank; axis++) {
            int before = widths.length == 1 ? widths[0] : widths[widths.length == 2 ? 0 : 2 * axis];
            int after = widths.length == 1 ? widths[0] : widths[widths.length == 2 ? 1 : 2 * axis + 1];
            if (before != 0 || after != 0) {
                y = pad(g, y, Shapes.axis(g, y, axis), before, after, mode, value);
            }
        }
        return x.like(y);
    }

    public static Value pad(Lowering g, Value x, int axis, int before, int after, String mode, double value) {
        if (mode.equals("constant")) {
            return g.add(new Pad(axis, before, after, (float) value), x);
        }
        int skipped = switch (mode) {
            case "reflect" -> 1;
            case "symmetric" -> 0;
            default -> throw new UnsupportedModelException("the padding mode '" + mode + "'");
        };
        List<Value> parts = new ArrayList<>(List.of(x));
        if (before > 0) {
            parts.add(0, g.add(new Reverse(axis), g.add(new Slice(axis, skipped, before + skipped, 1), x)));
        }
        if (after > 0) {
            int stop = skipped == 0 ? Slice.END : -skipped;
            parts.add(g.add(new Reverse(axis), g.add(new Slice(axis, -after - skipped, stop, 1), x)));
        }
        return g.addAll(new Concatenate(axis), parts).get(0);
    }
}
