package io.github.cornu.session;

import io.github.cornu.ModelException;
import io.github.cornu.op.shape.TimeWindow;
import io.github.cornu.plan.Program;
import io.github.cornu.plan.StateSlot;
import java.util.List;
import java.util.Map;

/** Reads from states how many steps each window in time holds, on which the shapes of the next call depend. */
public final class HeldSteps {
    private final List<StateSlot> slots;
    /** The state of each window that says so. */
    private final int[] states;
    /** Where that is in a stored row. */
    private final int[] places;

    private final TimeWindow[] windows;

    public HeldSteps(Program program) {
        Map<Integer, TimeWindow> byFirstState = program.windows();
        this.slots = program.states();
        this.windows = byFirstState.values().toArray(TimeWindow[]::new);
        this.states =
                byFirstState.keySet().stream().mapToInt(first -> first + 1).toArray();
        this.places = new int[states.length];
        for (int i = 0; i < places.length; i++) {
            for (int state = 0; state < states[i]; state++) {
                places[i] += slots.get(state).spec().shape().size();
            }
        }
    }

    /** How many windows there are. */
    public int windows() {
        return windows.length;
    }

    /**
     * Reads them from the states of a batch.
     *
     * @throws ModelException if they differ from sample to sample, or no stream comes to them
     */
    void read(StateArrays from, int[] held) {
        for (int i = 0; i < held.length; i++) {
            float[] array = from.array(states[i]);
            int rows = from.rows(states[i]);
            float first = rows == 0 ? 0f : array[0];
            for (int r = 1; r < rows; r++) {
                if (array[r] != first) {
                    throw new ModelException("layer '" + slots.get(states[i]).layer()
                            + "': the samples are at different places of its windows in time; step them apart");
                }
            }
            held[i] = held(i, first);
        }
    }

    /**
     * Reads them from the states of one sample, a stored row.
     *
     * @throws ModelException if no stream comes to them
     */
    public void read(float[] row, int at, int[] held) {
        for (int i = 0; i < held.length; i++) {
            held[i] = held(i, row[at + places[i]]);
        }
    }

    private int held(int window, float state) {
        if (!windows[window].canHold(state)) {
            throw new ModelException("layer '" + slots.get(states[window]).layer()
                    + "': no stream comes to a state of its windows in time that holds " + state + " steps");
        }
        return windows[window].held(state);
    }
}
