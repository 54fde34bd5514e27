package io.github.cornu.importer.layer.operation;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.KnownArray;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.op.reduce.Accumulate;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Matrices, along the last two axes, with zeros outside of a band around their diagonal. */
public final class Bands {
    private static final double ALL = Double.POSITIVE_INFINITY;

    private Bands() {}

    public static void register(OperationTable f) {
        f.add((g, a) -> band(g, a, ALL, a.integer("k", 0)), "Tril(x, k)");
        f.add((g, a) -> band(g, a, -a.integer("k", 0), ALL), "Triu(x, k)");
        f.add(Bands::withDiagonal, "tf.set_diag(input, diagonal, k)");
        f.add(
                (g, a) -> band(g, a, width(a, "num_lower"), width(a, "num_upper")),
                "tf.band_part(input, num_lower, num_upper)");
    }

    /** The main diagonal of each matrix becomes the last axis of another tensor. */
    private static KerasTensor withDiagonal(Lowering g, Arguments a) {
        KerasTensor input = a.tensor(g, "input");
        Value x = input.value();
        Value diagonal = a.tensor(g, "diagonal").value();
        int rank = x.shape().rank();
        int rows = x.shape().length(-2);
        int columns = x.shape().length(-1);
        if (rank < 3 || rows == Shape.FREE || columns == Shape.FREE || a.integer("k", 0) != 0) {
            throw new UnsupportedModelException("a diagonal of matrices of the shape " + x.shape());
        }
        Value mask = mask(rows, columns, 0, 0).add(g);
        Value spread = g.add(Reshape.expandDims(rows <= columns ? rank - 1 : rank - 2), diagonal);
        return input.like(Numbers.select(g, mask, spread, x));
    }

    private static double width(Arguments a, String name) {
        double width = a.requireKnown(name).number();
        return width < 0 ? ALL : width;
    }

    /** @param below how many diagonals below the first one are kept, and {@code above} it */
    private static KerasTensor band(Lowering g, Arguments a, double below, double above) {
        KerasTensor given = a.operand(a.name(0));
        KnownArray known = given.value() == null ? given.known() : null;
        if (known != null && known.isFixed() && known.shape().rank() >= 2) {
            return KerasTensor.of(known(known, below, above));
        }
        KerasTensor x = a.tensor(g, a.name(0));
        Shape shape = x.shape();
        if (shape.rank() < 2 || shape.rank() == 2 && !g.isConstant(x.value())) {
            throw new UnsupportedModelException("a triangle of a matrix of the shape " + shape);
        }
        boolean fixed = shape.length(-2) != Shape.FREE && shape.length(-1) != Shape.FREE;
        Value mask = fixed
                ? mask(shape.length(-2), shape.length(-1), below, above).add(g)
                : mask(g, x.value(), below, above);
        return KerasTensor.of(Numbers.select(g, mask, x.value(), Numbers.number(g, 0)), x.type());
    }

    private static KnownArray known(KnownArray x, double below, double above) {
        int rows = x.shape().length(-2);
        int columns = x.shape().length(-1);
        List<Object> elements = new ArrayList<>(x.elements());
        for (int i = 0; i < elements.size(); i++) {
            if (!keeps(i / columns % rows, i % columns, below, above)) {
                elements.set(i, 0.0);
            }
        }
        return new KnownArray(x.type(), false, x.shape(), elements);
    }

    private static KnownArray mask(int rows, int columns, double below, double above) {
        KnownArray.checkSize((long) rows * columns);
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < rows * columns; i++) {
            elements.add(keeps(i / columns, i % columns, below, above) ? 1.0 : 0.0);
        }
        return new KnownArray(NumberType.BOOL, false, Shape.of(rows, columns), elements);
    }

    private static boolean keeps(int row, int column, double below, double above) {
        return row - column <= below && column - row <= above;
    }

    /** For lengths that each call chooses, from the places of the elements. */
    private static Value mask(Lowering g, Value x, double below, double above) {
        int rank = x.shape().rank();
        Value ones = ConstantOperations.likeTensor(g, x, 1);
        Value row = g.add(new Accumulate(Binary.ADD, rank - 2), ones);
        Value column = g.add(new Accumulate(Binary.ADD, rank - 1), ones);
        Value place = Numbers.combine(g, Binary.SUBTRACT, column, row);
        Value mask = below == ALL ? null : Numbers.scalar(g, Binary.GREATER_EQUAL, place, -below);
        if (above == ALL) {
            return mask == null ? ones : mask;
        }
        Value under = Numbers.scalar(g, Binary.LESS_EQUAL, place, above);
        return mask == null ? under : Numbers.combine(g, Binary.MINIMUM, mask, under);
    }
}
