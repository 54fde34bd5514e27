package io.github.cornu.importer.layer.operation;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.Axes;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.KnownArray;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.Shapes;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.op.shape.Length;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import java.util.ArrayList;
import java.util.List;

/** Diagonals of matrices, products and distances of vectors. */
public final class VectorOperations {
    private VectorOperations() {}

    public static void register(OperationTable f) {
        f.add(VectorOperations::outer, "Outer(x1, x2)");
        f.add(VectorOperations::kron, "Kron(x1, x2)");
        f.add(VectorOperations::cross, "Cross(x1, x2, axisa, axisb, axisc, axis)", "tf.cross(a, b)");
        f.add(
                (g, a) -> diagonal(
                        g, a, a.tensor(g, "x").value(), a.tensor(g, "x").type()),
                "Diagonal(x, offset, axis1, axis2)");
        f.add(VectorOperations::lastDiagonal, "tf.diag_part(input)");
        f.add((g, a) -> lastDiagonal(g, firstOnly(a)), "node.MatrixDiagPartV3(input, k, padding_value, align)");
        f.add(
                (g, a) -> matrix(g, firstOnly(a)),
                "node.MatrixDiagV3(diagonal, k, num_rows, num_cols, padding_value, align)");
        f.add(VectorOperations::matrix, "tf.diag(diagonal)");
        f.add(VectorOperations::lastTrace, "tf.trace(input)");
        f.add(VectorOperations::trace, "Trace(x, offset, axis1, axis2)");
        f.add(VectorOperations::vander, "Vander(x, N, increasing)");
        f.add(VectorOperations::distances, "CDist(x, y)");
    }

    /** The outer product with a constant: a row for each element of the tensor. */
    private static KerasTensor outer(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "x1");
        KnownArray row = a.known("x2");
        if (row == null || g.isConstant(x.value())) {
            throw Shapes.samples();
        }
        Value column = Reshaping.add(g, x.value(), List.of(-1.0, 1.0));
        KerasTensor flat = KerasTensor.of(row.shaped(Shape.of(row.elements().size())));
        return BinaryOperations.binary(g, a, Binary.MULTIPLY, KerasTensor.of(column, x.type()), flat);
    }

    /** Each axis of the first operand becomes one with those of the second. */
    private static KerasTensor kron(Lowering g, Arguments a) {
        boolean constantFirst = a.known("x1") != null;
        KerasTensor x = a.tensor(g, constantFirst ? "x2" : "x1");
        KnownArray other = a.known(constantFirst ? "x1" : "x2");
        if (other == null || g.isConstant(x.value())) {
            throw Shapes.samples();
        }
        int rank = x.shape().rank();
        Shape shape = other.shape();
        while (shape.rank() < rank) {
            shape = shape.insert(0, 1);
        }
        boolean isRepeated = shape.length(0) > 1;
        if (shape.rank() > rank || isRepeated && constantFirst) {
            throw Shapes.samples();
        }
        Value spread = x.value();
        Shape spreadOther = Shape.of(1);
        if (isRepeated) {
            spreadOther = spreadOther.append(Shape.of(shape.length(0)));
        }
        List<Object> target = new ArrayList<>(List.of(-1.0));
        for (int axis = 1; axis < rank; axis++) {
            int own = x.shape().length(axis);
            int length = shape.length(axis);
            if (own == Shape.FREE) {
                throw new UnsupportedModelException("a product with an axis of a length that each call chooses");
            }
            spreadOther = spreadOther.append(constantFirst ? Shape.of(length, 1) : Shape.of(1, length));
            target.add((double) own * length);
        }
        for (int axis = rank - 1; axis > 0; axis--) {
            spread = g.add(Reshape.expandDims(constantFirst ? axis : axis + 1), spread);
        }
        spread = isRepeated ? g.add(Reshape.expandDims(1), spread) : spread;
        KerasTensor constants = KerasTensor.of(other.shaped(spreadOther));
        KerasTensor product =
                BinaryOperations.binary(g, a, Binary.MULTIPLY, KerasTensor.of(spread, x.type()), constants);
        return product.like(Reshaping.add(g, product.value(), target));
    }

    /** Vectors of two or three elements; the third is 0 where it is missing. */
    private static KerasTensor cross(Lowering g, Arguments a) {
        KerasTensor x = toTheEnd(g, a.tensor(g, "x1"), a.integer("axis", a.integer("axisa", -1)));
        KerasTensor y = toTheEnd(g, a.tensor(g, "x2"), a.integer("axis", a.integer("axisb", -1)));
        int to = a.integer("axis", a.integer("axisc", -1));
        KerasTensor third = minor(g, a, x, y, 0, 1);
        if (x.shape().length(-1) == 2 && y.shape().length(-1) == 2) {
            return third.like(Shapes.remove(g, third.value(), third.shape().rank() - 1));
        }
        List<Value> parts = new ArrayList<>();
        for (int i = 1; i < 4; i++) {
            KerasTensor part = i == 3 ? third : minor(g, a, x, y, i, (i + 1) % 3);
            parts.add(part.value());
        }
        int last = third.shape().rank() - 1;
        Value joined = g.addAll(new Concatenate(last), parts).get(0);
        List<Integer> order = new ArrayList<>();
        for (int axis = 0; axis < last; axis++) {
            order.add(axis);
        }
        order.add(Axes.normalize(to, last + 1), last);
        return third.like(Shapes.transpose(g, joined, order));
    }

    private static KerasTensor toTheEnd(Lowering g, KerasTensor x, int axis) {
        List<Integer> order = new ArrayList<>();
        int moved = Shapes.axis(g, x.value(), axis);
        for (int i = 0; i < x.shape().rank(); i++) {
            if (i != moved) {
                order.add(i);
            }
        }
        order.add(moved);
        KerasTensor y = x.like(Shapes.transpose(g, x.value(), order));
        int length = y.shape().length(-1);
        if (length != 2 && length != 3) {
            throw new IllegalArgumentException("a cross product of vectors of the length " + length);
        }
        return y;
    }

    /** x_i y_j - x_j y_i. */
    private static KerasTensor minor(Lowering g, Arguments a, KerasTensor x, KerasTensor y, int i, int j) {
        KerasTensor p = product(g, a, x, y, i, j);
        KerasTensor q = product(g, a, x, y, j, i);
        if (p == null) {
            return Numbers.checked(g, Numbers.unary(g, Unary.NEGATE, q.value()), q.type());
        }
        return q == null ? p : BinaryOperations.binary(g, a, Binary.SUBTRACT, p, q);
    }

    private static KerasTensor product(Lowering g, Arguments a, KerasTensor x, KerasTensor y, int i, int j) {
        if (i >= x.shape().length(-1) || j >= y.shape().length(-1)) {
            return null;
        }
        return BinaryOperations.binary(g, a, Binary.MULTIPLY, element(g, x, i), element(g, y, j));
    }

    private static KerasTensor element(Lowering g, KerasTensor x, int place) {
        return x.like(g.add(new Slice(x.shape().rank() - 1, place, place + 1, 1), x.value()));
    }

    private static KerasTensor diagonal(Lowering g, Arguments a, Value x, NumberType type) {
        int rank = x.shape().rank();
        int first = Axes.normalize(a.integer("axis1", 0), rank);
        int second = Axes.normalize(a.integer("axis2", 1), rank);
        return diagonal(g, KerasTensor.of(x, type), first, second, a.integer("offset", 0));
    }

    /** That of the last two axes. */
    private static KerasTensor lastDiagonal(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "input");
        int rank = x.shape().rank();
        if (rank < 3) {
            throw Shapes.samples();
        }
        return diagonal(g, x, rank - 2, rank - 1, 0);
    }

    /** The arguments of a node, which has more for other diagonals than the first. */
    private static Arguments firstOnly(Arguments a) {
        a.get("align");
        boolean padded = a.number("padding_value", 0) != 0;
        if (padded || a.integer("k", 0) != 0 || given(a, "num_rows") >= 0 || given(a, "num_cols") >= 0) {
            throw new UnsupportedModelException("another diagonal than the first, or numbers beside it");
        }
        return a;
    }

    private static int given(Arguments a, String name) {
        return a.integer(name, -1);
    }

    /** Matrices with the last axis as their diagonal. */
    private static KerasTensor matrix(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "diagonal");
        int rank = x.shape().rank();
        int length = x.shape().length(-1);
        if (rank < 2 || length == Shape.FREE) {
            throw new UnsupportedModelException("a diagonal of the shape " + x.shape());
        }
        Value column = g.add(Reshape.expandDims(rank), x.value());
        Value isDiagonal = g.add(new Constant(
                ComputedWeight.ofElements(Shape.of(1, length, length), i -> i / length == i % length ? 1 : 0)));
        return KerasTensor.of(Numbers.select(g, isDiagonal, column, Numbers.number(g, 0)), x.type());
    }

    /** Of the matrices along the last two axes. */
    private static KerasTensor lastTrace(Lowering g, Arguments a) {
        Value diagonal = lastDiagonal(g, a).value();
        if (a.tensor(g, "input").type() != NumberType.FLOAT) {
            throw new UnsupportedModelException("a trace of whole numbers");
        }
        return KerasTensor.of(g.add(new Reduce(Reduce.Kind.SUM, diagonal.shape().rank() - 1, false), diagonal));
    }

    private static KerasTensor diagonal(Lowering g, KerasTensor tensor, int first, int second, int offset) {
        Value x = tensor.value();
        NumberType type = tensor.type();
        int rank = x.shape().rank();
        List<Integer> order = new ArrayList<>();
        List<Length> target = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            if (axis != first && axis != second) {
                target.add(Length.ofAxis(0, order.size()));
                order.add(axis);
            }
        }
        if (order.size() != rank - 2) {
            throw new IllegalArgumentException("the diagonal of one axis");
        }
        order.add(first);
        order.add(second);
        Value moved = Shapes.transpose(g, x, order);
        int rows = moved.shape().length(rank - 2);
        int columns = moved.shape().length(rank - 1);
        if (rows == Shape.FREE || columns == Shape.FREE) {
            throw new UnsupportedModelException("a diagonal of a matrix of the shape " + moved.shape());
        }
        int count = Math.min(rows + Math.min(offset, 0), columns - Math.max(offset, 0));
        if (count < 1) {
            throw new UnsupportedModelException("a diagonal without elements");
        }
        target.add(Length.of(Math.multiplyExact(rows, columns)));
        Value flat = g.add(Reshape.to(target), moved);
        int start = offset < 0 ? -offset * columns : offset;
        int stop = start + (count - 1) * (columns + 1) + 1;
        return KerasTensor.of(g.add(new Slice(rank - 2, start, stop, columns + 1), flat), type);
    }

    private static KerasTensor trace(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "x");
        NumberType type = switch (x.type()) {
            case BOOL, INT8, INT16 -> NumberType.INT32;
            case UINT8, UINT16 -> NumberType.UINT32;
            default -> x.type();
        };
        Value diagonal = diagonal(g, a, x.value(), type).value();
        Reduce sum = new Reduce(Reduce.Kind.SUM, diagonal.shape().rank() - 1, false);
        if (!type.isInteger()) {
            return KerasTensor.of(g.add(sum, diagonal), type);
        }
        Value sizes = g.add(sum, Numbers.unary(g, Unary.ABS, diagonal));
        return Numbers.checked(g, g.add(sum, diagonal), type, sizes);
    }

    /** The powers of one number for each sample. */
    private static KerasTensor vander(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "x");
        if (!a.has("N")) {
            throw Shapes.samples();
        }
        int columns = a.integer("N");
        KnownArray.checkSize(columns);
        boolean increases = a.bool("increasing", false);
        List<Object> powers = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            powers.add((double) (increases ? i : columns - 1 - i));
        }
        Value row = new KnownArray(NumberType.FLOAT, false, Shape.of(columns), powers).add(g);
        Value column = g.add(Reshape.expandDims(x.shape().rank()), x.value());
        return Numbers.cast(g, KerasTensor.of(Numbers.combine(g, Binary.POWER, column, row)), x.type());
    }

    /** The distance of each row of the one to each of the other. */
    private static KerasTensor distances(Lowering g, Arguments a) {
        Value x = a.tensor(g, "x").value();
        Value y = a.tensor(g, "y").value();
        Value rows = Shapes.insert(g, x, x.shape().rank() - 1);
        Value others = Shapes.insert(g, y, y.shape().rank() - 2);
        Value apart = Numbers.unary(g, Unary.SQUARE, Numbers.combine(g, Binary.SUBTRACT, rows, others));
        Value sum = g.add(new Reduce(Reduce.Kind.SUM, apart.shape().rank() - 1, false), apart);
        return KerasTensor.of(Numbers.unary(g, Unary.SQRT, sum));
    }
}
