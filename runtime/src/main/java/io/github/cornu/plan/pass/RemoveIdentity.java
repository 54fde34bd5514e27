package io.github.cornu.plan.pass;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.shape.Identity;
import io.github.cornu.op.shape.Transpose;
import java.util.ArrayList;
import java.util.List;

/** Lets the readers of an identity read its input. */
public final class RemoveIdentity implements Pass {
    @Override
    public Graph apply(Graph graph) {
        int[] instead = instead(graph);
        List<Node> kept = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (!isIdentity(node)) {
                kept.add(new Node(node.origin(), node.op(), inputs(node, instead), node.outputs()));
            }
        }
        List<Graph.Port> outputs = new ArrayList<>();
        for (Graph.Port port : graph.outputs()) {
            outputs.add(new Graph.Port(port.name(), instead[port.value()], port.texts()));
        }
        return graph.withNodes(kept).withOutputs(outputs);
    }

    /** The value that is read in place of each. */
    public static int[] instead(Graph graph) {
        int[] instead = new int[graph.shapes().size()];
        for (int value = 0; value < instead.length; value++) {
            instead[value] = value;
        }
        for (Node node : graph.nodes()) {
            if (isIdentity(node)) {
                instead[node.output()] = instead[node.inputs().get(0)];
            }
        }
        return instead;
    }

    /** What a node reads then. */
    public static List<Integer> inputs(Node node, int[] instead) {
        List<Integer> inputs = new ArrayList<>();
        for (int value : node.inputs()) {
            inputs.add(instead[value]);
        }
        return inputs;
    }

    public static boolean isIdentity(Node node) {
        return node.op() instanceof Identity
                || node.op() instanceof Elementwise elementwise
                        && elementwise.activation().isLinear()
                || node.op() instanceof Transpose transpose && transpose.isIdentity();
    }
}
