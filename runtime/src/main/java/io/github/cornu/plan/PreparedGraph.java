package io.github.cornu.plan;

import io.github.cornu.ModelException;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.kernel.threads.ThreadTeam;
import io.github.cornu.op.Op;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.Time;
import io.github.cornu.op.recurrent.Recurrent;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.plan.stream.StreamGraph;
import io.github.cornu.plan.stream.WeightLineage;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A graph with packed weights, from which plans are made. Immutable. */
final class PreparedGraph {
    private final Graph graph;
    private final List<Time> times;
    private final Map<Integer, Prepared> prepared = new HashMap<>();
    private final Map<Integer, float[]> constants = new HashMap<>();
    private final Map<String, Integer> lineage;
    private final ThreadTeam team;
    /** How often each value is read. */
    private final int[] uses;

    private final StateLayout layout;

    /**
     * A graph of whole sequences.
     *
     * @param lineage see {@link WeightLineage}
     */
    PreparedGraph(Graph graph, Map<String, Integer> lineage, Packing packing) {
        this(graph, null, packing, Map.of(), lineage);
    }

    /**
     * A graph of chunks of a stream.
     *
     * @param whole the graph that it was made from, whose constants and lineage it has
     */
    PreparedGraph(StreamGraph stream, Packing packing, PreparedGraph whole) {
        this(stream.graph(), stream.times(), packing, whole.constants, whole.lineage);
    }

    private PreparedGraph(
            Graph graph,
            List<Time> times,
            Packing packing,
            Map<Integer, float[]> knownConstants,
            Map<String, Integer> lineage) {
        this.graph = graph;
        this.lineage = lineage;
        this.team = packing.team();
        this.uses = graph.uses();
        this.times = times;
        this.constants.putAll(knownConstants);
        packing.expect(graph);
        for (int i = 0; i < graph.nodes().size(); i++) {
            Node node = graph.nodes().get(i);
            try {
                prepare(i, node, packing);
            } catch (ModelException e) {
                throw e.at(node.layer(), node.layerClass());
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new ModelException(null, node.layer(), node.layerClass(), e.getMessage(), e);
            }
        }
        layout = new StateLayout(graph, this::fingerprint, times == null);
    }

    private void prepare(int index, Node node, Packing packing) {
        if (node.op() instanceof Constant constant) {
            constants.computeIfAbsent(node.output(), value -> packing.constant(constant));
        } else if (!node.op().isView()) {
            prepared.put(index, packing.of(node.op()));
        }
    }

    /** A hash of the weights that the states of a node come from. */
    private int fingerprint(int index) {
        Node node = graph.nodes().get(index);
        int own = prepared.get(index).fingerprint();
        return node.op() instanceof Recurrent ? own : 31 * own + lineage.getOrDefault(node.layer(), 0);
    }

    Graph graph() {
        return graph;
    }

    /** True for a graph of chunks. */
    boolean isStream() {
        return times != null;
    }

    /** Where a value has its time steps; of a graph of chunks. */
    Time time(int value) {
        return times.get(value);
    }

    StateLayout states() {
        return layout;
    }

    ThreadTeam team() {
        return team;
    }

    /** Whether what a node makes is read by the node after it, and by nobody else. */
    boolean feedsNextAlone(int node) {
        List<Node> nodes = graph.nodes();
        List<Integer> made = nodes.get(node).outputs();
        return node + 1 < nodes.size()
                && made.size() == 1
                && nodes.get(node + 1).inputs().equals(made)
                && uses[made.get(0)] == 1;
    }

    Prepared prepared(int node) {
        return prepared.get(node);
    }

    /** The elements of a constant value, or null if it is none. */
    float[] constant(int value) {
        return constants.get(value);
    }

    /** Bytes that the weights of each node take in memory; of those that several nodes share, at the first. */
    long[] weightBytes() {
        Set<Object> counted = Collections.newSetFromMap(new IdentityHashMap<>());
        long[] bytes = new long[graph.nodes().size()];
        for (int i = 0; i < bytes.length; i++) {
            Node node = graph.nodes().get(i);
            Object holder = node.op() instanceof Constant ? constants.get(node.output()) : prepared.get(i);
            if (holder != null && counted.add(holder)) {
                long packed = holder instanceof Prepared weights ? weights.weightBytes() : -1;
                bytes[i] = packed >= 0 ? packed : plainBytes(node.op());
            }
        }
        return bytes;
    }

    private static long plainBytes(Op op) {
        return op.weights().stream()
                .mapToLong(weight -> (long) Float.BYTES * weight.shape().size())
                .sum();
    }
}
