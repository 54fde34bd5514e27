package io.github.cornu.op.attention;

import io.github.cornu.op.Binding;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.Step;
import io.github.cornu.op.Target;

/**
 * {@link AttentionOp} with its numbers read.
 *
 * @param scale of the queries
 * @param additive what makes the scores; null: products of queries and keys
 * @param biased whether the mask is added to the scores
 */
record PackedAttention(
        Visibility visibility, int axes, float scale, AdditiveScores additive, boolean biased, Target target)
        implements Prepared {
    @Override
    public Step bind(Binding binding) {
        return BoundAttention.of(visibility, axes, scale, additive, biased, target, binding);
    }
}
