package io.github.cornu.op.attention;

import io.github.cornu.op.Memory;
import io.github.cornu.op.StateSpec;
import io.github.cornu.op.StreamEnd;
import java.util.Arrays;

/**
 * How many steps the states of attention keep, and which of them a sliding window leaves behind.
 *
 * @param limit steps that there is room for
 * @param slides whether steps are left behind, whole blocks of them, so that those that stay have the places in their
 *     blocks that they had
 */
record StreamSteps(Visibility visibility, int limit, boolean slides) {
    private static final int BLOCK = StateSpec.BLOCK;

    /** How many steps of a call are taken at once. */
    int atOnce(int steps) {
        return slides ? Math.min(BLOCK, steps) : steps;
    }

    /** How many steps are kept before a call of so many. */
    int before(float state, int steps) {
        return slides ? StreamEnd.kept(state, limit - BLOCK) : StreamEnd.steps(state, steps, limit);
    }

    /** For how many steps of a sample a state has room. */
    int room(Memory m, int state) {
        return slides ? limit : m.room(state);
    }

    /** How many of so many steps no later query attends to. */
    int left(int count) {
        return slides ? Math.max(0, count - visibility.window() + 1) / BLOCK * BLOCK : 0;
    }

    /**
     * Leaves the first steps of a sample behind.
     *
     * @param left how many
     * @param stepFloats of the state
     */
    void leave(float[] state, int sample, int left, int stepFloats) {
        int from = sample * limit * stepFloats;
        int end = from + limit * stepFloats;
        int rest = (limit - left) * stepFloats;
        System.arraycopy(state, from + left * stepFloats, state, from, rest);
        Arrays.fill(state, from + rest, end, 0f);
    }
}
