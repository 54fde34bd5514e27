package io.github.cornu.plan;

import io.github.cornu.graph.Node;
import io.github.cornu.op.Step;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * A graph for inputs of fixed shapes: its steps in order, and where their arrays lie. Immutable; many sessions use it
 * at once.
 */
public final class Plan {
    private final List<Shape> inputShapes;
    private final int[] held;
    private final int[] inputSlots;
    private final List<Output> outputs;
    private final Step[] steps;
    private final Node[] nodes;
    private final int[] slotSizes;
    private final float[][] constants;
    private final int[] stateRows;
    private final int[] stateSteps;
    private final boolean canFail;

    /**
     * An output.
     *
     * @param slot where its elements are
     * @param direct whether a step writes them, so that the slot may be the caller's array; otherwise they are copied
     * @param steps how many time steps of a stream they are
     */
    public record Output(Shape shape, int slot, boolean direct, int steps) {}

    Plan(
            PlanKey key,
            int[] inputSlots,
            List<Output> outputs,
            List<PlannedStep> steps,
            int[] slotSizes,
            float[][] constants,
            int[] stateRows,
            int[] stateSteps) {
        this.inputShapes = key.shapes();
        this.held = key.held().stream().mapToInt(Integer::intValue).toArray();
        this.inputSlots = inputSlots;
        this.outputs = List.copyOf(outputs);
        this.steps = steps.stream().map(PlannedStep::step).toArray(Step[]::new);
        this.nodes = steps.stream().map(PlannedStep::node).toArray(Node[]::new);
        this.slotSizes = slotSizes;
        this.constants = constants;
        this.stateRows = stateRows;
        this.stateSteps = stateSteps;
        this.canFail = steps.stream().anyMatch(step -> step.node().op().canFail());
    }

    /** True where this plan is for tensors of these shapes, and windows in time that hold so many steps. */
    public boolean fits(Tensor[] inputs, int[] heldSteps) {
        if (!Arrays.equals(held, heldSteps)) {
            return false;
        }
        for (int i = 0; i < inputs.length; i++) {
            if (!inputShapes.get(i).equals(inputs[i].shape())) {
                return false;
            }
        }
        return true;
    }

    /** How many inputs there are. */
    public int inputs() {
        return inputSlots.length;
    }

    /** The shape of an input. */
    public Shape inputShape(int input) {
        return inputShapes.get(input);
    }

    /** The slot of an input, which the caller's array is to be put in. */
    public int inputSlot(int input) {
        return inputSlots[input];
    }

    public List<Output> outputs() {
        return outputs;
    }

    public int steps() {
        return steps.length;
    }

    public Step step(int index) {
        return steps[index];
    }

    /** The node that a step runs. */
    public Node node(int step) {
        return nodes[step];
    }

    /** Whether a call can fail on its numbers, after it has changed some states. */
    public boolean canFail() {
        return canFail;
    }

    public int slots() {
        return slotSizes.length;
    }

    /** Floats of a slot; 0 for those that hold the caller's arrays or a constant. */
    public int slotSize(int slot) {
        return slotSizes[slot];
    }

    /** The constant in a slot, or null. */
    public float[] constant(int slot) {
        return constants[slot];
    }

    /** For how many samples a state is needed; the order is that of {@link Program#states}. */
    public int stateRows(int state) {
        return stateRows[state];
    }

    /** By how many steps a state grows; 0 for one that does not grow. */
    public int stateSteps(int state) {
        return stateSteps[state];
    }
}
