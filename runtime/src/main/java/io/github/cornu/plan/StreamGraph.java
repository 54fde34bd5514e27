package io.github.cornu.plan;

import io.github.cornu.ModelException;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.op.Op;
import io.github.cornu.op.Time;
import io.github.cornu.op.convolutional.Windowed;
import io.github.cornu.op.recurrent.Recurrent;
import io.github.cornu.op.shape.Gather;
import io.github.cornu.op.shape.Pad;
import io.github.cornu.op.shape.Slice;
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
record StreamGraph(Graph graph, List<Time> times) {
    StreamGraph {
        times = List.copyOf(times);
    }

    /**
     * Follows time through a graph. Inputs of rank 3 and more are sequences along axis 1, and those of rank 2 that
     * indices of an embedding come from; other inputs are single steps.
     *
     * @throws ModelException if the graph cannot be run in chunks; it names the layer and the reason
     */
    static StreamGraph of(Graph graph) {
        Builder builder = new Builder(graph);
        graph.nodes().forEach(builder::add);
        return builder.build();
    }

    private static final class Builder {
        private final Graph source;
        private final List<Shape> shapes;
        private final List<Time> times = new ArrayList<>();
        private final List<Node> nodes = new ArrayList<>();
        private final int[] uses;
        private final Set<String> statefulLayers = new HashSet<>();

        Builder(Graph source) {
            this.source = source;
            this.shapes = new ArrayList<>(source.shapes());
            this.uses = source.uses();
            shapes.forEach(shape -> times.add(null));
            for (Graph.Port input : source.inputs()) {
                int value = input.value();
                boolean sequence = isSequence(value);
                times.set(value, sequence ? Time.AXIS : Time.STEP);
                shapes.set(value, sequence ? shapes.get(value).with(1, Shape.FREE) : shapes.get(value));
            }
        }

        private boolean isSequence(int value) {
            return shapes.get(value).rank() > 2
                    || source.nodes().stream()
                            .anyMatch(node ->
                                    node.op() instanceof Gather && node.inputs().get(0) == value);
        }

        void add(Node node) {
            boolean keeps = node.op() instanceof Recurrent recurrent && recurrent.stateful();
            if (keeps && !statefulLayers.add(node.layer())) {
                throw StreamObstacle.of(
                        node, "it is stateful and called several times, with one state for all its calls");
            }
            List<Time> inputs = node.inputs().stream().map(times::get).toList();
            Time time;
            try {
                time = node.op().time(inputs, shapesOf(node));
                TimeWindow window = inputs.contains(Time.AXIS) ? window(node.op()) : null;
                if (window != null) {
                    checkStep(shapes.get(node.inputs().get(0)));
                }
                if (window == null) {
                    addAs(node, time);
                } else if (node.op() instanceof Windowed) {
                    addAs(withInput(node, addWindow(node, window)), time);
                } else {
                    addAs(node.with(window), time);
                }
            } catch (IllegalArgumentException e) {
                throw StreamObstacle.of(node, e.getMessage());
            }
        }

        /** What is kept of a sequence has room for steps of one shape. */
        private static void checkStep(Shape sequence) {
            Shape step = sequence.axes(2, sequence.rank());
            if (!step.isFixed()) {
                throw new IllegalArgumentException("the shape of one time step is not fixed: " + step);
            }
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
            int output = shapes.size();
            shapes.add(null);
            times.add(null);
            addAs(new Node(node.origin(), window, List.of(input), List.of(output)), Time.AXIS);
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
                if (times.get(output.value()) == Time.FOLDED) {
                    throw new ModelException("the model cannot be stepped through time: output '" + output.name()
                            + "' has the steps of a sequence as samples");
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
