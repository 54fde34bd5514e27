package io.github.cornu.op.recurrent;

import io.github.cornu.op.Binding;
import io.github.cornu.op.Memory;

/**
 * Where a {@link PreparedCell} has its arrays in the memory of a session, for sequences of one shape. The gates are
 * those of a block of steps: the gates of all samples of its first step, then those of the next one, and so on.
 * Immutable.
 */
public final class CellSlots {
    private final StateSlots states;
    private final int block;
    private final int gates;
    private final int gatesOfStep;
    private final int work;

    /**
     * Slots of a {@link Binding}.
     *
     * @param block how many steps have their gates in memory at once
     * @param gatesOfStep floats of the gates of all samples at one step
     */
    CellSlots(StateSlots states, int block, int gatesOfStep, int gates, int work) {
        this.states = states;
        this.block = block;
        this.gatesOfStep = gatesOfStep;
        this.gates = gates;
        this.work = work;
    }

    /** The gates of the block. */
    public float[] gates(Memory m) {
        return m.slot(gates);
    }

    /** Where in {@link #gates} those of the first sample are in a step. */
    public int offset(int step) {
        return (step < block ? step : step % block) * gatesOfStep;
    }

    /** {@link PreparedCell#workStride} floats for each sample. */
    public float[] work(Memory m) {
        return m.slot(work);
    }

    /** The state that is the output, before a step. */
    public float[] before(Memory m, int step) {
        return states.before(m, step);
    }

    /** Where that state goes in a step; the same array only if the cell computes all units. */
    public float[] after(Memory m, int step) {
        return states.after(m, step);
    }

    /** The second state, which is replaced in place. */
    public float[] carry(Memory m) {
        return states.state(m, 1);
    }

    /** Whether a sample keeps its states in a step. */
    public boolean isMasked(Memory m, int step, int sample) {
        return states.isMasked(m, step, sample);
    }
}
