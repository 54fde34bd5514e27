package io.github.cornu;

import io.github.cornu.op.Memory;
import io.github.cornu.op.shape.TimeWindow;
import io.github.cornu.plan.Plan;
import io.github.cornu.plan.Program;
import io.github.cornu.plan.StateSlot;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The states of one session: an array for each state slot, a padded row for each sample. */
final class SessionStates {
    private final List<StateSlot> slots;
    private final long model;
    private final int[] windows;
    private final TimeWindow[] windowOps;
    /** Floats of one sample by state, without padding, and all of them. */
    private final int[] sizes;

    private final int rowFloats;
    private final float[][] arrays;
    private final int[] rows;
    private final float[][] saved;
    /** Whether the states are worth keeping: a call has left them, or the caller has set them. */
    private boolean used;

    SessionStates(Program program) {
        this.slots = program.states();
        this.model = program.fingerprint();
        this.arrays = new float[slots.size()][0];
        this.rows = new int[slots.size()];
        this.saved = new float[slots.size()][0];
        Map<Integer, TimeWindow> byState = program.windows();
        this.windows = byState.keySet().stream().mapToInt(Integer::intValue).toArray();
        this.windowOps = byState.values().toArray(TimeWindow[]::new);
        this.sizes = slots.stream().mapToInt(slot -> slot.spec().shape().size()).toArray();
        this.rowFloats = Arrays.stream(sizes).reduce(0, Math::addExact);
    }

    float[][] arrays() {
        return arrays;
    }

    /** An array for {@link #readHeld}. */
    int[] heldSteps() {
        return new int[windows.length];
    }

    /**
     * Reads how many steps each window in time holds.
     *
     * @throws ModelException if that differs from sample to sample
     */
    void readHeld(int[] held) {
        for (int i = 0; i < held.length; i++) {
            int state = windows[i] + 1;
            float first = rows[state] == 0 ? 0f : arrays[state][0];
            for (int r = 1; r < rows[state]; r++) {
                if (arrays[state][r] != first) {
                    throw new ModelException("layer '" + slots.get(state).layer()
                            + "': the samples are at different places of its windows in time; step them apart");
                }
            }
            held[i] = windowOps[i].held(first);
        }
    }

    /** Floats of one sample in a {@link #store}d row: those of all states after each other, without padding. */
    int rowFloats() {
        return rowFloats;
    }

    /** Makes room for that many samples; what was there is lost. */
    void allocate(int samples) {
        for (int i = 0; i < arrays.length; i++) {
            allocate(i, samples);
        }
    }

    /**
     * Makes room for the samples of a plan, and keeps more room if there is; what was there is lost.
     *
     * @throws ModelException if a state has not one row for each of the samples
     */
    void makeRoom(Plan plan, int samples) {
        for (int i = 0; i < arrays.length; i++) {
            if (plan.stateRows(i) != samples) {
                throw new ModelException("layer '" + slots.get(i).layer() + "' has " + plan.stateRows(i)
                        + " rows of states for " + samples + " samples");
            }
            if (rows[i] < samples) {
                allocate(i, samples);
            }
        }
    }

    /** Sets the states of a sample to a stored row, which begins at {@code at}. */
    void load(int sample, float[] from, int at) {
        int next = at;
        for (int i = 0; i < arrays.length; i++) {
            System.arraycopy(from, next, arrays[i], sample * slots.get(i).spec().stride(), sizes[i]);
            next += sizes[i];
        }
    }

    /** Writes the states of a sample as a row that begins at {@code at}. */
    void store(int sample, float[] to, int at) {
        int next = at;
        for (int i = 0; i < arrays.length; i++) {
            System.arraycopy(arrays[i], sample * slots.get(i).spec().stride(), to, next, sizes[i]);
            next += sizes[i];
        }
    }

    /** Reads from a stored row how many steps each window in time holds. */
    void readHeld(float[] from, int at, int[] held) {
        int next = at;
        int state = 0;
        for (int i = 0; i < held.length; i++) {
            for (; state <= windows[i]; state++) {
                next += sizes[state];
            }
            held[i] = windowOps[i].held(from[next]);
        }
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

    void reset(String layer) {
        boolean found = false;
        for (int i = 0; i < arrays.length; i++) {
            if (State.isIn(slots.get(i).layer(), layer)) {
                Arrays.fill(arrays[i], 0f);
                found = true;
            }
        }
        if (!found) {
            throw new ModelException("there is no recurrent layer '" + layer + "'");
        }
    }

    void resetRows(int... samples) {
        for (int count : rows) {
            for (int sample : samples) {
                Objects.checkIndex(sample, count);
            }
        }
        for (int i = 0; i < arrays.length; i++) {
            int stride = slots.get(i).spec().stride();
            for (int sample : samples) {
                Arrays.fill(arrays[i], sample * stride, (sample + 1) * stride, 0f);
            }
        }
    }

    /** Takes over the states of another session of the same program. */
    void copyFrom(SessionStates other) {
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = other.arrays[i].clone();
            rows[i] = other.rows[i];
        }
        used = other.used;
    }

    /** Remembers the states, for {@link #rollBack}. */
    void save() {
        for (int i = 0; i < arrays.length; i++) {
            if (saved[i].length != arrays[i].length) {
                saved[i] = new float[arrays[i].length];
            }
            System.arraycopy(arrays[i], 0, saved[i], 0, saved[i].length);
        }
    }

    /** Sets the states to those of the last {@link #save}. */
    void rollBack() {
        for (int i = 0; i < arrays.length; i++) {
            System.arraycopy(saved[i], 0, arrays[i], 0, saved[i].length);
        }
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
        List<State.Entry> entries = new ArrayList<>(arrays.length);
        for (int i = 0; i < arrays.length; i++) {
            StateSlot slot = slots.get(i);
            if (memory.keepsState(slot.stateful())) {
                Tensor value = Tensor.zeros(slot.spec().shape().insert(0, rows[i]));
                int size = slot.spec().shape().size();
                for (int r = 0; r < rows[i]; r++) {
                    slot.spec().read(arrays[i], r * slot.spec().stride(), value.data(), r * size);
                }
                entries.add(new State.Entry(slot.layer(), slot.index(), value));
            }
        }
        return new State(model, entries);
    }

    /**
     * Sets the states that are kept from call to call.
     *
     * @return whether a state has another array now
     * @throws ModelException if the state does not fit; nothing has changed then
     */
    boolean restore(State state, Memory memory) {
        if (state.model() != State.UNKNOWN_MODEL && state.model() != model) {
            throw new ModelException("the state was computed with other weights; State.withoutModel() lets it pass");
        }
        int kept = 0;
        for (int i = 0; i < arrays.length; i++) {
            if (memory.keepsState(slots.get(i).stateful())) {
                check(slots.get(i), state);
                kept++;
            }
        }
        if (state.entries().size() != kept) {
            throw new ModelException("a state with " + state.entries().size() + " entries, the model keeps " + kept);
        }
        boolean moved = false;
        for (int i = 0; i < arrays.length; i++) {
            if (memory.keepsState(slots.get(i).stateful())) {
                moved |= set(i, state.get(slots.get(i).layer(), slots.get(i).index()));
            }
        }
        used = true;
        return moved;
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

    /** Returns true if the state has another array now. */
    private boolean set(int state, Tensor value) {
        StateSlot slot = slots.get(state);
        int samples = value.shape().length(0);
        boolean moves = rows[state] != samples;
        if (moves) {
            allocate(state, samples);
        }
        int size = slot.spec().shape().size();
        for (int r = 0; r < samples; r++) {
            slot.spec()
                    .write(
                            value.data(),
                            r * size,
                            arrays[state],
                            r * slot.spec().stride());
        }
        return moves;
    }
}
