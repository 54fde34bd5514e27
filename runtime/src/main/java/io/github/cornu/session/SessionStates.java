package io.github.cornu.session;

import io.github.cornu.ModelException;
import io.github.cornu.State;
import io.github.cornu.graph.LayerInfo;
import io.github.cornu.op.Memory;
import io.github.cornu.plan.Plan;
import io.github.cornu.plan.Program;
import io.github.cornu.plan.StateSlot;
import java.util.List;
import java.util.Objects;

/**
 * The states of one session. A call changes them in place; a copy of what they were before takes their place again if
 * anything is thrown.
 */
final class SessionStates {
    private final List<StateSlot> slots;
    private final Memory memory;
    private final HeldSteps windows;
    private final StateValues values;
    private StateArrays states;
    private StateArrays before;
    /** Whether the states are worth keeping: a call has left them, or the caller has set them. */
    private boolean used;

    SessionStates(Program program, Memory memory) {
        this.slots = program.states();
        this.memory = memory;
        this.windows = new HeldSteps(program);
        this.values = new StateValues(program, memory);
        this.states = new StateArrays(slots);
        this.before = new StateArrays(slots);
    }

    /** An array for {@link #readHeld}. */
    int[] heldSteps() {
        return new int[windows.windows()];
    }

    /**
     * Reads how many steps each window in time holds.
     *
     * @throws ModelException if that differs from sample to sample
     */
    void readHeld(int[] held) {
        windows.read(states, held);
    }

    /**
     * Makes room for the samples of a plan, and keeps the states as they are for {@link #rollBack}.
     *
     * @return the states, to be changed
     * @throws ModelException if states that are to be kept are of another number of samples; nothing has changed then
     */
    StateArrays begin(Plan plan) {
        if (before.copyFitting(states, plan)) {
            return states;
        }
        for (int i = 0; i < slots.size(); i++) {
            boolean kept = used && memory.keepsState(slots.get(i).stateful());
            if (kept && states.rows(i) != plan.stateRows(i)) {
                throw new ModelException("the states of layer '" + slots.get(i).layer() + "' are of " + states.rows(i)
                        + " samples, the input has " + plan.stateRows(i) + "; reset the states first");
            }
        }
        before.resize(states, plan);
        swap();
        return states;
    }

    /** The call has run: the next one goes on from what it left. */
    void commit() {
        used = true;
    }

    /** The call has failed: the states are as before {@link #begin}. */
    void rollBack() {
        swap();
    }

    private void swap() {
        StateArrays other = states;
        states = before;
        before = other;
    }

    /** Takes over the states of another session of the same program. */
    void copyFrom(SessionStates other) {
        states.copy(other.states);
        used = other.used;
    }

    void reset() {
        for (int i = 0; i < slots.size(); i++) {
            states.clear(i);
        }
        used = false;
    }

    void reset(String layer) {
        boolean found = false;
        for (int i = 0; i < slots.size(); i++) {
            if (LayerInfo.isIn(slots.get(i).layer(), layer)) {
                states.clear(i);
                found = true;
            }
        }
        if (!found) {
            throw new ModelException("there is no recurrent layer '" + layer + "'");
        }
    }

    void resetRows(int... samples) {
        for (int i = 0; i < slots.size(); i++) {
            for (int sample : samples) {
                Objects.checkIndex(sample, states.rows(i));
            }
        }
        for (int i = 0; i < slots.size(); i++) {
            for (int sample : samples) {
                states.clear(i, sample);
            }
        }
    }

    /** The states that are kept from call to call. */
    State snapshot() {
        return values.read(states);
    }

    /**
     * Sets the states that are kept.
     *
     * @throws ModelException if the state does not fit; nothing has changed then
     */
    void restore(State state) {
        before.copy(states);
        values.write(state, before);
        swap();
        used = true;
    }
}
