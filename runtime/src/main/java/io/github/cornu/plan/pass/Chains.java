package io.github.cornu.plan.pass;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Joins a node with the one that makes its only input, where nobody else reads that. */
final class Chains {
    /** What two nodes become together. */
    interface Join {
        /** The one of them that stays, with the operation that does the work of both; null if both stay. */
        Node join(Node first, Node second);
    }

    private Chains() {}

    static Graph join(Graph graph, Join join) {
        int[] uses = graph.uses();
        int[] maker = new int[graph.shapes().size()];
        Arrays.fill(maker, -1);
        List<Node> result = new ArrayList<>();
        for (Node node : graph.nodes()) {
            Node joined = null;
            int first = -1;
            if (node.inputs().size() == 1 && node.outputs().size() == 1) {
                int input = node.inputs().get(0);
                first = uses[input] == 1 ? maker[input] : -1;
                joined = first < 0 ? null : together(result.get(first), node, join);
            }
            if (joined == null) {
                result.add(node);
                for (int value : node.outputs()) {
                    maker[value] = result.size() - 1;
                }
            } else {
                result.set(first, joined);
                maker[node.output()] = first;
            }
        }
        return graph.withNodes(result);
    }

    private static Node together(Node first, Node second, Join join) {
        if (first.outputs().size() != 1) {
            return null;
        }
        Node joined = join.join(first, second);
        return joined == null ? null : new Node(joined.origin(), joined.op(), first.inputs(), second.outputs());
    }
}
