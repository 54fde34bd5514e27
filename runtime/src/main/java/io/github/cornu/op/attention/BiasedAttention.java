package io.github.cornu.op.attention;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.Target;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.List;

/**
 * {@link Attention} of all queries to all keys, whose mask is a bias, added to the scores: softmax(scale · q · kᵀ +
 * bias) · v for each head.
 *
 * @param axes how many axes a sequence has
 * @param scale one number, or null for 1
 */
public record BiasedAttention(int axes, Weight scale) implements AttentionOp {
    @Override
    public Visibility visibility() {
        return Visibility.ALL;
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
        Checks.inputs(inputs, MASKS + 1);
        return AttentionOp.super.outputShapes(inputs);
    }

    @Override
    public long flops(List<Shape> inputs, List<Shape> outputs) {
        return new Attention(axes, scale, Visibility.ALL).flops(inputs, outputs)
                + outputs.get(1).size();
    }

    @Override
    public Prepared prepare(Target target) {
        float factor = scale == null ? 1f : scale.read()[0];
        return new PackedAttention(Visibility.ALL, axes, factor, null, true, target);
    }
}
