package io.github.cornu.plan;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.op.ImageRows;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.Step;
import io.github.cornu.op.Strips;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes the plan of a graph for fixed input shapes: binds its nodes to shapes, slots and states. */
final class Planner {
    private final PreparedGraph prepared;
    private final Graph graph;
    private final PlanKey key;
    private final Shape[] shapes;
    private final ValueSlots slots;
    private final List<PlannedStep> steps = new ArrayList<>();
    private final int[] stateRows;
    private final int[] stateSteps;
    private final int[] timeSteps;

    Planner(PreparedGraph prepared, PlanKey key) {
        this.prepared = prepared;
        this.graph = prepared.graph();
        this.key = key;
        shapes = FixedShapes.of(graph, key);
        slots = new ValueSlots(prepared, shapes);
        stateRows = new int[prepared.states().slots().size()];
        stateSteps = new int[stateRows.length];
        timeSteps = new int[shapes.length];
    }

    Plan plan() {
        countSteps();
        graph.inputs().forEach(input -> slots.reserve(input.value()));
        int[] inputSlots = graph.inputs().stream()
                .mapToInt(input -> slots.of(input.value()))
                .toArray();
        List<Integer> direct = reserveOutputs();
        bindAll();
        List<Plan.Output> outputs = new ArrayList<>();
        for (int i = 0; i < graph.outputs().size(); i++) {
            int value = graph.outputs().get(i).value();
            outputs.add(new Plan.Output(shapes[value], slots.of(value), direct.contains(i), timeSteps[value]));
        }
        return new Plan(key, inputSlots, outputs, steps, slots.sizes(), slots.constants(), stateRows, stateSteps);
    }

    /** How many new time steps each value has: none if all that it comes from is old. */
    private void countSteps() {
        Arrays.fill(timeSteps, 1);
        if (!prepared.isStream()) {
            return;
        }
        for (Graph.Port input : graph.inputs()) {
            timeSteps[input.value()] = stepsOf(input.value(), 1);
        }
        for (Node node : graph.nodes()) {
            int fresh = node.inputs().stream()
                    .mapToInt(value -> Math.min(1, timeSteps[value]))
                    .min()
                    .orElse(1);
            node.outputs().forEach(value -> timeSteps[value] = stepsOf(value, fresh));
        }
    }

    private int stepsOf(int value, int otherwise) {
        return prepared.time(value) == Time.AXIS ? shapes[value].length(1) : otherwise;
    }

    /**
     * Outputs that a step writes, each once, get slots that the caller's arrays are put in. Returns which these are.
     */
    private List<Integer> reserveOutputs() {
        boolean[] made = new boolean[shapes.length];
        for (Node node : graph.nodes()) {
            boolean runs = !node.op().isView() && prepared.constant(node.output()) == null;
            for (int value : node.outputs()) {
                made[value] = runs;
            }
        }
        List<Integer> direct = new ArrayList<>();
        for (int i = 0; i < graph.outputs().size(); i++) {
            int root = slots.root(graph.outputs().get(i).value());
            if (made[root] && slots.of(root) < 0) {
                slots.reserve(root);
                direct.add(i);
            }
        }
        return direct;
    }

    /** Binds all nodes in their order, those that are computed strip by strip as one step. */
    private void bindAll() {
        StripFinder strips = new StripFinder(prepared, shapes);
        int next = 0;
        while (next < graph.nodes().size()) {
            List<ImageRows> stages = strips.from(next);
            Prepared padded = stages.isEmpty() ? PaddingFinder.after(prepared, next) : null;
            if (padded != null) {
                bindPadded(next, padded);
                next += 2;
            } else if (stages.isEmpty()) {
                bind(next, graph.nodes().get(next), prepared.prepared(next));
                next++;
            } else {
                bindStrips(next, stages);
                next += stages.size();
            }
        }
    }

    /** Binds the node after one that puts zeros around its input as if it were not there. */
    private void bindPadded(int index, Prepared padded) {
        Node pad = graph.nodes().get(index);
        Node reader = graph.nodes().get(index + 1);
        bind(index, new Node(reader.origin(), reader.op(), pad.inputs(), reader.outputs()), padded);
    }

    /** Binds some nodes as one step, whose node is the last of them. */
    private void bindStrips(int index, List<ImageRows> stages) {
        List<Node> nodes = graph.nodes().subList(index, index + stages.size());
        Node first = nodes.get(0);
        Node last = nodes.get(nodes.size() - 1);
        List<Shape> images = new ArrayList<>();
        images.add(shapes[first.inputs().get(0)]);
        nodes.forEach(node -> images.add(shapes[node.output()]));
        slots.takeOutputs(last);
        int input = slots.of(first.inputs().get(0));
        Step step = Strips.step(prepared.team(), input, slots.of(last.output()), stages, images);
        steps.add(new PlannedStep(last, step));
        slots.releaseAfter(index, new Node(first.origin(), first.op(), first.inputs(), last.outputs()));
    }

    private void bind(int index, Node node, Prepared operation) {
        if (node.op().isView()) {
            return;
        }
        if (prepared.constant(node.output()) != null) {
            slots.reserve(node.output());
            return;
        }
        bindStates(index, node);
        slots.takeOver(index, node);
        slots.takeOutputs(node);
        NodeBinding binding =
                new NodeBinding(node, shapes, slots, prepared.states().ids(index));
        steps.add(new PlannedStep(node, operation.bind(binding)));
        binding.releaseScratch();
        slots.releaseAfter(index, node);
    }

    private void bindStates(int index, Node node) {
        int[] ids = prepared.states().ids(index);
        if (ids != null) {
            Shape input = shapes[node.inputs().get(0)];
            for (int id : ids) {
                stateRows[id] = input.length(0);
                stateSteps[id] = prepared.states().slots().get(id).spec().grows() ? input.length(1) : 0;
            }
        }
    }
}
