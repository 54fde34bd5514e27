package io.github.cornu.plan.pass;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Leaves out the nodes of which no output depends. */
public final class RemoveDead implements Pass {
    @Override
    public Graph apply(Graph graph) {
        boolean[] needed = new boolean[graph.shapes().size()];
        for (Graph.Port port : graph.outputs()) {
            needed[port.value()] = true;
        }
        List<Node> kept = new ArrayList<>();
        for (int i = graph.nodes().size() - 1; i >= 0; i--) {
            Node node = graph.nodes().get(i);
            if (isNeeded(node, needed)) {
                for (int value : node.inputs()) {
                    needed[value] = true;
                }
                kept.add(node);
            }
        }
        Collections.reverse(kept);
        return graph.withNodes(kept);
    }

    private static boolean isNeeded(Node node, boolean[] needed) {
        for (int value : node.outputs()) {
            if (needed[value]) {
                return true;
            }
        }
        return false;
    }
}
