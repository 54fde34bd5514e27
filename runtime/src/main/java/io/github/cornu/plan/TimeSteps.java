package io.github.cornu.plan;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.ModelException;
import io.github.cornu.graph.Node;
import io.github.cornu.op.Gather;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.List;

/**
 * Where the values of a graph have their time steps, if it can be run step by step: every output step depends on its
 * input step, and on earlier ones only by the states.
 */
public final class TimeSteps {
    private final Graph graph;
    private final Time[] times;

    /**
     * Follows time through a graph. Inputs of rank 3 and more are sequences along axis 1, and those of rank 2 that indices
     * of an embedding come from; other inputs are single steps.
     *
     * @throws ModelException if the graph cannot be run step by step; it names the layer and the reason
     */
    public TimeSteps(Graph graph) {
        this.graph = graph;
        this.times = new Time[graph.shapes().size()];
        for (Graph.Port input : graph.inputs()) {
            times[input.value()] = isSequence(input.value()) ? Time.AXIS : Time.STEP;
        }
        for (Node node : graph.nodes()) {
            follow(node);
        }
        for (Graph.Port output : graph.outputs()) {
            if (times[output.value()] == Time.FOLDED) {
                throw new ModelException("the model cannot be stepped through time: output '" + output.name()
                        + "' has the steps of a sequence as samples");
            }
        }
    }

    private boolean isSequence(int value) {
        return graph.shapes().get(value).rank() > 2
                || graph.nodes().stream()
                        .anyMatch(node ->
                                node.op() instanceof Gather && node.inputs().get(0) == value);
    }

    private void follow(Node node) {
        List<Time> inputs = node.inputs().stream().map(value -> times[value]).toList();
        List<Shape> shapes = node.inputs().stream().map(graph.shapes()::get).toList();
        Time time;
        try {
            time = node.op().time(inputs, shapes);
        } catch (IllegalArgumentException e) {
            String text = "the model cannot be stepped through time: " + e.getMessage();
            throw new ModelException(null, node.layer(), node.layerClass(), text, e);
        }
        for (int k = 0; k < node.outputs().size(); k++) {
            times[node.outputs().get(k)] = k == 0 ? time : Time.STEP;
        }
    }

    /** Whether an input is a sequence, with its steps along axis 1. */
    public boolean isInputSequence(int input) {
        return times[graph.inputs().get(input).value()] == Time.AXIS;
    }
}
