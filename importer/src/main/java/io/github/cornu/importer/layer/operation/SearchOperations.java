package io.github.cornu.importer.layer.operation;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.KnownArray;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.Shapes;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.reduce.Sort;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Functions that sort numbers, or search for them among others. */
public final class SearchOperations {
    private static final String AXIS = "axis";

    private SearchOperations() {}

    public static void register(OperationTable f) {
        f.addAll(SearchOperations::topK, "TopK(x, k)", "tf.top_k(input, k)", "node.TopKV2(x, k)");
        f.add(SearchOperations::sort, "Sort(x, axis, direction)", "tf.sort(values, axis, direction)");
        f.add(SearchOperations::argsort, "Argsort(x, axis, direction)", "tf.argsort(values, axis, direction)");
        f.add(SearchOperations::isIn, "IsIn(x1, x2, assume_unique, invert)");
        f.add(SearchOperations::searchSorted, "SearchSorted(sorted_sequence, values, side)");
        f.addAll(SearchOperations::unravel, "UnravelIndex(indices, shape)");
        f.add(SearchOperations::multiHot, "MultiHot(inputs, num_classes, axis, dtype)");
    }

    private static List<KerasTensor> topK(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "x");
        int last = Shapes.axis(g, x.value(), -1);
        int k = a.integer("k", 1);
        List<Value> sorted = g.addAll(new Sort(true), List.of(x.value()));
        Slice first = new Slice(last, 0, k, 1);
        return List.of(
                KerasTensor.of(g.add(first, sorted.get(0)), x.type()),
                KerasTensor.of(g.add(first, sorted.get(1)), NumberType.INT32));
    }

    private static KerasTensor sort(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "x");
        return KerasTensor.of(sorted(g, a, x.value(), 0), x.type());
    }

    private static KerasTensor argsort(Lowering g, Arguments a) {
        return KerasTensor.of(sorted(g, a, a.tensor(g, "x").value(), 1), NumberType.INT32);
    }

    private static Value sorted(Lowering g, Arguments a, Value x, int output) {
        boolean descending = a.string("direction", "ASCENDING").equals("DESCENDING");
        int last = x.shape().rank() - 1;
        int axis = Shapes.axis(g, x, a.integer(AXIS, -1));
        Value moved = g.add(Transpose.move(last + 1, axis, last), x);
        Value y = g.addAll(new Sort(descending), List.of(moved)).get(output);
        return g.add(Transpose.move(last + 1, last, axis), y);
    }

    /** The function of each element and each of the numbers, on a new last axis. */
    private static Value each(Lowering g, Binary function, Value x, KnownArray numbers, NumberType type) {
        Shape row = Shape.of(numbers.elements().size());
        Value others = numbers.shaped(row).typed(type).add(g);
        return Numbers.combine(g, function, g.add(Reshape.expandDims(x.shape().rank()), x), others);
    }

    private static Value reduced(Lowering g, Reduce.Kind kind, Value x) {
        return g.add(new Reduce(kind, x.shape().rank() - 1, false), x);
    }

    private static KerasTensor isIn(Lowering g, Arguments a) {
        a.get("assume_unique");
        KerasTensor x = a.tensor(g, "x1");
        KnownArray set = a.known("x2");
        if (set == null || g.isConstant(x.value())) {
            throw Shapes.samples();
        }
        if (set.elements().isEmpty()) {
            return KerasTensor.of(ConstantOperations.likeTensor(g, x.value(), 0), NumberType.BOOL);
        }
        NumberType type = NumberType.common(x.type(), set.type());
        Value found = reduced(g, Reduce.Kind.MAX, each(g, Binary.EQUAL, x.value(), set, type));
        boolean inverted = a.bool("invert", false);
        return KerasTensor.of(inverted ? Numbers.scalar(g, Binary.EQUAL, found, 0) : found, NumberType.BOOL);
    }

    /** How many numbers are below, or not above. */
    private static KerasTensor searchSorted(Lowering g, Arguments a) {
        KnownArray sequence = a.known("sorted_sequence");
        KerasTensor values = a.tensor(g, "values");
        if (sequence == null || sequence.shape().rank() != 1 || values.shape().rank() != 1) {
            throw new UnsupportedModelException("a search for more than one number in each sample");
        }
        Binary passed = switch (a.string("side", "left")) {
            case "left" -> Binary.GREATER;
            case "right" -> Binary.GREATER_EQUAL;
            default -> throw new IllegalArgumentException("the side '" + a.get("side") + "'");
        };
        Value all = each(g, passed, values.value(), sequence, values.type());
        return KerasTensor.of(reduced(g, Reduce.Kind.SUM, all), NumberType.INT32);
    }

    /** Of several numbers in a sample, TensorFlow's backend of Keras 3.15 takes the lengths from the wrong end. */
    private static List<KerasTensor> unravel(Lowering g, Arguments a) {
        KerasTensor rest = a.tensor(g, "indices");
        List<Integer> shape = new ArrayList<>(a.requireIntegers("shape"));
        Collections.reverse(shape);
        boolean same = shape.equals(a.requireIntegers("shape"));
        if (rest.shape().rank() != 1 && !same || !rest.type().isInteger()) {
            throw new UnsupportedModelException("places of numbers of the shape " + rest.shape());
        }
        List<KerasTensor> places = new ArrayList<>();
        for (int length : shape) {
            KerasTensor by = KerasTensor.of(KnownArray.of((long) length));
            places.add(0, BinaryOperations.binary(g, a, Binary.FLOOR_MOD, rest, by));
            rest = BinaryOperations.binary(g, a, Binary.FLOOR_DIVIDE, rest, by);
        }
        return places;
    }

    /** Of each sample the numbers that it has, along its second axis. */
    private static KerasTensor multiHot(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "inputs");
        if (x.shape().rank() < 2) {
            throw Shapes.samples();
        }
        Value hot = IndexOperations.oneHot(g, x, a.integer("num_classes"), a.integer(AXIS, -1));
        return KerasTensor.of(g.add(new Reduce(Reduce.Kind.MAX, 1, false), hot), a.type("dtype", NumberType.FLOAT));
    }
}
