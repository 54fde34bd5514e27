package io.github.cornu.plan.stream;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.op.Op;
import io.github.cornu.op.element.CheckIntegers;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.element.Digitize;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.shape.Gather;
import io.github.cornu.op.shape.Identity;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.text.HashBuckets;
import io.github.cornu.op.text.Lookup;
import io.github.cornu.tensor.Shape;
import java.util.HashSet;
import java.util.Set;

/**
 * Which inputs of a graph are sequences along axis 1: those of rank 3 and more, those of rank 2 that are indices of an
 * embedding, and those of rank 2 and of any length from which indices of an embedding are computed one by one, or each
 * of whose numbers becomes a step with features.
 */
final class SequenceInputs {
    private final Graph graph;
    private final Set<Integer> values = new HashSet<>();

    /** Of that graph. */
    SequenceInputs(Graph graph) {
        this.graph = graph;
        for (int i = graph.nodes().size() - 1; i >= 0; i--) {
            Node node = graph.nodes().get(i);
            boolean steps = node.op() instanceof Gather || node.op() instanceof Reshape && addsAxis(node);
            if (steps || isOfEach(node.op()) && values.contains(node.output())) {
                values.addAll(node.inputs());
            }
        }
    }

    private boolean addsAxis(Node node) {
        return shape(node.output()).rank() > 2;
    }

    private static boolean isOfEach(Op op) {
        return op instanceof Combine
                || op instanceof CombineScalar
                || op instanceof Elementwise elementwise
                        && elementwise.activation().isElementwise()
                || op instanceof Lookup
                || op instanceof HashBuckets
                || op instanceof CheckIntegers
                || op instanceof Digitize
                || op instanceof Identity;
    }

    private Shape shape(int value) {
        return graph.shapes().get(value);
    }

    /** Whether an input is one of these. */
    boolean contains(Graph.Port input) {
        int value = input.value();
        Shape shape = shape(value);
        boolean ofAnyLength = shape.rank() == 2 && shape.length(1) == Shape.FREE;
        return shape.rank() > 2 || ofAnyLength && values.contains(value) || isOfEmbedding(value, shape);
    }

    private boolean isOfEmbedding(int value, Shape shape) {
        return shape.rank() > 1
                && graph.nodes().stream()
                        .anyMatch(node ->
                                node.op() instanceof Gather && node.inputs().get(0) == value);
    }
}
