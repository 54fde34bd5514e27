package io.github.cornu.op.attention;

import io.github.cornu.op.Flops;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.Target;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.List;

/**
 * Dot-product attention of several heads (Vaswani et al., 2017): softmax(scale · q · kᵀ) · v for each head. Only the
 * scores of some queries of one head are in memory at a time, and keys that none of these may attend to by their
 * positions are left out.
 *
 * @param axes how many axes a sequence has
 * @param scale one number, or null for 1
 */
public record Attention(int axes, Weight scale, Visibility visibility) implements AttentionOp {
    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        long scores = outputs.get(1).size();
        long depth = inputs.get(0).length(-1) + inputs.get(2).length(-1);
        return scores * (Flops.PAIR * depth + 1 + (scale == null ? 0 : 1));
    }

    @Override
    public Prepared prepare(Target target) {
        float factor = scale == null ? 1f : scale.read()[0];
        return new PackedAttention(visibility, axes, factor, null, false, target);
    }
}
