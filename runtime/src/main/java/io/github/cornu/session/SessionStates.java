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
 * The states of one session. A call changes them in place; if it does not come to {@link #commit}, whatever is thrown,
 * a copy of what they were before takes their place again. That is done by what comes next, since the stack or the heap
 * may have no room for it now.
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
    /** Whether a call has begun to change them. */
    private boolean open;

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
        rollBack();
        windows.read(states, held);
    }

    /**
     * Makes room for the samples of a plan, and keeps a copy of the states.
     *
     * @return the states, to be changed
     * @throws ModelException if states that are to be kept are of another number of samples; nothing has changed then
     */
    StateArrays begin(Plan plan) {
        rollBack();
        if (before.copyFitting(states, plan)) {
            open = true;
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
        open = true;
        return states;
    }

    /** The call has run: the next one goes on from what it left. */
    void commit() {
        used = true;
        open = false;
    }

    void rollBack() {
        if (open) {
            swap();
            open = false;
        }
    }

    private void swap() {
        StateArrays other = states;
        states = before;
        before = other;
    }

    /** Takes over the states of another session of the same program. */
    void copyFrom(SessionStates other) {
        other.rollBack();
        states.copy(other.states);
        used = other.used;
    }

    void reset() {
        copy();
        for (int i = 0; i < slots.size(); i++) {
            before.clear(i);
        }
        swap();
        used = false;
    }

    void reset(String layer) {
        copy();
        boolean found = false;
        for (int i = 0; i < slots.size(); i++) {
            if (LayerInfo.isIn(slots.get(i).layer(), layer)) {
                before.clear(i);
                found = true;
            }
        }
        if (!found) {
            throw new ModelException("there is no recurrent layer '" + layer + "'");
        }
        swap();
    }

    void resetRows(int... samples) {
        copy();
        for (int i = 0; i < slots.size(); i++) {
            for (int sample : samples) {
                before.clear(i, Objects.checkIndex(sample, before.rows(i)));
            }
        }
        swap();
    }

    /** Makes a copy of the states, to be changed and then {@linkplain #swap put} in their place. */
    private void copy() {
        rollBack();
        before.copy(states);
    }

    /** The states that are kept from call to call. */
    State snapshot() {
        rollBack();
        return values.read(states);
    }

    /**
     * Sets the states that are kept.
     *
     * @throws ModelException if the state does not fit; nothing has changed then
     */
    void restore(State state) {
        copy();
        values.write(state, before);
        swap();
        used = true;
    }
}
