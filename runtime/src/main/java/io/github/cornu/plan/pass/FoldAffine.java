package io.github.cornu.plan.pass;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.op.Linear;
import io.github.cornu.op.normalization.Affine;

/**
 * Multiplies the scale and the shift of a batch normalization into the weights of the linear operation before it. Never
 * into the one after it, whose zero padding would have to be shifted too.
 */
final class FoldAffine implements Pass {
    @Override
    public Graph apply(Graph graph) {
        return Chains.join(graph, (first, second) -> join(graph, first, second));
    }

    private static Node join(Graph graph, Node first, Node second) {
        if (!(first.op() instanceof Linear linear)
                || !linear.activation().isLinear()
                || !(second.op() instanceof Affine affine)
                || affine.axis() != graph.shapes().get(second.output()).rank() - 1) {
            return null;
        }
        Linear folded = linear.folded(affine.scale(), affine.shift());
        return folded == null ? null : first.with(folded.withActivation(affine.activation()));
    }
}
