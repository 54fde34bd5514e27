package io.github.cornu.op.recurrent;

import io.github.cornu.op.Binding;
import io.github.cornu.op.Memory;

/**
 * Where a recurrent layer has its states and its mask in the memory of a session, for sequences of one shape. Steps are
 * counted in the order in which the layer computes them. Immutable.
 */
final class StateSlots {
    private final boolean kept;
    private final int[] states;
    private final int other;
    private final int mask;
    private final int time;
    private final boolean goBackwards;

    /**
     * Slots and states of a {@link Binding}.
     *
     * @param kept whether the states are those of the session; else they are slots
     * @param other the slot where the new output goes, and changes places with the first state after each step; -1: it
     *     replaces the first state
     * @param mask the slot of the mask, or -1
     */
    StateSlots(boolean kept, int[] states, int other, int mask, int time, boolean goBackwards) {
        this.kept = kept;
        this.states = states;
        this.other = other;
        this.mask = mask;
        this.time = time;
        this.goBackwards = goBackwards;
    }

    /** How many states there are. */
    int count() {
        return states.length;
    }

    /** A state between two calls. */
    float[] state(Memory m, int index) {
        return kept ? m.state(states[index]) : m.slot(states[index]);
    }

    /** The first state before a step. */
    float[] before(Memory m, int step) {
        return other < 0 || step % 2 == 0 ? state(m, 0) : m.slot(other);
    }

    /** Where the first state goes in a step; the same array as {@link #before} if it is replaced in place. */
    float[] after(Memory m, int step) {
        return other < 0 || step % 2 == 1 ? state(m, 0) : m.slot(other);
    }

    /** The step of the input that is read in a step. */
    int inputStep(int step) {
        return goBackwards ? time - 1 - step : step;
    }

    /** Whether the mask leaves a step of a sample out. */
    boolean isMasked(Memory m, int step, int sample) {
        return mask >= 0 && m.slot(mask)[sample * time + inputStep(step)] == 0f;
    }
}
