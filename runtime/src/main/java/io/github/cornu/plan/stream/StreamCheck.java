package io.github.cornu.plan.stream;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.op.Time;
import io.github.cornu.op.shape.TimeWindow;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Steps a graph through time without computing anything, until what its windows hold comes again: sequences that meet
 * must give their steps at the same time.
 */
public final class StreamCheck {
    private final StreamGraph stream;
    private final Graph graph;
    /** How many steps each value has; of those that are no sequences, whether they are new. */
    private final int[] steps;

    public StreamCheck(StreamGraph stream) {
        this.stream = stream;
        this.graph = stream.graph();
        this.steps = new int[graph.shapes().size()];
    }

    /**
     * How many steps go in and nothing comes out before the first output.
     *
     * @throws io.github.cornu.ModelException if sequences that meet do not give their steps at the same time
     */
    public int warmUp() {
        int[] held = windows().stream().mapToInt(TimeWindow::initial).toArray();
        Set<List<Integer>> seen = new HashSet<>();
        int warmUp = -1;
        while (seen.add(Arrays.stream(held).boxed().toList())) {
            held = step(held);
            boolean complete = graph.outputs().stream().allMatch(output -> steps[output.value()] > 0);
            if (complete && warmUp < 0) {
                warmUp = seen.size() - 1;
            }
        }
        return Math.max(warmUp, 0);
    }

    private List<TimeWindow> windows() {
        List<TimeWindow> windows = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (node.op() instanceof TimeWindow window) {
                windows.add(window);
            }
        }
        return windows;
    }

    /** One step: the numbers of steps of all sequences, and what is held after it. */
    private int[] step(int[] held) {
        int[] after = held.clone();
        graph.inputs().forEach(input -> steps[input.value()] = 1);
        int window = 0;
        for (Node node : graph.nodes()) {
            int count = commonSteps(node);
            if (node.op() instanceof TimeWindow op) {
                Shape output = op.outputShape(Shape.of(1, count, 1), held[window]);
                after[window] = op.heldAfter(held[window], count);
                count = output.length(1);
                window++;
            } else if (stream.times().get(node.output()) == Time.AXIS && count >= 0) {
                count = stepsAfter(node, count);
            }
            int fresh = freshness(node);
            for (int value : node.outputs()) {
                steps[value] = isSequence(value) ? count : fresh;
            }
        }
        return after;
    }

    /** The steps of the sequences that a node reads; -1 if it reads none. */
    private int commonSteps(Node node) {
        int common = -1;
        for (int value : node.inputs()) {
            if (!isSequence(value)) {
                continue;
            }
            if (common >= 0 && common != steps[value]) {
                throw StreamObstacle.of(node, "its inputs do not give their steps at the same time");
            }
            common = steps[value];
        }
        return common;
    }

    private boolean isSequence(int value) {
        Time time = stream.times().get(value);
        return time == Time.AXIS || time == Time.FOLDED || time.isOfMask();
    }

    /** 1 where all that a node reads is new, else 0. */
    private int freshness(Node node) {
        return node.inputs().stream()
                .mapToInt(value -> Math.min(1, steps[value]))
                .min()
                .orElse(1);
    }

    /** How many steps an operation makes of so many. */
    private int stepsAfter(Node node, int count) {
        List<Shape> inputs = new ArrayList<>();
        for (int value : node.inputs()) {
            Shape shape = graph.shapes().get(value);
            inputs.add(stream.times().get(value) == Time.AXIS ? shape.with(1, count) : shape);
        }
        try {
            int length = node.op().outputShapes(inputs).get(0).length(1);
            return length == Shape.FREE ? count : length;
        } catch (IllegalArgumentException e) {
            throw StreamObstacle.of(node, e.getMessage());
        }
    }
}
