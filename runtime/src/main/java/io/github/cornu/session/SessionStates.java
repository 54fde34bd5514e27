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
 * The states of one session. A call works on a copy, which takes their place when all of its steps have run: whatever is
 * thrown before, nothing has changed.
 */
final class SessionStates {
    private final List<StateSlot> slots;
    private final Memory memory;
    private final HeldSteps windows;
    private final StateValues values;
    private StateArrays states;
    private StateArrays next;
    /** Whether the states are worth keeping: a call has left them, or the caller has set them. */
    private boolean used;

    SessionStates(Program program, Memory memory) {
        this.slots = program.states();
        this.memory = memory;
        this.windows = new HeldSteps(program);
        this.values = new StateValues(program, memory);
        this.states = new StateArrays(slots);
        this.next = new StateArrays(slots);
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
     * Copies the states for a call of a plan, with room for its samples.
     *
     * @throws ModelException if states that are to be kept are of another number of samples
     */
    StateArrays begin(Plan plan) {
        for (int i = 0; i < slots.size(); i++) {
            boolean kept = used && memory.keepsState(slots.get(i).stateful());
            if (kept && states.rows(i) != plan.stateRows(i)) {
                throw new ModelException("the states of layer '" + slots.get(i).layer() + "' are of " + states.rows(i)
                        + " samples, the input has " + plan.stateRows(i) + "; reset the states first");
            }
        }
        for (int i = 0; i < slots.size(); i++) {
            next.allocate(i, plan.stateRows(i));
            next.copy(i, states);
        }
        return next;
    }

    /** Lets the copy, with what the call has made of it, take the place of the states. */
    void commit() {
        StateArrays before = states;
        states = next;
        next = before;
        used = true;
    }

    private void copy(StateArrays from) {
        for (int i = 0; i < slots.size(); i++) {
            next.allocate(i, from.rows(i));
            next.copy(i, from);
        }
    }

    /** Takes over the states of another session of the same program. */
    void copyFrom(SessionStates other) {
        copy(other.states);
        commit();
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
        copy(states);
        values.write(state, next);
        commit();
    }
}
