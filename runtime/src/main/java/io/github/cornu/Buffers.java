package io.github.cornu;

import io.github.cornu.plan.Plan;
import java.util.Arrays;

/** The arrays of one session but for its states. They are kept when the shapes of a call change, and only ever grow. */
final class Buffers {
    private static final float[] NOTHING = {};

    private float[][] own = {};
    private float[][] slots = {};

    /** The arrays by slot, ready for a plan; those of the caller's tensors are still to be put in. */
    float[][] use(Plan plan) {
        int count = plan.slots();
        if (count > own.length) {
            own = Arrays.copyOf(own, count);
            slots = new float[count][];
        }
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

    float[] get(int slot) {
        return slots[slot];
    }

    void put(int slot, float[] array) {
        slots[slot] = array;
    }
}
