package io.github.cornu.importer.layer.attention;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.activation.Softmax;
import io.github.cornu.op.attention.Attention;
import io.github.cornu.op.dense.MatMul;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.shape.Length;
import io.github.cornu.op.shape.Repeat;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@link Attention} with all of its scores in memory, so that the numbers of a mask can become summands of them.
 *
 * @param axes how many axes a sequence has
 * @param scale of the queries
 */
record ExplicitAttention(int axes, float scale) {
    /**
     * The result and the attention weights, with the inputs and outputs of {@link Attention}.
     *
     * @param mask of as many axes as the scores
     */
    List<Value> add(Lowering g, Value query, Value key, Value value, Value mask) {
        int outer = query.shape().rank() - axes - 2;
        int heads = query.shape().length(-2);
        Value scaled = g.add(new CombineScalar(Binary.MULTIPLY, scale), query);
        Value q = headsFirst(g, scaled, outer, heads);
        Value scores = g.add(new MatMul(true), q, headsFirst(g, key, outer, heads));
        if (axes > 1) {
            List<Length> lengths =
                    Stream.concat(lengths(1, outer), lengths(2, outer)).toList();
            scores = g.add(new Reshape(outer + 1, Reshape.END, lengths), scores, query, key);
        }
        List<Integer> keys = IntStream.range(-axes, 0).boxed().toList();
        Value shares = Softmax.masked(g, null, scores, mask, keys);
        Value rows = merged(g, merged(g, shares, outer + 1 + axes), outer + 1);
        Value y = swapped(g, g.add(new MatMul(false), rows, headsFirst(g, value, outer, heads)), outer);
        if (axes > 1) {
            y = g.add(new Reshape(outer, outer + 1, lengths(1, outer).toList()), y, query);
        }
        return List.of(y, shares);
    }

    /** The lengths of the axes of a sequence. */
    private Stream<Length> lengths(int input, int outer) {
        return IntStream.range(outer, outer + axes).mapToObj(axis -> Length.ofAxis(input, axis));
    }

    /** Shape (…, heads, steps, depth), of keys and values that each head has for itself. */
    private Value headsFirst(Lowering g, Value x, int outer, int heads) {
        Value y = swapped(g, merged(g, x, outer), outer);
        int groups = x.shape().length(-2);
        boolean shared = groups != heads && groups != Shape.FREE;
        return shared ? g.add(new Repeat(outer, heads / groups), y) : y;
    }

    /** The axes of a sequence as one. */
    private Value merged(Lowering g, Value x, int from) {
        return axes == 1 ? x : g.add(Reshape.mergeAxes(from, from + axes), x);
    }

    /** With an axis and the next one in the place of each other. */
    private static Value swapped(Lowering g, Value x, int axis) {
        return g.add(Transpose.move(x.shape().rank(), axis, axis + 1), x);
    }
}
