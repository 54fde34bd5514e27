package io.github.cornu.session;

import io.github.cornu.ModelException;
import io.github.cornu.graph.Node;
import io.github.cornu.op.Memory;
import io.github.cornu.plan.Plan;

/**
 * A plan with the arrays that it runs on; those of inputs and outputs are put in for each call. For one thread at a
 * time.
 */
public final class PlanRun {
    /** Is told of each step that has run. */
    @FunctionalInterface
    public interface Observer {
        void ran(Node node);
    }

    private final Plan plan;
    private final float[][] slots;

    public PlanRun(Plan plan, Buffers buffers) {
        this.plan = plan;
        this.slots = buffers.slots(plan);
    }

    public Plan plan() {
        return plan;
    }

    /** Puts in the array of an input. */
    public void input(int index, float[] array) {
        ArrayElements.set(slots, plan.inputSlot(index), array);
    }

    /** Puts in an array for an output, which it is written to unless something else in the plan is that output. */
    public void output(int index, float[] array) {
        Plan.Output output = plan.outputs().get(index);
        if (output.direct()) {
            ArrayElements.set(slots, output.slot(), array);
        }
    }

    /** Lets the arrays of inputs and outputs go. */
    void releaseTensors() {
        for (int i = 0; i < plan.inputs(); i++) {
            slots[plan.inputSlot(i)] = null;
        }
        for (Plan.Output output : plan.outputs()) {
            if (output.direct()) {
                slots[output.slot()] = null;
            }
        }
    }

    /** The array that an output is in. */
    public float[] result(int output) {
        return slots[plan.outputs().get(output).slot()];
    }

    /**
     * Runs all steps.
     *
     * @param states to be changed; if anything is thrown, what is left of them means nothing
     * @param observer or null
     * @throws ModelException if a step cannot take the numbers it gets; it names the layer
     */
    public void run(Memory memory, StateArrays states, Observer observer) {
        memory.use(slots, states.arrays(), states.rooms());
        int step = 0;
        try {
            for (; step < plan.steps(); step++) {
                plan.step(step).run(memory);
                if (observer != null) {
                    observer.ran(plan.node(step));
                }
            }
        } catch (IllegalArgumentException e) {
            Node node = plan.node(step);
            throw new ModelException(null, node.layer(), node.layerClass(), e.getMessage(), e);
        }
    }
}
