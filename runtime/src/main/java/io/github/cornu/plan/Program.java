package io.github.cornu.plan;

import io.github.cornu.ModelException;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.kernel.Kernels;
import io.github.cornu.op.Op;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.Time;
import io.github.cornu.op.recurrent.Recurrent;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.op.shape.TimeWindow;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.WeightFormat;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A graph with packed weights. Immutable but for the memory of plans; shared by all sessions and threads.
 */
public final class Program {
    /** Plans remembered; a stream of calls with ever new shapes forgets the oldest. */
    private static final int PLANS = 64;

    private final Graph graph;
    private final Kernels kernels;
    private final WeightFormat format;
    private final StreamGraph stream;
    private final Map<Op, Prepared> shared;
    private final Map<Integer, Prepared> prepared = new HashMap<>();
    private final Map<Integer, float[]> constants = new HashMap<>();
    private final StateLayout layout;
    private final PlanCache plans = new PlanCache(PLANS);

    /** Reads and packs all weights of a graph. */
    public Program(Graph graph, Kernels kernels) {
        this(graph, kernels, WeightFormat.F32);
    }

    /** Reads and packs all weights of a graph, its matrices in that form. */
    public Program(Graph graph, Kernels kernels, WeightFormat format) {
        this(graph, kernels, format, null, new HashMap<>(), Map.of());
    }

    private Program(
            Graph graph,
            Kernels kernels,
            WeightFormat format,
            StreamGraph stream,
            Map<Op, Prepared> shared,
            Map<Integer, float[]> knownConstants) {
        this.graph = graph;
        this.kernels = kernels;
        this.format = format;
        this.stream = stream;
        this.shared = shared;
        this.constants.putAll(knownConstants);
        for (int i = 0; i < graph.nodes().size(); i++) {
            Node node = graph.nodes().get(i);
            try {
                prepare(i, node);
            } catch (ModelException e) {
                throw e.at(node.layer(), node.layerClass());
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new ModelException(null, node.layer(), node.layerClass(), e.getMessage(), e);
            }
        }
        layout = new StateLayout(graph, prepared, stream == null);
    }

    private void prepare(int index, Node node) {
        if (node.op() instanceof Constant constant) {
            constants.computeIfAbsent(node.output(), value -> constant.value().read());
        } else if (!node.op().isView()) {
            prepared.put(index, shared.computeIfAbsent(node.op(), op -> op.prepare(kernels, format)));
        }
    }

    /**
     * This program for chunks of a stream, on the same weights.
     *
     * @throws ModelException if it cannot be run in chunks; it names the layer and the reason
     */
    public Program stream() {
        StreamGraph chunks = StreamGraph.of(graph);
        return new Program(chunks.graph(), kernels, format, chunks, shared, constants);
    }

    /** True for a program of chunks. */
    public boolean isStream() {
        return stream != null;
    }

    /** How many steps go in and nothing comes out before the first output; of a program of chunks. */
    public int warmUp() {
        return stream.warmUp();
    }

    /** Whether an input is a sequence, with its steps along axis 1; of a program of chunks. */
    public boolean isSequence(int input) {
        return stream.isSequence(input);
    }

    public Graph graph() {
        return graph;
    }

    /** Bytes that the weights of each node take in memory; of those that several nodes share, at the first. */
    public long[] weightBytes() {
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

    /** Whether a call can fail because of the numbers it gets. */
    public boolean canFail() {
        return graph.nodes().stream().anyMatch(node -> node.op().canFail());
    }

    /** All states; {@link Plan#stateRows} has the same order. */
    public List<StateSlot> states() {
        return layout.slots();
    }

    /**
     * Checks that all recurrent layers can keep their states.
     *
     * @throws ModelException if one cannot
     */
    public void requireStates() {
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Recurrent recurrent && !recurrent.cell().keepsStates()) {
                throw new ModelException(
                        null,
                        node.layer(),
                        node.layerClass(),
                        "its images have no fixed shape, so that it cannot keep its states from call to call",
                        null);
            }
        }
    }

    /** A hash of the weights that the states are computed with, never 0. */
    public long fingerprint() {
        return layout.fingerprint();
    }

    /** The windows in time whose states these are, by the number of their first state; of a program of chunks. */
    public Map<Integer, TimeWindow> windows() {
        return layout.windows();
    }

    /**
     * The plan for inputs of these fixed shapes, made when they come for the first time.
     *
     * @param held steps that each of the {@link #windows} holds from earlier calls, in their order
     * @throws ModelException if a layer cannot take them
     */
    public Plan plan(List<Shape> inputs, int... held) {
        List<Integer> steps = Arrays.stream(held).boxed().toList();
        return plans.get(new PlanCache.Key(inputs, steps), key -> new Planner(this, inputs, steps).plan());
    }

    /** Where a value has its time steps; of a program of chunks. */
    Time time(int value) {
        return stream.times().get(value);
    }

    Prepared prepared(int node) {
        return prepared.get(node);
    }

    /** The elements of a constant value, or null if it is none. */
    float[] constant(int value) {
        return constants.get(value);
    }

    int[] stateIds(int node) {
        return layout.ids(node);
    }
}
