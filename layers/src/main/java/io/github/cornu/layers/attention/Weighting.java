package io.github.cornu.layers.attention;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.custom.JavaFunction;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import java.util.List;

/** Weights of time steps, which add up to 1, and sums that are weighted with them. */
final class Weighting {
    /** What Keras adds to a sum before it divides by it. */
    static final double EPSILON = 1e-7;

    private static final double MASKED = 10000;

    private Weighting() {}

    /**
     * exp(score) / (sum + {@link #EPSILON}), where scores of steps that the mask leaves out count as 0.
     *
     * @param scores (batch, time, 1)
     * @param mask (batch, time), or null
     */
    static Value exponential(CustomCall call, Value scores, Value mask) {
        Value weights = Parts.unary(call, Unary.EXP, scores);
        if (mask != null) {
            weights = Parts.multiply(call, weights, call.add(Reshape.expandDims(2), mask));
        }
        return divided(call, weights, 1, EPSILON);
    }

    /** exp(score - the largest) / (sum + epsilon) along an axis. */
    static Value softmax(CustomCall call, Value scores, int axis, double epsilon) {
        Value most = call.add(new Reduce(Reduce.Kind.MAX, axis, true), scores);
        Value weights = Parts.unary(call, Unary.EXP, Parts.subtract(call, scores, most));
        return divided(call, weights, axis, epsilon);
    }

    private static Value divided(CustomCall call, Value weights, int axis, double epsilon) {
        Value sum = Parts.sum(call, weights, axis);
        return Parts.divide(call, weights, epsilon == 0 ? sum : Parts.with(call, Binary.ADD, sum, epsilon));
    }

    /** What makes the scores of masked steps as low as these layers do: -10000 there, else 0; (batch, time). */
    static Value hidden(CustomCall call, Value mask) {
        return Parts.with(call, Binary.MULTIPLY, Parts.with(call, Binary.SUBTRACT, mask, 1), MASKED);
    }

    /**
     * The weights of scaled dot products of queries and keys: their softmax, where scores of keys that are masked, or
     * after the query, have 10000 less.
     *
     * @param products (batch, queries, keys), or (batch, heads, queries, keys)
     * @param size of queries and keys
     * @param past whether keys after the query are left out
     */
    static Value ofProducts(CustomCall call, Value products, int size, boolean past) {
        Value scores = Parts.with(call, Binary.DIVIDE, products, Math.sqrt(size));
        if (past) {
            JavaFunction reach = SelfAttentionFunctions.reach(
                    SelfAttentionFunctions.UNLIMITED - 1, SelfAttentionFunctions.UNLIMITED);
            scores = Parts.add(call, scores, call.add(reach, scores));
        }
        Value mask = call.masks().get(call.masks().size() == 1 ? 0 : 1);
        int last = scores.shape().rank() - 1;
        if (mask != null) {
            Value hidden = hidden(call, mask);
            for (int axis = 1; axis < last; axis++) {
                hidden = call.add(Reshape.expandDims(1), hidden);
            }
            scores = Parts.add(call, scores, hidden);
        }
        return softmax(call, scores, last, 0);
    }

    /** Queries, keys and values, of which a single input is all three; the output has the mask of the queries. */
    static List<Value> inputs(CustomCall call) {
        List<Value> given = call.inputs();
        if (given.size() != 1 && given.size() != 3) {
            throw new IllegalArgumentException("expected queries, keys and values, got " + given.size() + " inputs");
        }
        if (call.masks().get(0) != null) {
            call.setMask(call.masks().get(0));
        }
        return given.size() == 1 ? List.of(given.get(0), given.get(0), given.get(0)) : given;
    }

    /** The sum of the steps of x, each times its weight, (batch, time, 1). */
    static Value sum(CustomCall call, Value x, Value weights) {
        return call.add(new Reduce(Reduce.Kind.SUM, 1, false), Parts.multiply(call, x, weights));
    }
}
