package io.github.cornu.plan;

import io.github.cornu.ModelException;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.op.recurrent.Recurrent;
import io.github.cornu.op.shape.TimeWindow;
import io.github.cornu.plan.stream.StreamCheck;
import io.github.cornu.plan.stream.StreamGraph;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.TensorSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A graph with packed weights, and the plans that were made of it. Immutable but for the memory of plans; shared by all
 * sessions and threads.
 */
public final class Program {
    /** Plans remembered; a stream of calls with ever new shapes forgets the oldest. */
    private static final int PLANS = 64;

    private final PreparedGraph graph;
    private final Packing packing;
    private final int warmUp;
    private final List<TensorSpec> inputs;
    private final List<TensorSpec> outputs;
    private final TextLengths textLengths;
    private final PlanCache plans = new PlanCache(PLANS);

    /** Reads and packs all weights of a graph. */
    public Program(Graph graph, Target target) {
        this(graph, graph, target);
    }

    /**
     * Reads and packs all weights of a graph.
     *
     * @param source the graph as it was before operations were joined
     */
    public Program(Graph graph, Graph source, Target target) {
        this(graph, source, new Packing(target));
    }

    /**
     * Reads and packs all weights of a graph that another one has not packed already.
     *
     * @param source the graph as it was before operations were joined
     * @param other whose target it has
     */
    public Program(Graph graph, Graph source, Program other) {
        this(graph, source, other.packing);
    }

    private Program(Graph graph, Graph source, Packing packing) {
        this(graph, packing.lineage(source, graph), packing);
    }

    private Program(Graph graph, Map<String, Integer> lineage, Packing packing) {
        this(new PreparedGraph(graph, lineage, packing), packing, 0);
    }

    private Program(PreparedGraph graph, Packing packing, int warmUp) {
        this.graph = graph;
        this.packing = packing;
        this.warmUp = warmUp;
        this.inputs = specs(graph.graph().inputs());
        this.outputs = specs(graph.graph().outputs());
        this.textLengths = new TextLengths(graph.graph());
    }

    private List<TensorSpec> specs(List<Graph.Port> ports) {
        return ports.stream()
                .map(port -> new TensorSpec(port.name(), graph().shapes().get(port.value()), port.texts()))
                .toList();
    }

    /**
     * This program for chunks of a stream, on the same weights.
     *
     * @param limit steps that a stream can have, where states grow with them; 0: what is usual
     * @throws ModelException if it cannot be run in chunks; it names the layer and the reason
     */
    public Program stream(int limit) {
        StreamGraph chunks = StreamGraph.of(graph(), limit);
        int steps = new StreamCheck(chunks).warmUp();
        return new Program(new PreparedGraph(chunks, packing, graph), packing, steps);
    }

    /** True for a program of chunks. */
    public boolean isStream() {
        return graph.isStream();
    }

    /** How many steps go in and nothing comes out before the first output; of a program of chunks. */
    public int warmUp() {
        return warmUp;
    }

    /** Whether an input is a sequence, with its steps along axis 1; of a program of chunks. */
    public boolean isSequence(int input) {
        return graph.time(graph().inputs().get(input).value()) == Time.AXIS;
    }

    public Graph graph() {
        return graph.graph();
    }

    /** What each call takes; sequences have any length in a program of chunks. */
    public List<TensorSpec> inputs() {
        return inputs;
    }

    /** What each call gives. */
    public List<TensorSpec> outputs() {
        return outputs;
    }

    /** What the shapes of a call depend on beside those of the inputs. */
    public TextLengths textLengths() {
        return textLengths;
    }

    /** Bytes that the weights of each node take in memory; of those that several nodes share, at the first. */
    public long[] weightBytes() {
        return graph.weightBytes();
    }

    /** Whether a call can fail because of the numbers it gets. */
    public boolean canFail() {
        return graph().nodes().stream().anyMatch(node -> node.op().canFail());
    }

    /** All states; {@link Plan#stateRows} has the same order. */
    public List<StateSlot> states() {
        return graph.states().slots();
    }

    /**
     * Checks that all recurrent layers can keep their states.
     *
     * @throws ModelException if one cannot
     */
    public void requireStates() {
        for (Node node : graph().nodes()) {
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

    /**
     * Checks that samples are along axis 0 of all inputs, and can be run apart.
     *
     * @throws ModelException if a layer joins them; it names the layer
     */
    public void requireSamples() {
        SampleAxis.check(graph());
    }

    /** A hash of the weights that the states are computed with, never 0. */
    public long fingerprint() {
        return graph.states().fingerprint();
    }

    /** The windows in time whose states these are, by the number of their first state; of a program of chunks. */
    public Map<Integer, TimeWindow> windows() {
        return graph.states().windows();
    }

    /**
     * The plan for inputs of these fixed shapes, made when they come for the first time.
     *
     * @param held steps that each of the {@link #windows} holds from earlier calls, in their order; or the numbers of
     *     {@link TextLengths}
     * @throws ModelException if a layer cannot take them
     */
    public Plan plan(List<Shape> inputShapes, int... held) {
        PlanKey key = new PlanKey(inputShapes, Arrays.stream(held).boxed().toList());
        return plans.get(key, fresh -> new Planner(graph, fresh).plan());
    }
}
