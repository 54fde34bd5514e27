package io.github.cornu.session;

import io.github.cornu.ModelException;
import io.github.cornu.op.StreamEnd;
import io.github.cornu.plan.StateSlot;
import java.util.List;

/** Checks how many steps states that grow say that they have, before that is believed. */
public final class StepCounts {
    private StepCounts() {}

    /**
     * Checks the states of one sample in a stored row.
     *
     * @throws ModelException if no stream comes to them
     */
    public static void check(List<StateSlot> slots, float[] row) {
        int[] places = new int[slots.size()];
        for (int i = 0; i < places.length; i++) {
            StateSlot slot = slots.get(i);
            if (slot.spec().grows()) {
                check(slot, row[places[slot.first()]], slot.spec().steps());
            }
            if (i + 1 < places.length) {
                places[i + 1] = places[i] + slot.spec().shape().size();
            }
        }
    }

    /**
     * Checks one number of steps.
     *
     * @param most steps that there can be
     * @throws ModelException if it is no number of steps, or more than these
     */
    static void check(StateSlot slot, float steps, int most) {
        if (!StreamEnd.isCount(steps, most)) {
            throw new ModelException("layer '" + slot.layer() + "': no stream comes to a state that has " + steps
                    + " of " + most + " steps");
        }
    }
}
