package io.github.cornu.plan.stream;

import io.github.cornu.ModelException;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.op.Checks;
import io.github.cornu.op.Op;
import io.github.cornu.op.Time;
import io.github.cornu.op.attention.AttentionOp;
import io.github.cornu.op.attention.StreamAttention;
import io.github.cornu.op.convolutional.Windowed;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.reduce.Accumulate;
import io.github.cornu.op.reduce.StreamAccumulate;
import io.github.cornu.op.shape.Pad;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.op.shape.StepsOfTable;
import io.github.cornu.op.shape.TimeWindow;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A graph that runs in chunks of time: every output step depends on its input step, and on earlier ones only by states.
 * Before each operation whose windows reach over several steps stands a {@link TimeWindow}; zeros and cuts at the start
 * of the time axis become part of it.
 *
 * @param graph takes sequences of any length
 * @param times where each of its values has its time steps
 */
public record StreamGraph(Graph graph, List<Time> times) {
    /** Steps that a stream can have of a model that takes sequences of any length. */
    static final int USUAL = 4096;

    public StreamGraph {
        times = List.copyOf(times);
    }

    /**
     * Follows time through a graph. {@link SequenceInputs} are sequences along axis 1; other inputs are single steps.
     *
     * @param limit steps that a stream can have, where states grow with them; 0: as many as the graph takes at once, or
     *     {@link #USUAL}
     * @throws ModelException if the graph cannot be run in chunks; it names the layer and the reason
     */
    public static StreamGraph of(Graph graph, int limit) {
        Builder builder = new Builder(graph, limit);
        graph.nodes().forEach(builder::add);
        return builder.build();
    }

    private static final class Builder {
        private final Graph source;
        private final int limit;
        private final List<Shape> shapes;
        private final List<Time> times = new ArrayList<>();
        private final List<Node> nodes = new ArrayList<>();
        private final int[] uses;
        private final StreamPositions positions = new StreamPositions();
        private final Set<String> statefulLayers = new HashSet<>();

        Builder(Graph source, int limit) {
            this.source = source;
            this.limit = limit;
            this.shapes = new ArrayList<>(source.shapes());
            this.uses = source.uses();
            shapes.forEach(shape -> times.add(null));
            SequenceInputs sequences = new SequenceInputs(source);
            for (Graph.Port input : source.inputs()) {
                int value = input.value();
                boolean sequence = sequences.contains(input);
                times.set(value, sequence ? Time.AXIS : Time.STEP);
                shapes.set(value, sequence ? shapes.get(value).with(1, Shape.FREE) : shapes.get(value));
            }
        }

        void add(Node original) {
            boolean keeps = original.op().stateful();
            if (keeps && !statefulLayers.add(original.layer())) {
                throw StreamObstacle.of(
                        original, "it is stateful and called several times, with one state for all its calls");
            }
            try {
                checkMasks(original.op(), timesOf(original));
                Node node = inStream(withTables(withPositions(original)));
                List<Time> inputs = timesOf(node);
                Time time = node.op().time(inputs, shapesOf(node));
                TimeWindow window = inputs.contains(Time.AXIS) ? window(node.op()) : null;
                if (window != null) {
                    Checks.fixedStep(shapes.get(node.inputs().get(0)));
                }
                if (window == null) {
                    addAs(node, time);
                } else if (node.op() instanceof Windowed) {
                    addAs(withInput(node, addWindow(node, window)), time);
                } else {
                    addAs(node.with(window), time);
                }
            } catch (IllegalArgumentException e) {
                throw StreamObstacle.of(source, original, e);
            }
        }

        private List<Time> timesOf(Node node) {
            return node.inputs().stream().map(times::get).toList();
        }

        /** A node that makes or takes positions, which have an axis for samples here. */
        private Node withPositions(Node node) {
            Op begin = StreamPositions.begin(node.op(), timesOf(node));
            if (begin != null) {
                positions.add(node.output());
                return node.with(begin);
            }
            if (node.inputs().stream().noneMatch(positions::contains)) {
                return node;
            }
            if (positions.stays(node.op(), node.inputs(), timesOf(node))) {
                positions.add(node.output());
            }
            return node.with(positions.shifted(node.op(), node.inputs(), shapesOf(node)));
        }

        /** A node that combines a sequence with constants for each step: it takes those of its steps. */
        private Node withTables(Node node) {
            List<Time> inputs = timesOf(node);
            if (!(node.op() instanceof Combine) || !inputs.contains(Time.AXIS)) {
                return node;
            }
            int sequence = inputs.indexOf(Time.AXIS);
            Shape x = shapes.get(node.inputs().get(sequence));
            int table = node.inputs().get(1 - sequence);
            int axis = 1 - x.rank() + shapes.get(table).rank();
            boolean ofSteps = inputs.get(1 - sequence) == Time.CONSTANT
                    && axis >= 0
                    && axis <= 1
                    && shapes.get(table).length(axis) != 1;
            if (!ofSteps) {
                return node;
            }
            List<Integer> operands = new ArrayList<>(node.inputs());
            List<Integer> taken = List.of(operands.get(sequence), table);
            operands.set(1 - sequence, addBefore(node, new StepsOfTable(axis), taken));
            return new Node(node.origin(), node.op(), operands, node.outputs());
        }

        /** A node as it is in a stream, where it keeps a state. */
        private Node inStream(Node node) {
            List<Time> inputs = timesOf(node);
            if (node.op() instanceof Accumulate accumulate && accumulate.axis() == 1 && inputs.get(0) == Time.AXIS) {
                return node.with(new StreamAccumulate(accumulate.function()));
            }
            if (node.op() instanceof AttentionOp attention && attention.goesAlongTime(inputs, shapesOf(node))) {
                attention.time(inputs, shapesOf(node));
                return streamed(node, attention, inputs);
            }
            return node;
        }

        /** Only what works element by element takes masks of attention as it takes other numbers. */
        private static void checkMasks(Op op, List<Time> inputs) {
            boolean elements = op instanceof Combine
                    || op instanceof CombineScalar
                    || op instanceof Elementwise own && own.activation().isElementwise();
            boolean known = elements || op instanceof Reshape || op instanceof AttentionOp;
            if (!known && inputs.stream().anyMatch(Time::isOfMask)) {
                throw new IllegalArgumentException("it works along time");
            }
        }

        private Node streamed(Node node, AttentionOp attention, List<Time> inputs) {
            if (uses[node.outputs().get(1)] > 0) {
                throw new IllegalArgumentException(
                        "its attention scores are used (return_attention_scores), of which each"
                                + " step has one more than the step before");
            }
            int whole = source.shapes().get(node.inputs().get(1)).length(1);
            int usual = whole == Shape.FREE ? USUAL : whole;
            int steps = limit > 0 ? limit : usual;
            int mask = inputs.indexOf(Time.KEYS) - AttentionOp.MASKS;
            Op op = StreamAttention.of(attention, steps, Math.max(-1, mask));
            return new Node(node.origin(), op, node.inputs(), List.of(node.output()));
        }

        private static TimeWindow window(Op op) {
            if (op instanceof Windowed windowed) {
                return windowed.timeWindow();
            }
            if (op instanceof Pad pad && pad.axis() == 1) {
                return new TimeWindow(pad.before(), 1, 1);
            }
            if (op instanceof Slice slice && slice.axis() == 1) {
                return new TimeWindow(-slice.start(), 1, slice.step());
            }
            return null;
        }

        /** Adds a window before a node, or joins it with the zeros that were put there for this node alone. */
        private int addWindow(Node node, TimeWindow window) {
            int input = node.inputs().get(0);
            Node last = nodes.isEmpty() ? null : nodes.get(nodes.size() - 1);
            boolean joins = last != null
                    && last.output() == input
                    && uses[input] == 1
                    && last.op() instanceof TimeWindow zeros
                    && zeros.span() == 1
                    && zeros.stride() == 1;
            if (joins) {
                nodes.remove(nodes.size() - 1);
                TimeWindow zeros = (TimeWindow) last.op();
                return addWindow(
                        node, last.inputs().get(0), new TimeWindow(zeros.initial(), window.span(), window.stride()));
            }
            return addWindow(node, input, window);
        }

        private int addWindow(Node node, int input, TimeWindow window) {
            return addBefore(node, window, List.of(input));
        }

        /** Adds an operation of a layer that makes a sequence for its next one. */
        private int addBefore(Node node, Op op, List<Integer> inputs) {
            int output = shapes.size();
            shapes.add(null);
            times.add(null);
            addAs(new Node(node.origin(), op, inputs, List.of(output)), Time.AXIS);
            return output;
        }

        private static Node withInput(Node node, int input) {
            return new Node(node.origin(), node.op(), List.of(input), node.outputs());
        }

        private void addAs(Node node, Time time) {
            List<Shape> outputs = node.op().outputShapes(shapesOf(node));
            for (int k = 0; k < outputs.size(); k++) {
                shapes.set(node.outputs().get(k), outputs.get(k));
                times.set(node.outputs().get(k), k == 0 ? time : Time.STEP);
            }
            nodes.add(node);
        }

        private List<Shape> shapesOf(Node node) {
            return node.inputs().stream().map(shapes::get).toList();
        }

        StreamGraph build() {
            for (Graph.Port output : source.outputs()) {
                Time time = times.get(output.value());
                if (time == Time.FOLDED || time != null && time.isOfMask()) {
                    throw new ModelException("the model cannot be stepped through time: output '" + output.name()
                            + "' has the steps of a sequence along another axis");
                }
            }
            // A value that only a removed node made has no use any more.
            for (int value = 0; value < shapes.size(); value++) {
                if (shapes.get(value) == null) {
                    shapes.set(value, Shape.of(0));
                }
            }
            times.replaceAll(time -> time == null ? Time.CONSTANT : time);
            Graph graph = new Graph(
                    source.name(),
                    source.batchSize(),
                    shapes,
                    source.inputs(),
                    nodes,
                    source.outputs(),
                    source.layers());
            return new StreamGraph(graph, times);
        }
    }
}
