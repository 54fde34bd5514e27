package io.github.cornu;

import io.github.cornu.plan.Plan;

/** The arrays of one session but for its states. They are kept when the shapes of a call change, and only ever grow. */
final class Buffers {
    private static final float[] NOTHING = {};

    private float[][] own = {};
    private float[][] slots = {};

    /** The arrays by slot, ready for a plan; those of the caller's tensors are still to be put in. */
    float[][] use(Plan plan) {
        int count = plan.slots();
        float[][] kept = new float[Math.max(count, own.length)][];
        System.arraycopy(own, 0, kept, 0, own.length);
        slots = new float[count][];
        for (int slot = 0; slot < count; slot++) {
            int size = plan.slotSize(slot);
            if (plan.constant(slot) != null) {
                slots[slot] = plan.constant(slot);
            } else if (size > 0) {
                if (kept[slot] == null || kept[slot].length < size) {
                    kept[slot] = new float[size];
                }
                slots[slot] = kept[slot];
            } else {
                slots[slot] = NOTHING;
            }
        }
        own = kept;
        return slots;
    }

    float[] get(int slot) {
        return slots[slot];
    }

    void put(int slot, float[] array) {
        slots[slot] = array;
    }
}
