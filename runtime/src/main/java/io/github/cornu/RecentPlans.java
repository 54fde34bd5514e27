package io.github.cornu;

import io.github.cornu.plan.Plan;
import io.github.cornu.tensor.Tensor;
import java.util.Arrays;

/** The last plans of a session, each with its arrays: windows with strides come to one for each phase, again and again. */
final class RecentPlans {
    private static final int COUNT = 32;

    /**
     * A plan and its arrays.
     *
     * @param slots the arrays by slot; those of the caller's tensors change with each call
     */
    record Ready(Plan plan, float[][] slots) {}

    private final Ready[] known = new Ready[COUNT];
    private int next;
    /** Where the one after the last that was found is: phases come in the same order each time. */
    private int likely;

    /** The one for tensors of these shapes, and windows in time that hold so many steps; or null. */
    Ready find(Tensor[] inputs, int[] held) {
        for (int i = 0; i < COUNT; i++) {
            int place = (likely + i) % COUNT;
            Ready ready = known[place];
            if (ready != null && ready.plan().fits(inputs, held)) {
                likely = place + 1;
                return ready;
            }
        }
        return null;
    }

    /**
     * Keeps one, for the oldest; where there are no windows, for all: each of them keeps arrays.
     *
     * @param windows in time that hold steps
     */
    Ready add(Plan plan, int windows, Buffers buffers) {
        if (windows == 0) {
            forget();
        }
        Ready ready = new Ready(plan, buffers.slots(plan));
        known[next] = ready;
        next = (next + 1) % COUNT;
        return ready;
    }

    void forget() {
        Arrays.fill(known, null);
    }
}
