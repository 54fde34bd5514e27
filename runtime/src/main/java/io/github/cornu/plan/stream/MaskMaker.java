package io.github.cornu.plan.stream;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.op.attention.AttentionOp;
import io.github.cornu.tensor.Shape;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which layer makes a mask of attention, for messages. */
final class MaskMaker {
    private final Graph graph;

    MaskMaker(Graph graph) {
        this.graph = graph;
    }

    /** The first attention that takes what a node makes as its mask; null if that is also for anything else. */
    Node attentionOf(Node node) {
        Set<Integer> reached = new HashSet<>(node.outputs());
        Set<Integer> unused = new HashSet<>(node.outputs());
        Node first = null;
        for (Node next : graph.nodes()) {
            if (next.inputs().stream().noneMatch(reached::contains)) {
                continue;
            }
            unused.removeAll(next.inputs());
            if (!(next.op() instanceof AttentionOp)) {
                reached.addAll(next.outputs());
                unused.addAll(next.outputs());
            } else if (next.inputs().subList(0, AttentionOp.MASKS).stream().anyMatch(reached::contains)) {
                return null;
            } else if (first == null) {
                first = next;
            }
        }
        boolean isOutput = graph.outputs().stream().anyMatch(output -> reached.contains(output.value()));
        return unused.isEmpty() && !isOutput ? first : null;
    }

    /**
     * The layer, or the input of the model, whose mask tells for each query and each key whether they belong together:
     * {@code layer 'tril' (Tril)}. Null if the attention has no such mask.
     */
    String of(Node attention) {
        List<Integer> inputs = attention.inputs();
        Deque<Integer> values = new ArrayDeque<>(inputs.subList(AttentionOp.MASKS, inputs.size()));
        while (!values.isEmpty()) {
            int value = values.remove();
            Node maker = maker(value);
            if (!relates(graph.shapes().get(value))) {
                continue;
            }
            if (maker == null) {
                return input(value);
            }
            if (!maker.layer().equals(attention.layer())) {
                return layer(maker);
            }
            values.addAll(maker.inputs());
        }
        return null;
    }

    /** As messages name a layer. */
    static String layer(Node node) {
        return "layer '" + node.layer() + "' (" + node.layerClass() + ")";
    }

    private static boolean relates(Shape mask) {
        return mask.rank() >= 2 && mask.length(-1) != 1 && mask.length(-2) != 1;
    }

    private Node maker(int value) {
        return graph.nodes().stream()
                .filter(node -> node.outputs().contains(value))
                .findFirst()
                .orElse(null);
    }

    private String input(int value) {
        return graph.inputs().stream()
                .filter(input -> input.value() == value)
                .map(input -> "input '" + input.name() + "'")
                .findFirst()
                .orElse(null);
    }
}
