package io.github.cornu.importer.layer.operation;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.op.reduce.ArgExtreme;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.op.shape.GatherRows;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Gauss's elimination with partial pivoting of matrices (batch, n, n), which is laid out step by step. */
public final class Elimination {
    /** There are some twenty operations for each row. */
    private static final int MAX_ROWS = 64;

    private final Lowering g;
    private final int rows;
    private Value work;
    private final List<Value> pivots = new ArrayList<>();

    private Elimination(Lowering g, int rows, Value work) {
        this.g = g;
        this.rows = rows;
        this.work = work;
    }

    /** The number of rows of matrices that are square. */
    static int rows(Value x) {
        Shape shape = x.shape();
        int rows = shape.length(-1);
        if (shape.rank() != 3 || rows == Shape.FREE || rows != shape.length(1) || rows < 1 || rows > MAX_ROWS) {
            throw new UnsupportedModelException("matrices of the shape " + shape + "; square ones up to " + MAX_ROWS
                    + " rows with one axis before are supported");
        }
        return rows;
    }

    /** x of a x = b. */
    public static Value solved(Lowering g, Value a, Value b) {
        int rows = rows(a);
        Elimination elimination = new Elimination(g, rows, g.add(new Concatenate(2), a, b));
        for (int k = 0; k < rows; k++) {
            elimination.step(k);
        }
        return g.add(new Slice(2, rows, Slice.END, 1), elimination.work);
    }

    /** The determinants, (batch). */
    static Value determinant(Lowering g, Value a) {
        int rows = rows(a);
        return product(g, signedPivots(g, a, rows));
    }

    /** The signs of the determinants and the logarithms of their sizes, which may be too large for floats; (batch). */
    static List<Value> signAndLog(Lowering g, Value a) {
        List<Value> signs = new ArrayList<>();
        Value sum = null;
        for (Value pivot : signedPivots(g, a, rows(a))) {
            signs.add(Numbers.unary(g, Unary.SIGN, pivot));
            Value log = Numbers.unary(g, Unary.LOG, Numbers.unary(g, Unary.ABS, pivot));
            sum = sum == null ? log : Numbers.combine(g, Binary.ADD, sum, log);
        }
        return List.of(product(g, signs), flat(g, sum));
    }

    private static List<Value> signedPivots(Lowering g, Value a, int rows) {
        Elimination elimination = new Elimination(g, rows, a);
        for (int k = 0; k < rows; k++) {
            elimination.step(k);
        }
        return elimination.pivots;
    }

    private static Value product(Lowering g, List<Value> factors) {
        Value product = factors.get(0);
        for (Value factor : factors.subList(1, factors.size())) {
            product = Numbers.combine(g, Binary.MULTIPLY, product, factor);
        }
        return flat(g, product);
    }

    /** (batch, 1, 1) as (batch). */
    private static Value flat(Lowering g, Value x) {
        return g.add(Reshape.squeeze(1), g.add(Reshape.squeeze(2), x));
    }

    /** (1, n, 1): 1 for some rows, else 0. */
    private Value rowsWhere(IntPredicate chosen) {
        return g.add(new Constant(new ComputedWeight(Shape.of(1, rows, 1), () -> {
            float[] marks = new float[rows];
            for (int i = 0; i < rows; i++) {
                marks[i] = chosen.test(i) ? 1f : 0f;
            }
            return marks;
        })));
    }

    private Value multiplied(Value a, Value b) {
        return Numbers.combine(g, Binary.MULTIPLY, a, b);
    }

    /** Row k becomes the one with the largest element in column k, divided by it; all others have 0 there then. */
    private void step(int k) {
        Value column = g.add(new Slice(2, k, k + 1, 1), work);
        // Rows that were a pivot before count less than all others.
        Value size =
                Numbers.select(g, rowsWhere(i -> i >= k), Numbers.unary(g, Unary.ABS, column), Numbers.number(g, -1));
        Value place = g.add(new ArgExtreme(true, 1), size);
        Value pivotRow = g.add(new GatherRows(1), work, place);
        Value first = g.add(new Slice(1, k, k + 1, 1), work);
        Value indices = g.add(new Constant(ComputedWeight.ofElements(Shape.of(1, rows, 1), i -> i)));
        Value isPivot = Numbers.combine(g, Binary.EQUAL, indices, g.add(Reshape.expandDims(2), place));
        Value swapped = Numbers.select(g, isPivot, first, work);
        Value pivot = g.add(new Slice(2, k, k + 1, 1), pivotRow);
        note(k, pivot, isPivot);
        Value unit = Numbers.combine(g, Binary.DIVIDE, pivotRow, pivot);
        Value factors = g.add(new Slice(2, k, k + 1, 1), swapped);
        Value rest = Numbers.combine(g, Binary.SUBTRACT, swapped, multiplied(factors, unit));
        work = Numbers.select(g, rowsWhere(i -> i == k), unit, rest);
    }

    /** The determinant is the product of the pivots, of other sign for each two rows that are swapped. */
    private void note(int k, Value pivot, Value isPivot) {
        Value stays = g.add(new Slice(1, k, k + 1, 1), isPivot);
        pivots.add(multiplied(pivot, Numbers.unary(g, Unary.SCALE_SHIFT, 2, -1, stays)));
    }
}
