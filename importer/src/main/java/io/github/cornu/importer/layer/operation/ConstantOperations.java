package io.github.cornu.importer.layer.operation;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.AxisLength;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.KnownArray;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.Shapes;
import io.github.cornu.op.reduce.Accumulate;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Fill;
import io.github.cornu.op.shape.Length;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Functions that make constant tensors, ask for shapes, or select from tensors. */
public final class ConstantOperations {
    private ConstantOperations() {}

    public static void register(OperationTable f) {
        f.add((g, a) -> like(g, a, 0), "EmptyLike(x, dtype)");
        f.add((g, a) -> like(g, a, 0), "ZerosLike(x, dtype)", "tf.zeros_like(input, dtype)", "node.ZerosLike(x)");
        f.add((g, a) -> like(g, a, 1), "OnesLike(x, dtype)", "tf.ones_like(input, dtype)", "node.OnesLike(x)");
        f.add(ConstantOperations::fullLike, "FullLike(x, fill_value, dtype)");
        f.add((g, a) -> filled(g, a, 0), "tf.zeros(shape, dtype)");
        f.add((g, a) -> filled(g, a, 1), "tf.ones(shape, dtype)");
        f.add((g, a) -> filled(g, a, a.number("value", 0)), "tf.fill(dims, value)", "node.Fill(dims, value)");
        f.add(ConstantOperations::shape, "tf.shape(x, out_type)", "node.Shape(input, out_type)");
        f.add(ConstantOperations::rank, "tf.rank(input)", "node.Rank(input)");
        f.add(
                (g, a) -> KerasTensor.of(
                        KnownArray.of((long) a.operand("x").shape().rank())),
                "Ndim(x)");
        f.add(ConstantOperations::size, "Size(x, out_type)", "tf.size(input, out_type)");
        f.add(ConstantOperations::range, "tf.range(start, limit, delta, dtype)", "node.Range(start, limit, delta)");
        f.add(ConstantOperations::where, "Where(condition, x1, x2)", "tf.where(condition, x, y)");
        f.add(ConstantOperations::where, "node.SelectV2(condition, x1, x2)", "node.Select(condition, t, e)");
        f.add(ConstantOperations::select, "Select(condlist, choicelist, default)");
        f.add(ConstantOperations::digitize, "Digitize(x, bins)");
    }

    private static KerasTensor like(Lowering g, Arguments a, double value) {
        KerasTensor x = a.operand("x");
        NumberType type = a.type("dtype", x.type());
        if (x.value() == null) {
            List<Object> elements =
                    new ArrayList<>(Collections.nCopies(x.known().elements().size(), (Object) value));
            return KerasTensor.of(new KnownArray(type, false, x.known().shape(), elements));
        }
        return KerasTensor.of(likeTensor(g, x.value(), value), type);
    }

    public static Value likeTensor(Lowering g, Value x, double value) {
        List<Length> lengths = new ArrayList<>();
        for (int axis = 0; axis < x.shape().rank(); axis++) {
            lengths.add(Length.ofAxis(0, axis));
        }
        return g.add(new Fill(lengths, (float) value), x);
    }

    private static KerasTensor fullLike(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "x");
        NumberType type = a.type("dtype", x.type());
        double value = a.number("fill_value", 0);
        return KerasTensor.of(likeTensor(g, x.value(), type.isInteger() ? (long) value : value), type);
    }

    /** One number in a shape that depends on the number of samples. */
    private static KerasTensor filled(Lowering g, Arguments a, double value) {
        List<Object> target = ShapeOperations.lengths(a.get(a.name(0)));
        NumberType type = a.type("dtype", NumberType.FLOAT);
        List<Value> inputs = new ArrayList<>();
        List<Length> lengths = new ArrayList<>();
        for (Object length : target) {
            if (length instanceof AxisLength free && free.value() != null) {
                int place = inputs.indexOf(free.value());
                if (place < 0) {
                    place = inputs.size();
                    inputs.add(free.value());
                }
                lengths.add(Length.ofAxis(place, free.axis()));
            } else if (length instanceof Double number) {
                lengths.add(Length.of(number.intValue()));
            } else {
                throw new UnsupportedModelException("its shape is computed when the model runs");
            }
        }
        if (inputs.isEmpty()) {
            Shape shape = Shape.of(target.stream()
                    .mapToInt(length -> ((Double) length).intValue())
                    .toArray());
            KnownArray.checkSize(shape.size());
            List<Object> elements = new ArrayList<>(Collections.nCopies(shape.size(), (Object) value));
            return KerasTensor.of(new KnownArray(type, false, shape, elements));
        }
        return KerasTensor.of(g.addAll(new Fill(lengths, (float) value), inputs).get(0), type);
    }

    private static KerasTensor shape(Lowering g, Arguments a) {
        KerasTensor x = a.operand("x");
        List<Object> elements = new ArrayList<>();
        for (int axis = 0; axis < x.shape().rank(); axis++) {
            int length = x.shape().length(axis);
            elements.add(length == Shape.FREE ? free(g, x.value(), axis) : Double.valueOf(length));
        }
        NumberType type = a.type("out_type", NumberType.INT32);
        return KerasTensor.of(new KnownArray(type, false, Shape.of(elements.size()), elements));
    }

    private static KerasTensor rank(Lowering g, Arguments a) {
        return KerasTensor.of(
                KnownArray.of((long) a.operand("input").shape().rank()).typed(NumberType.INT32));
    }

    /** Known for models with a fixed number of samples. */
    private static KerasTensor size(Lowering g, Arguments a) {
        Shape shape = a.operand("x").shape();
        long size = 1;
        for (int axis = 0; axis < shape.rank(); axis++) {
            int length = shape.length(axis) == Shape.FREE && axis == 0 ? g.batchSize() : shape.length(axis);
            if (length == Shape.FREE) {
                throw new UnsupportedModelException("a size that depends on the number of samples or of steps");
            }
            size *= length;
        }
        return KerasTensor.of(KnownArray.of(size).typed(a.type("out_type", NumberType.INT32)));
    }

    /** Tensors with one row for each sample share the number of samples. */
    private static AxisLength free(Lowering g, Value x, int axis) {
        boolean samples = axis == 0 && g.shapeOfOneSample(x).length(0) == 1;
        return new AxisLength(samples ? g.firstInput() : x, axis);
    }

    private static KerasTensor range(Lowering g, Arguments a) {
        KnownArray first = a.operand("start").known();
        if (first == null) {
            throw new UnsupportedModelException("a range that is computed when the model runs");
        }
        KnownArray last = a.has("limit") ? a.requireKnown("limit") : first;
        if (last.elements().equals(List.of(AxisLength.UNKNOWN)) || last.isFixed()) {
            return fixedRange(a, first);
        }
        double begin = a.has("limit") ? first.number() : 0;
        return KerasTensor.of(
                positions(g, a, (AxisLength) last.elements().get(0), begin), a.type("dtype", last.type()));
    }

    /** From a number on, as many as an axis is long. */
    private static Value positions(Lowering g, Arguments a, AxisLength length, double begin) {
        if (length.axis() == 0) {
            throw Shapes.samples();
        }
        if (begin != 0 || a.number("delta", 1) != 1) {
            throw new UnsupportedModelException("a range with a start or a delta to a length that each call chooses");
        }
        Value ones = g.add(new Fill(List.of(Length.ofAxis(0, length.axis())), 1f), length.value());
        return Numbers.scalar(g, Binary.SUBTRACT, g.add(new Accumulate(Binary.ADD, 0), ones), 1);
    }

    private static KerasTensor fixedRange(Arguments a, KnownArray first) {
        double start = a.has("limit") ? first.number() : 0;
        double limit = a.has("limit") ? a.number("limit", 0) : first.number();
        double delta = a.number("delta", 1);
        List<Object> elements = new ArrayList<>();
        for (int i = 0; delta > 0 ? start + i * delta < limit : start + i * delta > limit; i++) {
            KnownArray.checkSize(i);
            elements.add(start + i * delta);
        }
        NumberType type = a.type("dtype", first.type());
        return KerasTensor.of(new KnownArray(type, false, Shape.of(elements.size()), elements));
    }

    private static KerasTensor where(Lowering g, Arguments a) {
        if (!a.has("x1") || !a.has("x2")) {
            throw new UnsupportedModelException("the shape of its result depends on the numbers");
        }
        KerasTensor x = a.operand("x1");
        KerasTensor y = a.operand("x2");
        KnownArray condition = a.known("condition");
        if (condition != null && x.value() == null && y.value() == null) {
            NumberType type = Numbers.common(a.isKeras3(), x, y);
            return KerasTensor.of(KnownMath.choose(condition, x.known(), y.known(), type));
        }
        return KerasTensor.of(
                choose(g, Numbers.truth(g, a.tensor(g, "condition")), x, y), Numbers.common(a.isKeras3(), x, y));
    }

    private static Value choose(Lowering g, Value condition, KerasTensor x, KerasTensor y) {
        return Numbers.select(
                g,
                condition,
                Arguments.tensor(g, x).value(),
                Arguments.tensor(g, y).value());
    }

    /** The choice of the first condition that holds. */
    private static KerasTensor select(Lowering g, Arguments a) {
        List<KerasTensor> conditions = a.operands("condlist");
        List<KerasTensor> choices = a.operands("choicelist");
        KerasTensor y = a.has("default") ? a.operand("default") : KerasTensor.of(KnownArray.of(0L));
        for (int i = conditions.size() - 1; i >= 0; i--) {
            NumberType type = Numbers.common(a.isKeras3(), choices.get(i), y);
            y = KerasTensor.of(choose(g, Numbers.truth(g, conditions.get(i)), choices.get(i), y), type);
        }
        return y;
    }

    /** How many of the ascending bounds are not above the element. */
    private static KerasTensor digitize(Lowering g, Arguments a) {
        Value x = a.tensor(g, "x").value();
        int rank = x.shape().rank();
        Value column = g.add(Reshape.expandDims(rank), x);
        Value reached = Numbers.combine(
                g, Binary.GREATER_EQUAL, column, a.tensor(g, "bins").value());
        Value count = g.add(new Reduce(Reduce.Kind.SUM, rank, false), reached);
        return KerasTensor.of(count, NumberType.INT32);
    }
}
