package io.github.cornu.plan;

import io.github.cornu.ModelException;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.op.ImageRows;
import io.github.cornu.op.Op;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.Step;
import io.github.cornu.op.Strips;
import io.github.cornu.op.Time;
import io.github.cornu.op.shape.TimeWindow;
import io.github.cornu.op.text.Tokenize;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Makes the plan of a graph for fixed input shapes: infers shapes, gives values slots by their life times, binds. */
final class Planner {
    private static final int FOREVER = Integer.MAX_VALUE;

    private final PreparedGraph prepared;
    private final Graph graph;
    private final PlanKey key;
    private final Shape[] shapes;
    /** The value whose elements a value has: itself, or what it is a view of. */
    private final int[] roots;
    /** Index of the last node that reads a root, or {@link #FOREVER}. */
    private final int[] lastUses;

    private final int[] slots;
    private final SlotPool pool = new SlotPool();
    private final List<PlannedStep> steps = new ArrayList<>();
    private final int[] stateRows;
    private final int[] stateSteps;
    private final int[] timeSteps;
    private int window;

    Planner(PreparedGraph prepared, PlanKey key) {
        this.prepared = prepared;
        this.graph = prepared.graph();
        this.key = key;
        int values = graph.shapes().size();
        shapes = new Shape[values];
        roots = new int[values];
        lastUses = new int[values];
        slots = new int[values];
        stateRows = new int[prepared.states().slots().size()];
        stateSteps = new int[stateRows.length];
        timeSteps = new int[values];
        Arrays.fill(lastUses, -1);
        Arrays.fill(slots, -1);
        for (int value = 0; value < values; value++) {
            roots[value] = value;
        }
    }

    Plan plan() {
        for (int i = 0; i < graph.inputs().size(); i++) {
            shapes[graph.inputs().get(i).value()] = key.shapes().get(i);
        }
        for (Node node : graph.nodes()) {
            inferShapes(node);
        }
        countSteps();
        findLifeTimes();
        int[] inputSlots = new int[graph.inputs().size()];
        for (int i = 0; i < inputSlots.length; i++) {
            inputSlots[i] = pool.reserve();
            slots[graph.inputs().get(i).value()] = inputSlots[i];
        }
        List<Integer> direct = reserveOutputs();
        bindAll();
        List<Plan.Output> outputs = new ArrayList<>();
        for (int i = 0; i < graph.outputs().size(); i++) {
            int value = graph.outputs().get(i).value();
            outputs.add(new Plan.Output(shapes[value], slots[roots[value]], direct.contains(i), timeSteps[value]));
        }
        return new Plan(key, inputSlots, outputs, steps, pool.sizes(), constants(), stateRows, stateSteps);
    }

    private void inferShapes(Node node) {
        List<Shape> inputs = new ArrayList<>();
        for (int value : node.inputs()) {
            inputs.add(shapes[value]);
        }
        List<Shape> outputs;
        try {
            outputs = shapes(node.op(), inputs);
            for (Shape output : outputs) {
                output.size();
            }
        } catch (IllegalArgumentException e) {
            throw new ModelException(null, node.layer(), node.layerClass(), e.getMessage(), e);
        } catch (ArithmeticException e) {
            throw new ModelException(
                    null, node.layer(), node.layerClass(), "its output is larger than an array can be", e);
        }
        for (int k = 0; k < outputs.size(); k++) {
            shapes[node.outputs().get(k)] = outputs.get(k);
        }
    }

    /** The shapes of an operation's outputs, which may depend on more than those of the inputs. */
    private List<Shape> shapes(Op op, List<Shape> inputs) {
        if (op instanceof TimeWindow held) {
            return List.of(held.outputShape(inputs.get(0), key.held().get(window++)));
        }
        if (op instanceof Tokenize tokenize && tokenize.isLongest()) {
            return List.of(tokenize.outputShape(inputs.get(0), key.held().get(window++)));
        }
        return op.outputShapes(inputs);
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

    private void findLifeTimes() {
        for (int i = 0; i < graph.nodes().size(); i++) {
            Node node = graph.nodes().get(i);
            if (node.op().isView()) {
                roots[node.output()] = roots[node.inputs().get(0)];
            } else {
                for (int value : node.inputs()) {
                    lastUses[roots[value]] = i;
                }
            }
        }
        for (Graph.Port port : graph.outputs()) {
            lastUses[roots[port.value()]] = FOREVER;
        }
        for (Graph.Port port : graph.inputs()) {
            lastUses[port.value()] = FOREVER;
        }
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
            int root = roots[graph.outputs().get(i).value()];
            if (made[root] && slots[root] < 0) {
                slots[root] = pool.reserve();
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
        if (slots[last.output()] < 0) {
            slots[last.output()] = pool.take(shapes[last.output()].size());
        }
        int input = roots[first.inputs().get(0)];
        Step step = Strips.step(prepared.team(), slots[input], slots[last.output()], stages, images);
        steps.add(new PlannedStep(last, step));
        release(index, new Node(first.origin(), first.op(), first.inputs(), last.outputs()));
    }

    private void bind(int index, Node node, Prepared operation) {
        if (node.op().isView()) {
            return;
        }
        if (prepared.constant(node.output()) != null) {
            slots[node.output()] = pool.reserve();
            return;
        }
        bindStates(index, node);
        takeOver(index, node);
        for (int k = 0; k < node.outputs().size(); k++) {
            int value = node.outputs().get(k);
            if (slots[value] < 0 && (k == 0 || lastUses[value] >= 0)) {
                slots[value] = pool.take(shapes[value].size());
            }
        }
        NodeBinding binding =
                new NodeBinding(node, shapes, roots, slots, prepared.states().ids(index), pool);
        steps.add(new PlannedStep(node, operation.bind(binding)));
        binding.releaseScratch();
        release(index, node);
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

    /** Lets the output use the memory of an input that is not needed any more. */
    private void takeOver(int index, Node node) {
        int input = node.op().inPlaceInput();
        int output = node.output();
        if (input < 0 || slots[output] >= 0) {
            return;
        }
        int root = roots[node.inputs().get(input)];
        boolean readOnce = readers(node, root) == 1;
        if (lastUses[root] == index
                && readOnce
                && prepared.constant(root) == null
                && shapes[root].size() == shapes[output].size()) {
            slots[output] = slots[root];
            lastUses[root] = -1;
        }
    }

    private int readers(Node node, int root) {
        int count = 0;
        for (int value : node.inputs()) {
            count += roots[value] == root ? 1 : 0;
        }
        return count;
    }

    private void release(int index, Node node) {
        Set<Integer> read = new LinkedHashSet<>();
        for (int value : node.inputs()) {
            read.add(roots[value]);
        }
        for (int root : read) {
            if (lastUses[root] == index && prepared.constant(root) == null) {
                pool.release(slots[root]);
            }
        }
        for (int value : node.outputs()) {
            if (slots[value] >= 0 && lastUses[value] < 0) {
                pool.release(slots[value]);
            }
        }
    }

    private float[][] constants() {
        float[][] constants = new float[pool.sizes().length][];
        for (int value = 0; value < slots.length; value++) {
            if (prepared.constant(value) != null && slots[value] >= 0) {
                constants[slots[value]] = prepared.constant(value);
            }
        }
        return constants;
    }
}
