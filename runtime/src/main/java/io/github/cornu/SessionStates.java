package io.github.cornu;

import io.github.cornu.graph.ModelException;
import io.github.cornu.op.Memory;
import io.github.cornu.plan.Plan;
import io.github.cornu.plan.StateSlot;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The states of one session: an array for each state slot, a padded row for each sample. */
final class SessionStates {
    private final List<StateSlot> slots;
    private final float[][] arrays;
    private final int[] rows;
    /** Whether the states are worth keeping: a call has left them, or the caller has set them. */
    private boolean used;

    SessionStates(List<StateSlot> slots) {
        this.slots = slots;
        this.arrays = new float[slots.size()][0];
        this.rows = new int[slots.size()];
    }

    float[][] arrays() {
        return arrays;
    }

    /** Notes that a call has left its states. */
    void markUsed() {
        used = true;
    }

    void reset() {
        for (float[] array : arrays) {
            Arrays.fill(array, 0f);
        }
        used = false;
    }

    /**
     * Makes room for the samples of a plan.
     *
     * @throws ModelException if states that are to be kept are of another number of samples; nothing has changed then
     */
    void resize(Plan plan, Memory memory) {
        for (int i = 0; i < arrays.length; i++) {
            boolean kept = used && memory.keepsState(slots.get(i).stateful());
            if (kept && rows[i] != plan.stateRows(i)) {
                throw new ModelException("the states of layer '" + slots.get(i).layer() + "' are of " + rows[i]
                        + " samples, the input has " + plan.stateRows(i) + "; reset the states first");
            }
        }
        for (int i = 0; i < arrays.length; i++) {
            if (rows[i] != plan.stateRows(i)) {
                allocate(i, plan.stateRows(i));
            }
        }
    }

    private void allocate(int state, int samples) {
        rows[state] = samples;
        arrays[state] =
                new float[Math.multiplyExact(samples, slots.get(state).spec().stride())];
    }

    /** The states that are kept from call to call. */
    State snapshot(Memory memory) {
        List<State.Entry> entries = new ArrayList<>();
        for (int i = 0; i < arrays.length; i++) {
            StateSlot slot = slots.get(i);
            if (memory.keepsState(slot.stateful())) {
                Tensor value = Tensor.zeros(Shape.of(rows[i]).append(slot.spec().shape()));
                int size = slot.spec().shape().size();
                for (int r = 0; r < rows[i]; r++) {
                    System.arraycopy(arrays[i], r * slot.spec().stride(), value.data(), r * size, size);
                }
                entries.add(new State.Entry(slot.layer(), slot.index(), value));
            }
        }
        return new State(entries);
    }

    /**
     * Sets the states that are kept from call to call.
     *
     * @throws ModelException if the state does not fit; nothing has changed then
     */
    void restore(State state, Memory memory) {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < arrays.length; i++) {
            if (memory.keepsState(slots.get(i).stateful())) {
                kept.add(i);
            }
        }
        if (state.entries().size() != kept.size()) {
            throw new ModelException(
                    "a state with " + state.entries().size() + " entries, the model keeps " + kept.size());
        }
        List<Tensor> values =
                kept.stream().map(i -> valueFor(slots.get(i), state)).toList();
        for (int k = 0; k < values.size(); k++) {
            set(kept.get(k), values.get(k));
        }
        used = true;
    }

    private static Tensor valueFor(StateSlot slot, State state) {
        Tensor value = state.get(slot.layer(), slot.index());
        Shape expected = Shape.of(Shape.FREE).append(slot.spec().shape());
        if (!expected.accepts(value.shape())) {
            throw new ModelException("the state " + slot.index() + " of layer '" + slot.layer() + "' has the shape "
                    + value.shape() + ", expected " + expected);
        }
        return value;
    }

    private void set(int state, Tensor value) {
        StateSlot slot = slots.get(state);
        int samples = value.shape().length(0);
        if (rows[state] != samples) {
            allocate(state, samples);
        }
        int size = slot.spec().shape().size();
        for (int r = 0; r < samples; r++) {
            System.arraycopy(
                    value.data(), r * size, arrays[state], r * slot.spec().stride(), size);
        }
    }
}
