package io.github.cornu.session;

import io.github.cornu.ModelException;
import io.github.cornu.graph.Node;
import io.github.cornu.op.Memory;
import io.github.cornu.plan.Plan;

/** A plan with the arrays that it runs on; those of inputs and outputs are put in for each call. For one thread at a time. */
public final class PlanRun {
    /** Is told of each step that has run. */
    @FunctionalInterface
    public interface Observer {
        void ran(Node node);
    }

    private static final float[] NOTHING = {};

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
        slots[plan.inputSlot(index)] = array;
    }

    /** Puts in an array for an output, which it is written to unless something else in the plan is that output. */
    public void output(int index, float[] array) {
        Plan.Output output = plan.outputs().get(index);
        if (output.direct()) {
            slots[output.slot()] = array;
        }
    }

    /** The array that an output is in. */
    public float[] result(int output) {
        return slots[plan.outputs().get(output).slot()];
    }

    /** Lets go of the arrays that were put in. */
    void release() {
        for (int i = 0; i < plan.inputs(); i++) {
            input(i, NOTHING);
        }
        for (int i = 0; i < plan.outputs().size(); i++) {
            output(i, NOTHING);
        }
    }

    /**
     * Runs all steps.
     *
     * @param states a copy, of which nothing is left to be used if anything is thrown
     * @param observer or null
     * @throws ModelException if a step cannot take the numbers it gets; it names the layer
     */
    public void run(Memory memory, StateArrays states, Observer observer) {
        memory.use(slots, states.arrays());
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
