package io.github.cornu.op.attention;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;

/** The scores of {@link AdditiveAttention}: the terms of a sum are those of the depth in ascending order. Immutable. */
final class AdditiveScores {
    private final Kernels kernels;
    private final float scale;
    private final float[] features;

    AdditiveScores(Kernels kernels, float scale, Weight features) {
        this.kernels = kernels;
        this.scale = scale;
        this.features = features.read();
    }

    /**
     * Adds to the scores of a query for {@code n} keys.
     *
     * @param work has the query, the scores, and room for {@code n} numbers at {@code terms}
     * @param keys an element of the depth of all keys, then the next one {@code stride} floats later
     */
    void add(float[] work, int query, float[] keys, int from, int stride, int scores, int terms, int n) {
        for (int d = 0; d < features.length; d++) {
            kernels.binaryScalar(Binary.ADD, keys, from + d * stride, work[query + d], work, terms, n);
            if (scale != 1f) {
                kernels.binaryScalar(Binary.MULTIPLY, work, terms, scale, work, terms, n);
            }
            kernels.unary(Unary.TANH, 0, 0, 0, work, terms, work, terms, n);
            kernels.addScaled(features[d], work, terms, work, scores, n);
        }
    }
}
