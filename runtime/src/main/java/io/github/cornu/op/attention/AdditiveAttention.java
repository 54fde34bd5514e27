package io.github.cornu.op.attention;

import io.github.cornu.op.Flops;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.Target;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.List;

/**
 * Additive attention (Bahdanau et al., 2014) along one axis: a score is the sum of tanh(scale · (q + k)), weighed, over
 * the depth.
 *
 * @param scale one number, or null for 1
 * @param features the weight of each index of the depth
 */
public record AdditiveAttention(Weight scale, Weight features, Visibility visibility) implements AttentionOp {
    @Override
    public int axes() {
        return 1;
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
        List<Shape> outputs = AttentionOp.super.outputShapes(inputs);
        int depth = inputs.get(0).length(-1);
        if (features.shape().size() != depth) {
            throw new IllegalArgumentException("queries of " + depth + " features, and weights for "
                    + features.shape().size());
        }
        return outputs;
    }

    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        long scores = outputs.get(1).size();
        long each = 2 + Flops.PAIR + (scale == null ? 0 : 1);
        return scores
                * (each * inputs.get(0).length(-1) + Flops.PAIR * inputs.get(2).length(-1) + 1);
    }

    @Override
    public Prepared prepare(Target target) {
        float factor = scale == null ? 1f : scale.read()[0];
        return new PackedAttention(
                visibility, 1, 1f, new AdditiveScores(target.kernels(), factor, features), false, target);
    }
}
