package io.github.cornu.hub.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Weight;

/**
 * Attention with linear biases (Press et al., 2021): scores fall with the distance of keys, in each head with another
 * slope. A score may have any number added that is the same for all keys of a query, so that the slope times the place
 * of the key is enough: keys get that as one more element, and queries a one. That goes on in streams.
 */
record Alibi(int heads, float scale) {
    private static final int MAX_BIAS = 8;

    /**
     * Queries with a further element.
     *
     * @param q shape (batch, steps, heads, size)
     */
    Value queries(CustomCall call, Value q) {
        Value zeros = Parts.with(call, Binary.MULTIPLY, call.add(new Slice(3, 0, 1, 1), q), 0);
        return call.add(new Concatenate(3), q, Parts.with(call, Binary.ADD, zeros, 1));
    }

    /**
     * Keys with a further element.
     *
     * @param k shape (batch, keys, heads, size)
     * @param positions shape (batch, keys)
     */
    Value keys(CustomCall call, Value k, Value positions) {
        Value places = call.add(Reshape.expandDims(3), call.add(Reshape.expandDims(2), positions));
        return call.add(new Concatenate(3), k, Parts.multiply(call, places, Parts.constant(call, slopes())));
    }

    private Weight slopes() {
        float[] slopes = new float[heads];
        int power = Integer.highestOneBit(heads);
        for (int i = 0; i < heads; i++) {
            // Heads beyond a power of two have the slopes of twice as many, every second one.
            double exponent = i < power ? (i + 1.0) / power : (2.0 * (i - power) + 1) / (2.0 * power);
            slopes[i] = (float) StrictMath.pow(2, -MAX_BIAS * exponent) / scale;
        }
        return Weight.of(slopes, heads, 1);
    }
}
