package io.github.cornu.session;

import io.github.cornu.ModelException;
import io.github.cornu.plan.Plan;
import io.github.cornu.plan.StateSlot;
import java.util.Arrays;
import java.util.List;

/** States in memory: an array for each state slot of a program, with a padded row for each sample. */
public final class StateArrays {
    private final List<StateSlot> slots;
    /** Floats of one sample by state, without padding, and all of them. */
    private final int[] sizes;

    private final int rowFloats;
    private final float[][] arrays;
    private final int[] rows;

    public StateArrays(List<StateSlot> slots) {
        this.slots = slots;
        this.sizes = slots.stream().mapToInt(slot -> slot.spec().shape().size()).toArray();
        this.rowFloats = Arrays.stream(sizes).reduce(0, Math::addExact);
        this.arrays = new float[slots.size()][0];
        this.rows = new int[slots.size()];
    }

    List<StateSlot> slots() {
        return slots;
    }

    float[][] arrays() {
        return arrays;
    }

    float[] array(int state) {
        return arrays[state];
    }

    /** How many samples a state is of. */
    int rows(int state) {
        return rows[state];
    }

    /** Floats of one sample in a {@link #store}d row: those of all states after each other, without padding. */
    public int rowFloats() {
        return rowFloats;
    }

    /** Makes room for that many samples; what was there is lost. */
    public void allocate(int samples) {
        for (int i = 0; i < arrays.length; i++) {
            allocate(i, samples);
        }
    }

    /** Makes room for that many samples of a state, unless it is of as many; what was there is lost. */
    void allocate(int state, int samples) {
        if (rows[state] != samples) {
            arrays[state] = new float
                    [Math.multiplyExact(samples, slots.get(state).spec().stride())];
            rows[state] = samples;
        }
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
                allocate(i, samples);
            }
        }
    }

    /**
     * Takes over the states of others of the same program if both are of as many samples as a plan needs.
     *
     * @return whether they are; if not, these states mean nothing any more
     */
    boolean copyFitting(StateArrays from, Plan plan) {
        for (int i = 0; i < arrays.length; i++) {
            int samples = plan.stateRows(i);
            if (rows[i] != samples || from.rows[i] != samples) {
                return false;
            }
            System.arraycopy(from.arrays[i], 0, arrays[i], 0, arrays[i].length);
        }
        return true;
    }

    /** Takes over the states of others of the same program. */
    void copy(StateArrays from) {
        for (int i = 0; i < arrays.length; i++) {
            allocate(i, from.rows[i]);
            System.arraycopy(from.arrays[i], 0, arrays[i], 0, arrays[i].length);
        }
    }

    /**
     * Takes over the states of others of the same program where they are of as many samples as a plan needs, else
     * zeros.
     */
    void resize(StateArrays from, Plan plan) {
        for (int i = 0; i < arrays.length; i++) {
            allocate(i, plan.stateRows(i));
            if (from.rows[i] == rows[i]) {
                System.arraycopy(from.arrays[i], 0, arrays[i], 0, arrays[i].length);
            } else {
                clear(i);
            }
        }
    }

    /** Sets a state of all samples to zero. */
    void clear(int state) {
        Arrays.fill(arrays[state], 0f);
    }

    /** Sets a state of one sample to zero. */
    void clear(int state, int sample) {
        int stride = slots.get(state).spec().stride();
        Arrays.fill(arrays[state], sample * stride, (sample + 1) * stride, 0f);
    }

    /** Sets the states of a sample to a stored row, which begins at {@code at}. */
    public void load(int sample, float[] from, int at) {
        int next = at;
        for (int i = 0; i < arrays.length; i++) {
            System.arraycopy(from, next, arrays[i], sample * slots.get(i).spec().stride(), sizes[i]);
            next += sizes[i];
        }
    }

    /** Writes the states of a sample as a row that begins at {@code at}. */
    public void store(int sample, float[] to, int at) {
        int next = at;
        for (int i = 0; i < arrays.length; i++) {
            System.arraycopy(arrays[i], sample * slots.get(i).spec().stride(), to, next, sizes[i]);
            next += sizes[i];
        }
    }
}
