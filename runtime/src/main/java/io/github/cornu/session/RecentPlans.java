package io.github.cornu.session;

import io.github.cornu.plan.Plan;
import io.github.cornu.tensor.Tensor;
import java.util.Arrays;

/**
 * The last plans of a session, each with its arrays: windows with strides come to one for each phase, again and again.
 */
final class RecentPlans {
    private static final int COUNT = 32;

    private final Buffers buffers = new Buffers();
    private final PlanRun[] known = new PlanRun[COUNT];
    private int next;
    /** Where the one after the last that was found is: phases come in the same order each time. */
    private int likely;

    /** The one for tensors of these shapes, and windows in time that hold so many steps; or null. */
    PlanRun find(Tensor[] inputs, int[] held) {
        for (int i = 0; i < COUNT; i++) {
            int place = (likely + i) % COUNT;
            PlanRun run = known[place];
            if (run != null && run.plan().fits(inputs, held)) {
                likely = place + 1;
                return run;
            }
        }
        return null;
    }

    /**
     * Keeps one, for the oldest; where there are no windows, for all: each of them keeps arrays.
     *
     * @param windows in time that hold steps
     */
    PlanRun add(Plan plan, int windows) {
        if (windows == 0) {
            Arrays.fill(known, null);
        }
        PlanRun run = new PlanRun(plan, buffers);
        known[next] = run;
        next = (next + 1) % COUNT;
        return run;
    }
}
