package io.github.cornu.session;

import io.github.cornu.ModelException;
import io.github.cornu.op.StateSpec;
import io.github.cornu.plan.Plan;
import io.github.cornu.plan.StateSlot;
import java.util.Arrays;
import java.util.List;

/**
 * States in memory: an array for each state slot of a program, with a padded row for each sample. The row of a state
 * that grows has room for the steps so far and some more, always in whole blocks.
 */
public final class StateArrays {
    private final List<StateSlot> slots;
    /** Floats of one sample by state, without padding, and all of them. */
    private final int[] sizes;

    /** Where each state begins in a stored row. */
    private final int[] places;
    /** Of states that do not grow: floats from one sample to the next; of those that do 0. */
    private final int[] strides;

    private final int rowFloats;
    private final float[][] arrays;
    private final int[] rows;
    /** For how many steps a sample has room, of the states that grow. */
    private final int[] rooms;

    public StateArrays(List<StateSlot> slots) {
        this.slots = slots;
        this.sizes = slots.stream().mapToInt(slot -> slot.spec().shape().size()).toArray();
        this.places = new int[sizes.length];
        for (int i = 1; i < sizes.length; i++) {
            places[i] = places[i - 1] + sizes[i - 1];
        }
        this.strides = slots.stream()
                .mapToInt(slot -> slot.spec().grows() ? 0 : slot.spec().stride())
                .toArray();
        this.rowFloats = Arrays.stream(sizes).reduce(0, Math::addExact);
        this.arrays = new float[slots.size()][0];
        this.rows = new int[slots.size()];
        this.rooms = new int[slots.size()];
    }

    List<StateSlot> slots() {
        return slots;
    }

    float[][] arrays() {
        return arrays;
    }

    int[] rooms() {
        return rooms;
    }

    float[] array(int state) {
        return arrays[state];
    }

    private StateSpec spec(int state) {
        return slots.get(state).spec();
    }

    /** Floats from one sample of a state to the next. */
    int stride(int state) {
        StateSpec spec = spec(state);
        return spec.grows() ? rooms[state] * spec.stepFloats() : spec.stride();
    }

    /** How many samples a state is of. */
    int rows(int state) {
        return rows[state];
    }

    /** How many steps a sample of a state that grows has had. */
    int steps(int state, int sample) {
        int first = slots.get(state).first();
        return (int) arrays[first][sample * spec(first).stride()];
    }

    /** The most steps that a sample of a state that grows has had. */
    int mostSteps(int state) {
        int most = 0;
        for (int r = 0; r < rows[state]; r++) {
            most = Math.max(most, steps(state, r));
        }
        return most;
    }

    /** Floats of one sample in a {@link #store}d row: those of all states after each other, without padding. */
    public int rowFloats() {
        return rowFloats;
    }

    /** Makes room for that many samples, of all steps if a state grows; what was there is lost. */
    public void allocate(int samples) {
        for (int i = 0; i < arrays.length; i++) {
            if (rows[i] != samples) {
                allocate(i, samples, spec(i).steps());
            }
        }
    }

    /** Makes room for that many samples of a state, unless it is of as many; what was there is lost. */
    void allocate(int state, int samples) {
        if (rows[state] != samples) {
            allocate(state, samples, 0);
        }
    }

    /** Makes room in a new array for so many samples, each of at least so many steps if the state grows. */
    void allocate(int state, int samples, int steps) {
        StateSpec spec = spec(state);
        rooms[state] = spec.grows() ? spec.room(steps) : 0;
        arrays[state] = new float[Math.multiplyExact(samples, stride(state))];
        rows[state] = samples;
    }

    /**
     * Makes room for the samples of a plan, and keeps more room if there is; what was there is lost.
     *
     * @throws ModelException if a state has not one row for each of the samples
     */
    public void makeRoom(Plan plan, int samples) {
        for (int i = 0; i < arrays.length; i++) {
            if (plan.stateRows(i) != samples) {
                throw new ModelException("layer '" + slots.get(i).layer() + "' has " + plan.stateRows(i)
                        + " rows of states for " + samples + " samples");
            }
            if (rows[i] < samples) {
                allocate(i, samples, spec(i).steps());
            }
        }
    }

    /**
     * Takes over the states of others of the same program if both are of as many samples as a plan needs. Those that
     * grow are in the same array afterwards, which has room for what the plan adds.
     *
     * @return whether they are; if not, these states mean nothing any more
     */
    boolean copyFitting(StateArrays from, Plan plan) {
        for (int i = 0; i < arrays.length; i++) {
            int samples = plan.stateRows(i);
            if (rows[i] != samples || from.rows[i] != samples) {
                return false;
            }
            take(i, from, plan);
        }
        return true;
    }

    private void take(int state, StateArrays from, Plan plan) {
        if (!spec(state).grows()) {
            System.arraycopy(from.arrays[state], 0, arrays[state], 0, arrays[state].length);
            return;
        }
        from.grow(state, plan.stateSteps(state));
        ArrayElements.set(arrays, state, from.arrays[state]);
        rooms[state] = from.rooms[state];
    }

    /** Makes room for more steps of a state, for at least twice as many as before if there is too little. */
    private void grow(int state, int more) {
        StateSpec spec = spec(state);
        int most = mostSteps(state);
        long needed = Math.min(spec.steps(), (long) most + more);
        if (needed <= rooms[state]) {
            return;
        }
        float[] old = arrays[state];
        int oldStride = stride(state);
        int used = spec.room(most) * spec.stepFloats();
        allocate(state, rows[state], (int) Math.min(spec.steps(), Math.max(needed, 2L * rooms[state])));
        for (int r = 0; r < rows[state]; r++) {
            System.arraycopy(old, r * oldStride, arrays[state], r * stride(state), used);
        }
    }

    /** Takes over the states of others of the same program. */
    void copy(StateArrays from) {
        for (int i = 0; i < arrays.length; i++) {
            if (spec(i).grows()) {
                allocate(i, from.rows[i], from.rooms[i]);
            } else {
                allocate(i, from.rows[i]);
            }
            System.arraycopy(from.arrays[i], 0, arrays[i], 0, arrays[i].length);
        }
    }

    /**
     * Takes over the states of others of the same program where they are of as many samples as a plan needs, else
     * zeros.
     */
    void resize(StateArrays from, Plan plan) {
        for (int i = 0; i < arrays.length; i++) {
            int samples = plan.stateRows(i);
            if (spec(i).grows() && from.rows[i] != samples) {
                allocate(i, samples, Math.min(spec(i).steps(), plan.stateSteps(i)));
                continue;
            }
            allocate(i, samples);
            if (from.rows[i] == samples) {
                take(i, from, plan);
            } else {
                clear(i);
            }
        }
    }

    /** Sets a state of all samples to zero, or to no steps. */
    void clear(int state) {
        if (!spec(state).grows()) {
            Arrays.fill(arrays[state], 0f);
        }
    }

    /** Sets a state of one sample to zero, or to no steps. */
    void clear(int state, int sample) {
        if (!spec(state).grows()) {
            int stride = spec(state).stride();
            Arrays.fill(arrays[state], sample * stride, (sample + 1) * stride, 0f);
        }
    }

    /** Sets the states of a sample to a stored row, which begins at {@code at}. */
    public void load(int sample, float[] from, int at) {
        for (int i = 0; i < arrays.length; i++) {
            if (strides[i] > 0) {
                System.arraycopy(from, at + places[i], arrays[i], sample * strides[i], sizes[i]);
                continue;
            }
            StateSpec spec = spec(i);
            // The state that counts its steps is loaded before it.
            int floats = spec.grows() ? spec.room(steps(i, sample)) * spec.stepFloats() : sizes[i];
            System.arraycopy(from, at + places[i], arrays[i], sample * stride(i), floats);
        }
    }

    /** Writes the states of a sample to the row that it was loaded from, which begins at {@code at}. */
    public void store(int sample, float[] to, int at) {
        // Backwards, so that the row tells until the end how many steps it had.
        for (int i = arrays.length - 1; i >= 0; i--) {
            if (strides[i] > 0) {
                System.arraycopy(arrays[i], sample * strides[i], to, at + places[i], sizes[i]);
                continue;
            }
            StateSpec spec = spec(i);
            int first = 0;
            int floats = sizes[i];
            if (spec.grows()) {
                int known = (int) to[at + places[slots.get(i).first()]];
                first = known / StateSpec.BLOCK * StateSpec.BLOCK * spec.stepFloats();
                floats = spec.room(steps(i, sample)) * spec.stepFloats() - first;
            }
            System.arraycopy(arrays[i], sample * stride(i) + first, to, at + places[i] + first, floats);
        }
    }
}
