package io.github.cornu.importer.layer.operation;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.KnownArray;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.Shapes;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Functions that concatenate, stack or split tensors. */
public final class JoiningOperations {
    private static final String AXIS = "axis";

    private JoiningOperations() {}

    public static void register(OperationTable f) {
        f.addOfTexts((g, a) -> concatenate(g, a, 0), "Concatenate(xs, axis)", "tf.concat(values, axis)");
        f.addOfTexts(JoiningOperations::concatenateNode, "node.ConcatV2(*xs)");
        f.addOfTexts((g, a) -> concatenate(g, a, 1), "Hstack(xs)");
        f.addOfTexts((g, a) -> concatenate(g, a, 2), "Dstack(xs)");
        f.addOfTexts(JoiningOperations::append, "Append(x1, x2, axis)");
        f.addOfTexts(JoiningOperations::stack, "Stack(x, axis)", "tf.stack(values, axis)");
        f.addOfTexts(JoiningOperations::stackNode, "node.Pack(*x, axis)");
        splitting(f);
    }

    private static void splitting(OperationTable f) {
        f.addAllOfTexts(
                JoiningOperations::split,
                "Split(x, indices_or_sections, axis)",
                "ArraySplit(x, indices_or_sections, axis)");
        f.addAllOfTexts(splitAlong(1), "Hsplit(x, indices_or_sections)");
        f.addAllOfTexts(splitAlong(2), "Dsplit(x, indices_or_sections)");
        f.addAllOfTexts(JoiningOperations::splitSizes, "tf.split(value, num_or_size_splits, axis)");
        f.addAllOfTexts(JoiningOperations::splitNode, "node.Split(axis, value, num_split)");
        f.addAllOfTexts(
                JoiningOperations::unstack,
                "Unstack(x, num, axis)",
                "tf.unstack(value, num, axis)",
                "node.Unpack(x, num, axis)");
    }

    private static KerasTensor concatenate(Lowering g, Arguments a, int otherwise) {
        return joined(g, a.operands("xs"), a.integer(AXIS, otherwise));
    }

    private static KerasTensor concatenateNode(Lowering g, Arguments a) {
        List<KerasTensor> operands = new ArrayList<>(a.operands("xs"));
        KerasTensor axis = operands.remove(operands.size() - 1);
        return joined(g, operands, axis.known().integers()[0]);
    }

    private static KerasTensor append(Lowering g, Arguments a) {
        if (!a.has(AXIS)) {
            throw Shapes.samples();
        }
        return joined(g, List.of(a.operand("x1"), a.operand("x2")), a.integer(AXIS));
    }

    private static KerasTensor joined(Lowering g, List<KerasTensor> operands, int axis) {
        if (operands.stream().allMatch(operand -> operand.value() == null)) {
            return KerasTensor.of(
                    KnownArray.joined(operands.stream().map(KerasTensor::known).toList()));
        }
        List<Value> inputs = new ArrayList<>();
        NumberType type = operands.get(0).type();
        for (KerasTensor operand : operands) {
            inputs.add(Arguments.tensor(g, operand).value());
            type = NumberType.common(type, operand.type());
        }
        for (Value input : inputs) {
            if (g.isConstant(input) && input.shape().length(0) != g.batchSize()) {
                throw new UnsupportedModelException("it joins a tensor and constants, which have no samples");
            }
        }
        int along = Shapes.axis(g, inputs.get(0), axis);
        return KerasTensor.of(Shapes.concatenate(g, inputs, along), type);
    }

    private static KerasTensor stackNode(Lowering g, Arguments a) {
        return stack(g, a.operands("x"), a.integer(AXIS, 0));
    }

    /** In Keras a number of equal parts, or the indices to split at. */
    private static List<KerasTensor> split(Lowering g, Arguments a) {
        return split(g, a, a.integer(AXIS, 0));
    }

    private static List<KerasTensor> split(Lowering g, Arguments a, int along) {
        KerasTensor x = a.tensor(g, "x");
        int axis = Shapes.axis(g, x.value(), along);
        List<Integer> cuts = a.requireIntegers("indices_or_sections");
        if (!(a.get("indices_or_sections") instanceof Number)) {
            List<Integer> all = new ArrayList<>(List.of(0));
            all.addAll(cuts);
            all.add(Slice.END);
            return parts(g, x, axis, all);
        }
        return parts(g, x, axis, equalParts(x, axis, cuts.get(0)));
    }

    private static Operation splitAlong(int axis) {
        return (g, a) -> split(g, a, axis);
    }

    /** In TensorFlow a number of equal parts, or their sizes. */
    private static List<KerasTensor> splitSizes(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "value");
        int axis = Shapes.axis(g, x.value(), a.integer(AXIS, 0));
        List<Integer> sizes = a.requireIntegers("num_or_size_splits");
        if (a.requireKnown("num_or_size_splits").isScalar()) {
            return parts(g, x, axis, equalParts(x, axis, sizes.get(0)));
        }
        List<Integer> cuts = new ArrayList<>(List.of(0));
        for (int i = 0; i < sizes.size(); i++) {
            int size = sizes.get(i);
            if (size < 0 && i < sizes.size() - 1) {
                size = x.shape().length(axis)
                        - sizes.stream()
                                .filter(other -> other >= 0)
                                .mapToInt(k -> k)
                                .sum();
            }
            cuts.add(i == sizes.size() - 1 ? Slice.END : cuts.get(i) + size);
        }
        return parts(g, x, axis, cuts);
    }

    private static List<KerasTensor> splitNode(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "value");
        int axis = Shapes.axis(g, x.value(), a.integer(AXIS));
        return parts(g, x, axis, equalParts(x, axis, a.integer("num_split")));
    }

    private static List<Integer> equalParts(KerasTensor x, int axis, int count) {
        int length = x.shape().length(axis);
        if (length == Shape.FREE || count < 1) {
            throw new UnsupportedModelException("it splits an axis of a length that each call chooses");
        }
        if (count > Math.max(1, length)) {
            throw new IllegalArgumentException("it splits an axis of length " + length + " into " + count + " parts");
        }
        List<Integer> cuts = new ArrayList<>(List.of(0));
        for (int i = 0; i < count; i++) {
            cuts.add(cuts.get(i) + length / count + (i < length % count ? 1 : 0));
        }
        return cuts;
    }

    private static List<KerasTensor> parts(Lowering g, KerasTensor x, int axis, List<Integer> cuts) {
        List<KerasTensor> parts = new ArrayList<>();
        for (int i = 1; i < cuts.size(); i++) {
            parts.add(x.like(g.add(new Slice(axis, cuts.get(i - 1), cuts.get(i), 1), x.value())));
        }
        return parts;
    }

    private static List<KerasTensor> unstack(Lowering g, Arguments a) {
        KnownArray known = a.known("x");
        if (known != null
                && known.shape().rank() == 1
                && a.integer(AXIS, 0) <= 0
                && a.integer("num", known.shape().length(0)) >= 0) {
            return known.elements().stream()
                    .map(element -> KerasTensor.of(new KnownArray(known.type(), false, Shape.of(), List.of(element))))
                    .toList();
        }
        KerasTensor x = a.tensor(g, "x");
        int axis = Shapes.axis(g, x.value(), a.integer(AXIS, 0));
        int length = x.shape().length(axis);
        if (a.integer("num", length) != length || length == Shape.FREE) {
            throw new UnsupportedModelException("it cuts an axis of a length that each call chooses");
        }
        List<KerasTensor> parts = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            Value slice = g.add(new Slice(axis, i, i + 1, 1), x.value());
            parts.add(x.like(Shapes.remove(g, slice, axis)));
        }
        return parts;
    }

    private static KerasTensor stack(Lowering g, Arguments a) {
        return stack(g, a.operands("x"), a.integer(AXIS, 0));
    }

    private static KerasTensor stack(Lowering g, List<KerasTensor> operands, int axis) {
        if (operands.stream().allMatch(operand -> operand.value() == null)) {
            List<KnownArray> known = operands.stream()
                    .map(operand -> operand.known()
                            .shaped(Shape.of(1).append(operand.known().shape())))
                    .toList();
            return KerasTensor.of(KnownArray.joined(known));
        }
        List<KerasTensor> inserted = new ArrayList<>();
        for (KerasTensor operand : operands) {
            inserted.add(
                    operand.like(Shapes.insert(g, Arguments.tensor(g, operand).value(), axis)));
        }
        return joined(g, inserted, axis);
    }
}
