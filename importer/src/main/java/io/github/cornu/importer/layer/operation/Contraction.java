package io.github.cornu.importer.layer.operation;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Shapes;
import io.github.cornu.op.dense.MatMul;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Length;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Sums of products of two tensors whose axes have letters, as in an einsum: axes with the same letter have the same
 * index, those that the result lacks are summed over. Axes that both tensors and the result have come first, then one
 * matrix product is made for each of their elements.
 */
final class Contraction {
    private final Lowering g;
    private final Value a;
    private final Value b;
    private final String letters;
    private final String others;
    private final String result;

    private Contraction(Lowering g, Value a, String letters, Value b, String others, String result) {
        this.g = g;
        this.a = a;
        this.b = b;
        this.letters = letters;
        this.others = others;
        this.result = result;
    }

    /** The sums of products. */
    static Value of(Lowering g, Value a, String letters, Value b, String others, String result) {
        String keptInA = kept(letters, others + result);
        String keptInB = kept(others, letters + result);
        Value p = summed(g, a, letters, keptInA);
        Value q = summed(g, b, others, keptInB);
        return new Contraction(g, p, keptInA, q, keptInB, result).product();
    }

    /** One tensor: axes that the result lacks are summed over, the others ordered. */
    static Value of(Lowering g, Value a, String letters, String result) {
        String kept = kept(letters, result);
        return ordered(g, summed(g, a, letters, kept), kept, result);
    }

    private static String kept(String letters, String used) {
        return filter(letters, letter -> used.indexOf(letter) >= 0);
    }

    private static String filter(String letters, Predicate<Character> predicate) {
        StringBuilder kept = new StringBuilder();
        for (char letter : letters.toCharArray()) {
            if (letters.indexOf(letter) != letters.lastIndexOf(letter)) {
                throw new UnsupportedModelException("the diagonal of two axes, '" + letters + "'");
            }
            if (predicate.test(letter)) {
                kept.append(letter);
            }
        }
        return kept.toString();
    }

    private static Value summed(Lowering g, Value x, String letters, String kept) {
        Value y = x;
        for (int axis = letters.length() - 1; axis >= 0; axis--) {
            if (kept.indexOf(letters.charAt(axis)) < 0) {
                y = g.add(new Reduce(Reduce.Kind.SUM, Shapes.axis(g, y, axis), false), y);
            }
        }
        return y;
    }

    private static Value ordered(Lowering g, Value x, String letters, String wanted) {
        List<Integer> order = new ArrayList<>();
        for (char letter : wanted.toCharArray()) {
            order.add(letters.indexOf(letter));
        }
        Transpose transpose = new Transpose(order);
        return transpose.isIdentity() ? x : g.add(transpose, x);
    }

    private Value product() {
        String both = filter(letters, letter -> others.indexOf(letter) >= 0 && result.indexOf(letter) >= 0);
        String sums = filter(letters, letter -> others.indexOf(letter) >= 0 && result.indexOf(letter) < 0);
        String rows = filter(letters, letter -> others.indexOf(letter) < 0);
        String columns = filter(others, letter -> letters.indexOf(letter) < 0);
        checkSamples(both, sums, rows, columns);
        Value p = ordered(g, a, letters, both + rows + sums);
        Value q = ordered(g, b, others, both + sums + columns);
        Value y;
        if (sums.isEmpty()) {
            y = outer(p, q, rows.length(), columns.length());
        } else {
            Value left = joined(p, both.length(), rows.length(), sums.length());
            Value right = joined(q, both.length(), sums.length(), columns.length());
            y = split(g.add(new MatMul(false), left, right), p, q, both.length(), rows.length(), columns.length());
        }
        return ordered(g, y, both + rows + columns, result);
    }

    /** The batch axis is in both tensors, or in one of them only; it is the first one there and in the result. */
    private void checkSamples(String both, String sums, String rows, String columns) {
        boolean inA = !g.isConstant(a);
        boolean inB = !g.isConstant(b);
        char sampleOfA = letters.charAt(0);
        char sampleOfB = others.charAt(0);
        boolean together = inA && inB && sampleOfA == sampleOfB && both.indexOf(sampleOfA) >= 0;
        boolean onlyA = inA && !inB && rows.indexOf(sampleOfA) >= 0;
        boolean onlyB = inB && !inA && columns.indexOf(sampleOfB) >= 0;
        if (!together && !onlyA && !onlyB && (inA || inB)) {
            throw Shapes.samples();
        }
        if ((inA || inB) && (result.isEmpty() || result.charAt(0) != (inA ? sampleOfA : sampleOfB))) {
            throw new UnsupportedModelException("it moves the axis of the samples");
        }
    }

    /** Nothing is summed: axes of length 1 make room for those of the other tensor. */
    private Value outer(Value p, Value q, int rows, int columns) {
        Value left = p;
        for (int i = 0; i < columns; i++) {
            left = g.add(Reshape.expandDims(left.shape().rank()), left);
        }
        Value right = q;
        for (int i = 0; i < rows; i++) {
            right = g.add(Reshape.expandDims(q.shape().rank() - columns), right);
        }
        return g.add(new Combine(Binary.MULTIPLY), left, right);
    }

    /** The first axes as they are, then two axes of the next ones. */
    private Value joined(Value x, int first, int second, int third) {
        if (second == 1 && third == 1) {
            return x;
        }
        if (second == 0 && third == 1 || second == 1 && third == 0) {
            return g.add(Reshape.expandDims(second == 0 ? first : first + 1), x);
        }
        List<Length> target = new ArrayList<>();
        for (int axis = 0; axis < first; axis++) {
            target.add(Length.ofAxis(0, axis));
        }
        int middle = product(x, first, first + second);
        int last = product(x, first + second, first + second + third);
        if (middle == Shape.FREE && last == Shape.FREE) {
            throw new UnsupportedModelException("a product of matrices with two lengths that each call chooses");
        }
        target.add(middle == Shape.FREE ? Length.REST : Length.of(middle));
        target.add(last == Shape.FREE ? Length.REST : Length.of(last));
        return g.add(Reshape.to(target), x);
    }

    private static int product(Value x, int from, int to) {
        return x.shape().size(from, to);
    }

    private Value split(Value y, Value p, Value q, int first, int rows, int columns) {
        List<Length> target = new ArrayList<>();
        for (int axis = 0; axis < first + rows; axis++) {
            target.add(Length.ofAxis(1, axis));
        }
        for (int axis = q.shape().rank() - columns; axis < q.shape().rank(); axis++) {
            target.add(Length.ofAxis(2, axis));
        }
        boolean same = rows == 1 && columns == 1;
        return same ? y : g.add(Reshape.to(target), y, p, q);
    }
}
