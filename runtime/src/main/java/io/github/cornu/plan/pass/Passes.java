package io.github.cornu.plan.pass;

import io.github.cornu.graph.Graph;
import java.util.List;

/** All passes in their order. */
public final class Passes {
    private static final List<Pass> ALL = List.of(
            new RemoveIdentity(),
            new RemoveDead(),
            new FoldAffine(),
            new DropRelu(),
            new FuseActivation(),
            new FoldPadding(),
            new PullStride());

    private Passes() {}

    /** The graph that is to be run. */
    public static Graph apply(Graph graph) {
        Graph result = graph;
        for (Pass pass : ALL) {
            result = pass.apply(result);
        }
        return result;
    }
}
