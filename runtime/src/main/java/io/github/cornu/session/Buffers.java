package io.github.cornu.session;

import io.github.cornu.plan.Plan;
import java.util.Arrays;

/** The arrays of one session but for its states. Plans share them; they only ever grow. */
public final class Buffers {
    private static final float[] NOTHING = {};

    private float[][] own = {};

    /** The arrays of a plan by slot; those of the caller's tensors are still to be put in. */
    float[][] slots(Plan plan) {
        int count = plan.slots();
        if (count > own.length) {
            own = Arrays.copyOf(own, count);
        }
        float[][] slots = new float[count][];
        for (int slot = 0; slot < count; slot++) {
            int size = plan.slotSize(slot);
            if (plan.constant(slot) != null) {
                slots[slot] = plan.constant(slot);
            } else if (size > 0) {
                if (own[slot] == null || own[slot].length < size) {
                    own[slot] = new float[size];
                }
                slots[slot] = own[slot];
            } else {
                slots[slot] = NOTHING;
            }
        }
        return slots;
    }
}
