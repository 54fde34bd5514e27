package io.github.cornu.session;

import io.github.cornu.ModelException;
import io.github.cornu.State;
import io.github.cornu.op.Memory;
import io.github.cornu.plan.Program;
import io.github.cornu.plan.StateSlot;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Makes {@link State}s of states in memory, and the reverse: of those that are kept from call to call. */
public final class StateValues {
    private final List<StateSlot> slots;
    private final long model;
    private final Memory memory;

    /** @param memory says which states are kept */
    public StateValues(Program program, Memory memory) {
        this.slots = program.states();
        this.model = program.fingerprint();
        this.memory = memory;
    }

    private boolean isKept(int state) {
        return memory.keepsState(slots.get(state).stateful());
    }

    /** A copy of the states. */
    public State read(StateArrays from) {
        List<State.Entry> entries = new ArrayList<>(slots.size());
        for (int i = 0; i < slots.size(); i++) {
            if (isKept(i)) {
                entries.add(new State.Entry(slots.get(i).layer(), slots.get(i).index(), read(from, i)));
            }
        }
        return new State(model, entries);
    }

    private Tensor read(StateArrays from, int state) {
        StateSlot slot = slots.get(state);
        Tensor value = Tensor.zeros(slot.spec().shape().insert(0, from.rows(state)));
        int size = slot.spec().shape().size();
        int stride = slot.spec().stride();
        for (int r = 0; r < from.rows(state); r++) {
            slot.spec().read(from.array(state), r * stride, value.data(), r * size);
        }
        return value;
    }

    /**
     * Checks that a state fits the program.
     *
     * @throws ModelException if it does not
     */
    private void check(State state) {
        if (state.model() != State.UNKNOWN_MODEL && state.model() != model) {
            throw new ModelException("the state was computed with other weights; State.withoutModel() lets it pass");
        }
        int kept = 0;
        for (int i = 0; i < slots.size(); i++) {
            if (isKept(i)) {
                check(slots.get(i), state);
                kept++;
            }
        }
        if (state.entries().size() != kept) {
            throw new ModelException("a state with " + state.entries().size() + " entries, the model keeps " + kept);
        }
    }

    private static void check(StateSlot slot, State state) {
        Shape shape = state.get(slot.layer(), slot.index()).shape();
        Shape expected = slot.spec().shape();
        boolean fits = shape.rank() == expected.rank() + 1;
        for (int axis = 0; fits && axis < expected.rank(); axis++) {
            fits = shape.length(axis + 1) == expected.length(axis);
        }
        if (!fits) {
            throw new ModelException("the state " + slot.index() + " of layer '" + slot.layer() + "' has the shape "
                    + shape + ", expected " + expected.insert(0, Shape.FREE));
        }
    }

    /**
     * Sets states in memory.
     *
     * @throws ModelException if the state does not fit the program; nothing has changed then
     */
    public void write(State state, StateArrays to) {
        check(state);
        for (int i = 0; i < slots.size(); i++) {
            if (isKept(i)) {
                StateSlot slot = slots.get(i);
                write(state.get(slot.layer(), slot.index()), slot, to, i);
            }
        }
    }

    private static void write(Tensor value, StateSlot slot, StateArrays to, int state) {
        int samples = value.shape().length(0);
        to.allocate(state, samples);
        int size = slot.spec().shape().size();
        int stride = slot.spec().stride();
        for (int r = 0; r < samples; r++) {
            slot.spec().write(value.data(), r * size, to.array(state), r * stride);
        }
    }
}
