package io.github.cornu.plan;

import io.github.cornu.ModelException;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.op.StateSpec;
import io.github.cornu.op.shape.TimeWindow;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** The states of a program: which there are, and which node has which. */
final class StateLayout {
    private final Graph graph;
    private final List<StateSlot> slots = new ArrayList<>();
    private final Map<Integer, int[]> ids = new HashMap<>();
    private final Map<Integer, TimeWindow> windows = new LinkedHashMap<>();
    private final Map<String, int[]> idsOfLayer = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private long fingerprint = 1;

    /**
     * @param weights a hash of the weights that the states of a node come from
     * @param shared whether the calls of a layer that is called several times have their states in common, as in Keras
     */
    StateLayout(Graph graph, IntUnaryOperator weights, boolean shared) {
        this.graph = graph;
        for (int i = 0; i < graph.nodes().size(); i++) {
            Node node = graph.nodes().get(i);
            if (node.op().stateCount() > 0) {
                int[] known = shared ? idsOfLayer.get(node.layer()) : null;
                ids.put(i, known == null ? declare(node) : checked(node, known));
                fingerprint = 31 * fingerprint + weights.applyAsInt(i);
            }
        }
    }

    private int[] declare(Node node) {
        boolean stateful = node.op().stateful();
        List<Shape> inputs = node.inputs().stream().map(graph.shapes()::get).toList();
        if (node.op() instanceof TimeWindow window) {
            windows.put(slots.size(), window);
        }
        int[] fresh = new int[node.op().stateCount()];
        int first = slots.size();
        int k = 0;
        for (StateSpec spec : specs(node, inputs)) {
            fresh[k++] = slots.size();
            int index = counts.merge(node.layer(), 1, Integer::sum) - 1;
            slots.add(new StateSlot(node.layer(), index, spec, stateful, first));
        }
        idsOfLayer.put(node.layer(), fresh);
        return fresh;
    }

    /** The states of a layer that is called once more. */
    private int[] checked(Node node, int[] known) {
        List<StateSpec> specs =
                specs(node, node.inputs().stream().map(graph.shapes()::get).toList());
        for (int k = 0; k < known.length; k++) {
            if (!slots.get(known[k]).spec().equals(specs.get(k))) {
                throw new ModelException(
                        null, node.layer(), node.layerClass(), "it is called with inputs of different shapes", null);
            }
        }
        return known;
    }

    private static List<StateSpec> specs(Node node, List<Shape> inputs) {
        try {
            return node.op().states(inputs);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ModelException(null, node.layer(), node.layerClass(), e.getMessage(), e);
        }
    }

    List<StateSlot> slots() {
        return slots;
    }

    int[] ids(int node) {
        return ids.get(node);
    }

    Map<Integer, TimeWindow> windows() {
        return windows;
    }

    long fingerprint() {
        return fingerprint == 0 ? 1 : fingerprint;
    }
}
