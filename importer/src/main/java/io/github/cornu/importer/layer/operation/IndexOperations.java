package io.github.cornu.importer.layer.operation;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.Axes;
import io.github.cornu.importer.layer.AxisLength;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.KnownArray;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.Shapes;
import io.github.cornu.op.element.CheckIntegers;
import io.github.cornu.op.reduce.Accumulate;
import io.github.cornu.op.shape.Gather;
import io.github.cornu.op.shape.GatherRows;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Functions that choose elements by index. */
public final class IndexOperations {
    private static final String AXIS = "axis";

    private IndexOperations() {}

    public static void register(OperationTable f) {
        f.addOfTexts(
                (g, a) -> Indexing.apply(g, a.operand("x"), a.get("key")),
                "GetItem(x, key)",
                "tf.getitem(tensor, slice_spec)");
        f.addOfTexts(
                IndexOperations::slice,
                "Slice(inputs, start_indices, shape)",
                "tf.slice(input_, begin, size)",
                "node.Slice(input, begin, size)");
        f.addOfTexts(
                IndexOperations::stridedSlice,
                "tf.strided_slice(x, begin, end, strides, begin_mask, end_mask, ellipsis_mask, new_axis_mask, shrink_axis_mask)",
                "node.StridedSlice(x, begin, end, strides, begin_mask, end_mask, ellipsis_mask, new_axis_mask, shrink_axis_mask)");
        f.addOfTexts(IndexOperations::take, "Take(x, indices, axis)");
        f.addOfTexts(
                IndexOperations::gather,
                "tf.gather(params, indices, axis, batch_dims)",
                "tf.embedding_lookup(params, ids)",
                "node.GatherV2(params, indices, axis, batch_dims)");
        f.add(IndexOperations::gatherNd, "tf.gather_nd(params, indices, batch_dims)", "node.GatherNd(params, indices)");
        f.add(IndexOperations::reversed, "tf.reverse_sequence(input, seq_lengths, seq_axis, batch_axis)");
        f.add(IndexOperations::takeAlongAxis, "TakeAlongAxis(x, indices, axis)");
        f.add(IndexOperations::oneHot, "OneHot(x, num_classes, axis, dtype)");
        f.add(IndexOperations::oneHotTensorFlow, "tf.one_hot(indices, depth, on_value, off_value, axis, dtype)");
        f.add(IndexOperations::oneHotTensorFlow, "node.OneHot(indices, depth, on_value, off_value, axis, dtype)");
    }

    private static KerasTensor slice(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "inputs");
        List<Integer> starts = a.requireIntegers("start_indices");
        List<Object> sizes = ShapeOperations.lengths(a.get("shape"));
        Value y = x.value();
        for (int axis = 0; axis < starts.size(); axis++) {
            int start = starts.get(axis);
            boolean rest = !(sizes.get(axis) instanceof Double size) || size < 0;
            Integer stop = rest ? null : Integer.valueOf(start + ((Double) sizes.get(axis)).intValue());
            y = Indexing.slice(g, y, axis, start, stop, 1);
        }
        return KerasTensor.of(y, x.type());
    }

    /** The masks have a bit for each entry of the key. */
    private static KerasTensor stridedSlice(Lowering g, Arguments a) {
        List<Object> key = new ArrayList<>();
        int[] begin = a.requireKnown("begin").integers();
        int[] end = a.requireKnown("end").integers();
        int[] strides = new int[begin.length];
        Arrays.fill(strides, 1);
        strides = a.has("strides") ? a.requireKnown("strides").integers() : strides;
        int beginMask = a.integer("begin_mask", 0);
        int endMask = a.integer("end_mask", 0);
        int ellipses = a.integer("ellipsis_mask", 0);
        int newAxes = a.integer("new_axis_mask", 0);
        int shrunk = a.integer("shrink_axis_mask", 0);
        for (int i = 0; i < begin.length; i++) {
            if (bit(ellipses, i)) {
                key.add(Map.of("class_name", "__ellipsis__"));
            } else if (bit(newAxes, i)) {
                key.add(null);
            } else if (bit(shrunk, i)) {
                key.add(begin[i]);
            } else {
                Map<String, Object> slice = new HashMap<>();
                slice.put("start", bit(beginMask, i) ? null : begin[i]);
                slice.put("stop", bit(endMask, i) ? null : end[i]);
                slice.put("step", strides[i]);
                key.add(slice);
            }
        }
        return Indexing.apply(g, a.operand("x"), key);
    }

    private static boolean bit(int mask, int place) {
        return (mask >> place & 1) != 0;
    }

    private static KerasTensor take(Lowering g, Arguments a) {
        if (!a.has(AXIS)) {
            throw Shapes.samples();
        }
        return take(g, a.operand("x"), a.operand("indices"), a.integer(AXIS));
    }

    /** The first elements of each sample along axis 1, as many as the lengths say, in the other order. */
    private static KerasTensor reversed(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "input");
        if (a.integer("seq_axis") != 1 || a.integer("batch_axis", 0) != 0) {
            throw new UnsupportedModelException("sequences along another axis than 1");
        }
        Value rows = x.value();
        for (int axis = rows.shape().rank() - 1; axis > 1; axis--) {
            rows = Indexing.at(g, rows, axis, 0);
        }
        Value ones = ConstantOperations.likeTensor(g, rows, 1);
        Value place = Numbers.scalar(g, Binary.SUBTRACT, g.add(new Accumulate(Binary.ADD, 1), ones), 1);
        Value lengths = g.add(Reshape.expandDims(1), a.tensor(g, "seq_lengths").value());
        Value mirrored = Numbers.combine(g, Binary.SUBTRACT, Numbers.scalar(g, Binary.SUBTRACT, lengths, 1), place);
        Value inside = Numbers.combine(g, Binary.LESS, place, lengths);
        Value places = Numbers.select(g, inside, mirrored, place);
        return x.like(g.add(new GatherRows(1), x.value(), places));
    }

    private static KerasTensor gather(Lowering g, Arguments a) {
        KerasTensor x = a.operand("params");
        KerasTensor indices = a.operand("indices");
        int batchAxes = a.integer("batch_dims", 0);
        int axis = a.integer(AXIS, batchAxes);
        if (batchAxes == 0) {
            return take(g, x, indices, axis);
        }
        Value rows = Arguments.tensor(g, x).value();
        if (g.isTexts(rows)) {
            throw new UnsupportedModelException("a gather with batch_dims of texts");
        }
        if (Axes.normalize(axis, rows.shape().rank()) != batchAxes) {
            throw new UnsupportedModelException("a gather with batch_dims along another axis than the next one");
        }
        return KerasTensor.of(
                g.add(
                        new GatherRows(batchAxes),
                        rows,
                        Arguments.tensor(g, indices).value()),
                x.type());
    }

    /** The last axis of the indices has a place in each of the axes after those of the batch. */
    private static KerasTensor gatherNd(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "params");
        KerasTensor indices = a.tensor(g, "indices");
        int batchAxes = a.integer("batch_dims", 0);
        if (batchAxes < 1 && !g.isConstant(x.value())) {
            throw Shapes.samples();
        }
        int last = indices.shape().rank() - 1;
        int axes = indices.shape().length(last);
        Shape shape = x.shape();
        if (axes == Shape.FREE || batchAxes + axes > shape.rank()) {
            throw new IllegalArgumentException("indices of the shape " + indices.shape() + " into " + shape);
        }
        Value place = null;
        int size = 1;
        for (int i = 0; i < axes; i++) {
            int length = shape.length(batchAxes + i);
            if (length == Shape.FREE) {
                throw new UnsupportedModelException("indices into a tensor of the shape " + shape);
            }
            size = Math.multiplyExact(size, length);
            Value given = g.add(Reshape.squeeze(last), g.add(new Slice(last, i, i + 1, 1), indices.value()));
            Value own = g.add(new CheckIntegers(0, length - 1), given);
            place = place == null
                    ? own
                    : Numbers.combine(g, Binary.ADD, Numbers.scalar(g, Binary.MULTIPLY, place, length), own);
        }
        if (size > NumberType.EXACT) {
            throw new UnsupportedModelException(
                    "indices of " + size + " places, and " + NumberType.EXACT + " are exact");
        }
        Value flat = axes == 1 ? x.value() : g.add(Reshape.mergeAxes(batchAxes, batchAxes + axes), x.value());
        return KerasTensor.of(g.add(new GatherRows(batchAxes), flat, place), x.type());
    }

    /** Elements of a tensor at constant indices, or rows of a constant table. */
    private static KerasTensor take(Lowering g, KerasTensor x, KerasTensor indices, int axis) {
        if (indices.value() == null) {
            Value rows = Arguments.tensor(g, x).value();
            int along = Shapes.axis(g, rows, axis);
            List<Integer> places =
                    Arrays.stream(indices.known().integers()).boxed().toList();
            if (indices.known().isScalar()) {
                return KerasTensor.of(Indexing.at(g, rows, along, places.get(0)), x.type());
            }
            if (indices.shape().rank() > 1) {
                throw new UnsupportedModelException("indices of the shape " + indices.shape());
            }
            return KerasTensor.of(Indexing.pick(g, rows, along, places), x.type());
        }
        if (x.value() != null || Axes.normalize(axis, x.shape().rank()) != 0) {
            throw new UnsupportedModelException("its indices are computed when the model runs, but its rows are too");
        }
        Shape shape = x.shape();
        int rows = shape.length(0);
        int columns = shape.size(1, shape.rank());
        float[] floats = x.known().floats(x.type());
        Value table = g.add(
                new Gather(new ComputedWeight(Shape.of(rows, columns), () -> floats)),
                fromTheEnd(g, indices.value(), rows));
        return KerasTensor.of(columnsShaped(g, table, shape), x.type());
    }

    /** Indices below 0 count from the end. */
    private static Value fromTheEnd(Lowering g, Value indices, int rows) {
        Value negative = Numbers.scalar(g, Binary.LESS, indices, 0);
        return Numbers.select(g, negative, Numbers.scalar(g, Binary.ADD, indices, rows), indices);
    }

    private static Value columnsShaped(Lowering g, Value rows, Shape table) {
        if (table.rank() == 2) {
            return rows;
        }
        List<Object> target = new ArrayList<>();
        int outer = rows.shape().rank() - 1;
        for (int axis = 0; axis < outer; axis++) {
            int length = rows.shape().length(axis);
            target.add(length == Shape.FREE ? new AxisLength(rows, axis) : Double.valueOf(length));
        }
        for (int axis = 1; axis < table.rank(); axis++) {
            target.add((double) table.length(axis));
        }
        return Reshaping.add(g, rows, target);
    }

    private static KerasTensor takeAlongAxis(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "x");
        Value indices = a.tensor(g, "indices").value();
        if (!a.has(AXIS)) {
            throw Shapes.samples();
        }
        int rank = x.shape().rank();
        int axis = Shapes.axis(g, x.value(), a.integer(AXIS));
        Transpose toEnd = Transpose.move(rank, axis, rank - 1);
        Value y = g.add(new GatherRows(rank - 1), g.add(toEnd, x.value()), g.add(toEnd, indices));
        return KerasTensor.of(g.add(Transpose.move(rank, rank - 1, axis), y), x.type());
    }

    private static KerasTensor oneHot(Lowering g, Arguments a) {
        Value hot = oneHot(g, a.tensor(g, "x"), a.integer("num_classes"), a.integer(AXIS, -1));
        return KerasTensor.of(hot, a.type("dtype", NumberType.FLOAT));
    }

    private static KerasTensor oneHotTensorFlow(Lowering g, Arguments a) {
        Value hot = oneHot(g, a.tensor(g, "indices"), a.integer("depth"), a.integer(AXIS, -1));
        double on = a.number("on_value", 1);
        double off = a.number("off_value", 0);
        Value y = on == 1 && off == 0 ? hot : Numbers.select(g, hot, Numbers.number(g, on), Numbers.number(g, off));
        return KerasTensor.of(y, a.type("dtype", NumberType.FLOAT));
    }

    /** 1 where the position along the new axis is the index. */
    static Value oneHot(Lowering g, KerasTensor indices, int classes, int axis) {
        if (indices.type() == NumberType.FLOAT) {
            throw new IllegalArgumentException("one_hot of numbers that are not whole");
        }
        int rank = indices.shape().rank() + 1;
        int place = Axes.normalize(axis, rank);
        if (place == 0) {
            throw Shapes.samples();
        }
        int[] shape = new int[rank - place];
        Arrays.fill(shape, 1);
        shape[0] = classes;
        List<Object> numbers = new ArrayList<>();
        for (int i = 0; i < classes; i++) {
            numbers.add((double) i);
        }
        Value places = new KnownArray(NumberType.INT32, false, Shape.of(shape), numbers).add(g);
        return Numbers.combine(g, Binary.EQUAL, g.add(Reshape.expandDims(place), indices.value()), places);
    }
}
