package io.github.cornu.hub.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.op.attention.MaskedSoftmax;
import io.github.cornu.op.attention.Visibility;
import io.github.cornu.op.dense.MatMul;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import java.util.List;

/**
 * Attention whose scores are limited: cap · tanh(score / cap), as in Gemma 2. All scores are in memory at once, and it
 * cannot be stepped through time.
 */
record CappedAttention(float scale, float cap, Visibility visibility) {
    private static final Transpose HEADS_FIRST = new Transpose(List.of(0, 2, 1, 3));

    /**
     * The result, as long as the queries.
     *
     * @param q shape (batch, steps, heads, size)
     * @param k shape (batch, keys, groups, size), as that of the values
     * @param mask shape (batch, 1, 1, keys), or null
     */
    Value apply(CustomCall call, Value q, Value k, Value v, Value mask) {
        int groups = k.shape().length(2);
        int shared = q.shape().length(2) / groups;
        Value queries = call.add(Reshape.splitAxis(1, Shape.of(groups, shared)), call.add(HEADS_FIRST, q));
        Value keys = call.add(Reshape.expandDims(2), call.add(HEADS_FIRST, k));
        Value values = call.add(Reshape.expandDims(2), call.add(HEADS_FIRST, v));
        Value scores = Parts.with(
                call, Binary.MULTIPLY, call.add(new MatMul(true), queries, keys), (double) scale / (double) cap);
        scores = Parts.with(call, Binary.MULTIPLY, Parts.unary(call, Unary.TANH, scores), cap);
        MaskedSoftmax softmax = new MaskedSoftmax(visibility);
        Value shares = mask == null
                ? call.add(softmax, scores)
                : call.add(softmax, scores, call.add(Reshape.expandDims(1), mask));
        Value attended = call.add(Reshape.mergeAxes(1, 3), call.add(new MatMul(false), shares, values));
        return call.add(HEADS_FIRST, attended);
    }
}
