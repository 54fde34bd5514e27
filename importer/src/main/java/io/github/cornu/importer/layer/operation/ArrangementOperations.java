package io.github.cornu.importer.layer.operation;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.Axes;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.Shapes;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.Reverse;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Functions that put axes in another order or turn them round, split and merge them, or put a tensor into another. */
public final class ArrangementOperations {
    private static final String AXIS = "axis";
    private static final Pattern GROUP = Pattern.compile("\\w+|\\(.*?\\)");
    private static final Pattern NAME = Pattern.compile("\\w+");
    private static final double REST = -1;

    private ArrangementOperations() {}

    public static void register(OperationTable f) {
        f.addOfTexts(
                ArrangementOperations::transpose,
                "Transpose(x, axes)",
                "tf.transpose(a, perm)",
                "node.Transpose(x, perm)");
        f.addOfTexts(ArrangementOperations::transposeLast, "tf.matrix_transpose(a)", "tf.adjoint(matrix)");
        f.addOfTexts(ArrangementOperations::swapAxes, "Swapaxes(x, axis1, axis2)");
        f.addOfTexts(ArrangementOperations::moveAxis, "Moveaxis(x, source, destination)");
        f.addOfTexts(
                ArrangementOperations::flip, "Flip(x, axis)", "tf.reverse(tensor, axis)", "node.ReverseV2(x, axis)");
        f.addOfTexts((g, a) -> flipped(g, a, 1), "Fliplr(x)");
        f.add(ArrangementOperations::roll, "Roll(x, shift, axis)", "tf.roll(input, shift, axis)");
        f.add(ArrangementOperations::rotate, "Rot90(array, k, axes)");
        f.add(ArrangementOperations::rearrange, "Rearrange(tensor, pattern)");
        f.add(ArrangementOperations::sliceUpdate, "SliceUpdate(inputs, start_indices, updates)");
    }

    private static KerasTensor transpose(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "x");
        List<Integer> order = a.integers("axes");
        if (order == null) {
            order = new ArrayList<>();
            for (int axis = g.kerasRank(x.value()) - 1; axis >= 0; axis--) {
                order.add(axis);
            }
        }
        return x.like(Shapes.transpose(g, x.value(), order));
    }

    private static KerasTensor transposeLast(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "a");
        int rank = g.kerasRank(x.value());
        List<Integer> order = identity(rank);
        Collections.swap(order, rank - 2, rank - 1);
        return x.like(Shapes.transpose(g, x.value(), order));
    }

    private static KerasTensor swapAxes(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "x");
        int rank = g.kerasRank(x.value());
        List<Integer> order = identity(rank);
        Collections.swap(order, Axes.normalize(a.integer("axis1"), rank), Axes.normalize(a.integer("axis2"), rank));
        return x.like(Shapes.transpose(g, x.value(), order));
    }

    private static List<Integer> identity(int rank) {
        List<Integer> order = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            order.add(axis);
        }
        return order;
    }

    private static KerasTensor moveAxis(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "x");
        int rank = g.kerasRank(x.value());
        List<Integer> sources = a.requireIntegers("source").stream()
                .map(axis -> Axes.normalize(axis, rank))
                .toList();
        List<Integer> places = a.requireIntegers("destination").stream()
                .map(axis -> Axes.normalize(axis, rank))
                .toList();
        List<Integer> rest = identity(rank);
        rest.removeAll(sources);
        List<Integer> order = new ArrayList<>();
        for (int place = 0; place < rank; place++) {
            int moved = places.indexOf(place);
            order.add(moved < 0 ? rest.remove(0) : sources.get(moved));
        }
        return x.like(Shapes.transpose(g, x.value(), order));
    }

    private static KerasTensor flip(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "x");
        Value y = x.value();
        for (int axis : Shapes.axes(g, y, a.integers(AXIS))) {
            y = g.add(new Reverse(axis), y);
        }
        return x.like(y);
    }

    private static KerasTensor flipped(Lowering g, Arguments a, int axis) {
        KerasTensor x = a.tensor(g, "x");
        return x.like(g.add(new Reverse(Shapes.axis(g, x.value(), axis)), x.value()));
    }

    private static KerasTensor roll(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "x");
        List<Integer> shifts = a.requireIntegers("shift");
        List<Integer> axes = a.integers(AXIS);
        if (axes == null) {
            throw Shapes.samples();
        }
        Value y = x.value();
        for (int i = 0; i < axes.size(); i++) {
            int axis = Shapes.axis(g, y, axes.get(i));
            int length = y.shape().length(axis);
            if (length == Shape.FREE) {
                throw new UnsupportedModelException("it rolls an axis of a length that each call chooses");
            }
            int cut = Math.floorMod(-shifts.get(shifts.size() == 1 ? 0 : i), length);
            if (cut != 0) {
                Value end = g.add(new Slice(axis, cut, Slice.END, 1), y);
                y = g.add(new Concatenate(axis), end, g.add(new Slice(axis, 0, cut, 1), y));
            }
        }
        return x.like(y);
    }

    /**
     * Quarter turns from the first axis to the second. Half a turn of anything but squares is refused: TensorFlow's
     * backend of Keras 3.15 makes another image of it than the others.
     */
    private static KerasTensor rotate(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "array");
        List<Integer> axes = a.has("axes") ? a.integers("axes") : List.of(0, 1);
        if (axes.size() != 2) {
            throw new IllegalArgumentException("a rotation of " + axes.size() + " axes");
        }
        int from = Shapes.axis(g, x.value(), axes.get(0));
        int to = Shapes.axis(g, x.value(), axes.get(1));
        int turns = Math.floorMod(a.integer("k", 1), 4);
        int length = x.shape().length(from);
        if (turns == 2 && (length != x.shape().length(to) || length == Shape.FREE)) {
            throw new UnsupportedModelException("half a turn of axes of different lengths");
        }
        List<Integer> order = identity(x.shape().rank());
        Collections.swap(order, from, to);
        Value y = x.value();
        return x.like(
                switch (turns) {
                    case 0 -> y;
                    case 1 -> Shapes.transpose(g, g.add(new Reverse(to), y), order);
                    case 2 -> g.add(new Reverse(from), g.add(new Reverse(to), y));
                    default -> g.add(new Reverse(to), Shapes.transpose(g, y, order));
                });
    }

    /** A pattern such as "b h (w p) c -> b w (h p) c"; the samples come first on both sides. */
    private static KerasTensor rearrange(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "tensor");
        String[] sides = a.string("pattern", "").split("->", -1);
        List<List<String>> from = sides.length == 2 ? groups(sides[0]) : List.of();
        if (from.size() != x.shape().rank() || from.get(0).size() != 1) {
            throw new UnsupportedModelException("the pattern '" + a.get("pattern") + "' of a tensor " + x.shape());
        }
        List<String> names = new ArrayList<>();
        List<Object> lengths = new ArrayList<>();
        for (int axis = 0; axis < from.size(); axis++) {
            List<Integer> split = split(a, from.get(axis), x.shape().length(axis));
            for (int i = 0; i < split.size(); i++) {
                names.add(from.get(axis).get(i));
                lengths.add(axis == 0 ? REST : (double) split.get(i));
            }
        }
        List<Integer> order = new ArrayList<>();
        List<Object> target = new ArrayList<>();
        for (List<String> group : groups(sides[1])) {
            double product = 1;
            for (String name : group) {
                int place = names.indexOf(name);
                if (place < 0) {
                    throw new IllegalArgumentException("the pattern has no axis '" + name + "' on its left");
                }
                order.add(place);
                product *= (Double) lengths.get(place);
            }
            target.add(product < 0 ? (Object) REST : product);
        }
        if (order.size() != names.size()) {
            throw new IllegalArgumentException("the pattern '" + a.get("pattern") + "' leaves axes out");
        }
        Value moved = Shapes.transpose(g, Reshaping.add(g, x.value(), lengths), order);
        return x.like(Reshaping.add(g, moved, target));
    }

    private static List<List<String>> groups(String side) {
        List<List<String>> groups = new ArrayList<>();
        Matcher axes = GROUP.matcher(side);
        while (axes.find()) {
            List<String> names = new ArrayList<>();
            Matcher inner = NAME.matcher(axes.group());
            while (inner.find()) {
                names.add(inner.group());
            }
            groups.add(names);
        }
        return groups;
    }

    /** The lengths that an axis is split into; one of them may be what the others leave. */
    private static List<Integer> split(Arguments a, List<String> names, int length) {
        if (names.size() == 1) {
            return List.of(length);
        }
        List<Integer> lengths = new ArrayList<>();
        int rest = length;
        int open = -1;
        for (String name : names) {
            Integer given = a.other(name);
            if (given == null && open >= 0 || given != null && given < 1 || length == Shape.FREE) {
                throw new IllegalArgumentException("the length of the axis '" + name + "' is not known");
            }
            open = given == null ? lengths.size() : open;
            lengths.add(given == null ? 1 : given);
            rest /= given == null ? 1 : given;
        }
        if (open >= 0) {
            lengths.set(open, rest);
        }
        return lengths;
    }

    /** Another tensor in the place of some elements; it is moved inside, as XLA does. */
    private static KerasTensor sliceUpdate(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "inputs");
        Value updates = Numbers.cast(g, a.tensor(g, "updates"), x.type()).value();
        List<Integer> starts = a.requireIntegers("start_indices");
        if (starts.size() != x.shape().rank() || updates.shape().rank() != starts.size()) {
            throw new IllegalArgumentException("a slice " + starts + " of the shape " + updates.shape());
        }
        boolean forSamples = !g.isConstant(updates) || updates.shape().length(0) == 1 && g.batchSize() == 1;
        if (starts.get(0) != 0 || g.isConstant(x.value()) || !forSamples) {
            throw Shapes.samples();
        }
        return x.like(updated(g, x.value(), updates, starts, 1));
    }

    private static Value updated(Lowering g, Value x, Value updates, List<Integer> starts, int axis) {
        if (axis == starts.size()) {
            return updates;
        }
        int length = x.shape().length(axis);
        int size = updates.shape().length(axis);
        if (length == size) {
            return updated(g, x, updates, starts, axis + 1);
        }
        if (length == Shape.FREE || size == Shape.FREE || size > length) {
            throw new UnsupportedModelException(
                    "an update of the shape " + updates.shape() + " in one of the shape " + x.shape());
        }
        int start = Math.max(0, Math.min(starts.get(axis), length - size));
        Value middle = g.add(new Slice(axis, start, start + size, 1), x);
        List<Value> parts = new ArrayList<>(List.of(updated(g, middle, updates, starts, axis + 1)));
        if (start > 0) {
            parts.add(0, g.add(new Slice(axis, 0, start, 1), x));
        }
        if (start + size < length) {
            parts.add(g.add(new Slice(axis, start + size, Slice.END, 1), x));
        }
        return g.addAll(new Concatenate(axis), parts).get(0);
    }
}
