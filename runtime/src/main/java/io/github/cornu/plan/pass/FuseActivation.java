package io.github.cornu.plan.pass;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.op.Linear;
import io.github.cornu.op.element.Elementwise;

/** Lets a linear operation apply the function that comes next to its result. Changes no bit. */
final class FuseActivation implements Pass {
    @Override
    public Graph apply(Graph graph) {
        return Chains.join(graph, FuseActivation::join);
    }

    private static Node join(Node first, Node second) {
        boolean joins = first.op() instanceof Linear linear
                && linear.activation().isLinear()
                && second.op() instanceof Elementwise;
        return joins
                ? first.with(((Linear) first.op()).withActivation(((Elementwise) second.op()).activation()))
                : null;
    }
}
