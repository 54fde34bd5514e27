package io.github.cornu.importer.layer.operation;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import java.util.List;

/** Linear equations with a matrix for each sample. */
public final class SolutionOperations {
    private static final Transpose SWAP = new Transpose(List.of(0, 2, 1));

    private SolutionOperations() {}

    public static void register(OperationTable f) {
        f.add(SolutionOperations::inverse, "Inv(x, adjoint)", "tf.inv(input, adjoint)");
        f.add(SolutionOperations::solve, "Solve(a, b, adjoint)", "tf.solve(matrix, rhs, adjoint)");
        f.add((g, a) -> KerasTensor.of(Elimination.determinant(g, matrix(g, a))), "Det(x)", "tf.det(input)");
        f.add(SolutionOperations::logDeterminant, "Logdet(x)");
        f.addAll(SolutionOperations::signAndLog, "Slogdet(x)", "node.LogMatrixDeterminant(input)");
        f.add(SolutionOperations::cholesky, "Cholesky(x, upper)", "tf.cholesky(input, upper)");
        f.add(SolutionOperations::triangular, "SolveTriangular(a, b, lower)");
        f.add(SolutionOperations::lowerUnlessSaid, "tf.triangular_solve(matrix, rhs, lower, adjoint)");
    }

    private static Value matrix(Lowering g, Arguments a) {
        return a.tensor(g, a.name(0)).value();
    }

    private static KerasTensor inverse(Lowering g, Arguments a) {
        Value x = matrix(g, a);
        int rows = Elimination.rows(x);
        ComputedWeight unit = new ComputedWeight(Shape.of(1, rows, rows), () -> {
            float[] elements = new float[rows * rows];
            for (int i = 0; i < rows; i++) {
                elements[i * (rows + 1)] = 1f;
            }
            return elements;
        });
        // For each sample one.
        Value zeros = ConstantOperations.likeTensor(g, x, 0);
        Value units = Numbers.combine(g, Binary.ADD, zeros, g.add(new Constant(unit)));
        return KerasTensor.of(Elimination.solved(g, x, units));
    }

    private static KerasTensor solve(Lowering g, Arguments a) {
        return sided(g, a, Elimination::solved);
    }

    private interface Solver {
        Value apply(Lowering g, Value a, Value b);
    }

    /** One right side, a vector, or several. */
    private static KerasTensor sided(Lowering g, Arguments a, Solver solver) {
        Value x = matrix(g, a);
        Value b = a.tensor(g, a.name(1)).value();
        if (g.isConstant(x) || g.isConstant(b)) {
            throw new UnsupportedModelException("equations with constants");
        }
        if (b.shape().rank() == x.shape().rank() - 1) {
            Value y = solver.apply(g, x, g.add(Reshape.expandDims(2), b));
            return KerasTensor.of(g.add(Reshape.squeeze(2), y));
        }
        return KerasTensor.of(solver.apply(g, x, b));
    }

    /** NaN where the determinant is below 0. */
    private static KerasTensor logDeterminant(Lowering g, Arguments a) {
        List<Value> parts = Elimination.signAndLog(g, matrix(g, a));
        Value sign = Numbers.unary(g, Unary.LOG, parts.get(0));
        return KerasTensor.of(Numbers.combine(g, Binary.ADD, parts.get(1), sign));
    }

    private static List<KerasTensor> signAndLog(Lowering g, Arguments a) {
        return Elimination.signAndLog(g, matrix(g, a)).stream()
                .map(KerasTensor::of)
                .toList();
    }

    private static Value cut(Lowering g, Value x, int axis, int from, int to) {
        return g.add(new Slice(axis, from, to, 1), x);
    }

    /** Column by column: what is left of the matrix is reduced by the product of each column with itself. */
    private static KerasTensor cholesky(Lowering g, Arguments a) {
        Value rest = matrix(g, a);
        int rows = Elimination.rows(rest);
        Value[] columns = new Value[rows];
        for (int k = 0; k < rows; k++) {
            Value column = cut(g, rest, 2, k, k + 1);
            Value root = Numbers.unary(g, Unary.SQRT, cut(g, column, 1, k, k + 1));
            Value divided = Numbers.combine(g, Binary.DIVIDE, column, root);
            columns[k] = Numbers.combine(g, Binary.MULTIPLY, divided, from(g, rows, k));
            Value square = Numbers.combine(g, Binary.MULTIPLY, columns[k], g.add(SWAP, columns[k]));
            rest = Numbers.combine(g, Binary.SUBTRACT, rest, square);
        }
        Value lower = g.add(new Concatenate(2), columns);
        return KerasTensor.of(a.bool("upper", false) ? g.add(SWAP, lower) : lower);
    }

    /** (1, n, 1): 0 before row k, then 1. */
    private static Value from(Lowering g, int rows, int k) {
        return g.add(new Constant(new ComputedWeight(Shape.of(1, rows, 1), () -> {
            float[] marks = new float[rows];
            for (int i = k; i < rows; i++) {
                marks[i] = 1f;
            }
            return marks;
        })));
    }

    private static KerasTensor triangular(Lowering g, Arguments a) {
        boolean lower = a.bool("lower", false);
        return sided(g, a, (g1, x, b) -> substituted(g1, x, b, lower));
    }

    private static KerasTensor lowerUnlessSaid(Lowering g, Arguments a) {
        boolean lower = a.bool("lower", true);
        boolean adjoint = a.bool("adjoint", false);
        return sided(g, a, (g1, x, b) -> substituted(g1, adjoint ? g1.add(SWAP, x) : x, b, lower != adjoint));
    }

    /** Row by row, from the one with a single element on. */
    private static Value substituted(Lowering g, Value x, Value b, boolean lower) {
        int rows = Elimination.rows(x);
        Value[] solved = new Value[rows];
        Value rest = b;
        for (int i = 0; i < rows; i++) {
            int k = lower ? i : rows - 1 - i;
            Value column = cut(g, x, 2, k, k + 1);
            solved[k] = Numbers.combine(g, Binary.DIVIDE, cut(g, rest, 1, k, k + 1), cut(g, column, 1, k, k + 1));
            Value product = Numbers.combine(g, Binary.MULTIPLY, column, solved[k]);
            rest = Numbers.combine(g, Binary.SUBTRACT, rest, product);
        }
        return g.add(new Concatenate(1), solved);
    }
}
