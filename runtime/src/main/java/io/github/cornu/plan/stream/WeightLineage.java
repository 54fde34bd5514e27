package io.github.cornu.plan.stream;

import io.github.cornu.ModelException;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.op.recurrent.Recurrent;
import io.github.cornu.tensor.Weight;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a stream holds of its past that is no state of a recurrent layer, the steps of windows and the keys of
 * attention, is made by the layers before it. Tells for each layer that holds such values a hash of the weights that
 * they depend on: those of the layer, and of all before it.
 */
public final class WeightLineage {
    /** Elements of a weight that are read at once, if it can be read in parts. */
    private static final int PART = 1 << 16;

    private final Graph graph;
    private final Map<Weight, Integer> known;

    private WeightLineage(Graph graph, Map<Weight, Integer> known) {
        this.graph = graph;
        this.known = known;
    }

    /**
     * The hashes by the paths of the layers; empty if the graph cannot be run in chunks.
     *
     * @param source the graph as it was loaded, on which the hashes are the same whatever operations are joined
     * @param compiled the graph that is run
     * @param known the hashes of weights so far, to which others are added
     */
    public static Map<String, Integer> of(Graph source, Graph compiled, Map<Weight, Integer> known) {
        Set<String> layers = holding(compiled);
        return layers.isEmpty() ? Map.of() : new WeightLineage(source, known).hashes(layers);
    }

    private static Set<String> holding(Graph compiled) {
        try {
            return StreamGraph.of(compiled, 0).graph().nodes().stream()
                    .filter(node -> node.op().stateCount() > 0 && !(node.op() instanceof Recurrent))
                    .map(Node::layer)
                    .collect(Collectors.toSet());
        } catch (ModelException | ArithmeticException e) {
            return Set.of();
        }
    }

    private Map<String, Integer> hashes(Set<String> layers) {
        Set<Node> needed = needed(layers);
        int[] ofValues = new int[graph.shapes().size()];
        Map<String, Integer> hashes = new HashMap<>();
        for (Node node : graph.nodes()) {
            if (needed.contains(node)) {
                int hash = hash(node, ofValues);
                node.outputs().forEach(value -> ofValues[value] = hash);
                if (layers.contains(node.layer())) {
                    hashes.merge(node.layer(), hash, (before, next) -> 31 * before + next);
                }
            }
        }
        return hashes;
    }

    /** The nodes of some layers, and those before them. */
    private Set<Node> needed(Set<String> layers) {
        Set<Node> nodes = new HashSet<>();
        Set<Integer> values = new HashSet<>();
        List<Node> all = graph.nodes();
        for (int i = all.size() - 1; i >= 0; i--) {
            Node node = all.get(i);
            if (layers.contains(node.layer()) || node.outputs().stream().anyMatch(values::contains)) {
                nodes.add(node);
                values.addAll(node.inputs());
            }
        }
        return nodes;
    }

    private int hash(Node node, int[] ofValues) {
        int hash = 1;
        for (int input : node.inputs()) {
            hash = 31 * hash + ofValues[input];
        }
        for (Weight weight : node.op().weights()) {
            hash = 31 * hash + known.computeIfAbsent(weight, WeightLineage::hash);
        }
        return hash;
    }

    private static int hash(Weight weight) {
        int size = weight.shape().size();
        if (!weight.readsParts()) {
            return Arrays.hashCode(weight.read());
        }
        float[] part = new float[Math.min(PART, size)];
        int hash = 1;
        for (int first = 0; first < size; first += part.length) {
            int count = Math.min(part.length, size - first);
            weight.read(first, count, part);
            for (int i = 0; i < count; i++) {
                hash = 31 * hash + Float.floatToIntBits(part[i]);
            }
        }
        return hash;
    }
}
