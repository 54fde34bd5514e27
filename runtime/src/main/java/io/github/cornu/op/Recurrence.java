package io.github.cornu.op;

import io.github.cornu.kernel.Scratch;
import io.github.cornu.tensor.Shape;
import java.util.Arrays;

/** The time loop of {@link Recurrent}. Inputs are projected for a block of steps at once. */
final class Recurrence implements Step {
    /** Floats of the projected inputs of a block. */
    private static final int BLOCK_FLOATS = 1 << 15;

    private final Recurrent op;
    private final PreparedCell cell;
    private final int batch;
    private final int time;
    private final int features;
    private final int units;
    private final boolean keepsStates;
    private final int padded;
    private final int block;

    private final int x;
    private final int y;
    private final int mask;
    private final int z;
    private final int work;
    private final int started;
    private final int[] states;
    private final int[] initial;
    private final int[] finals;

    Recurrence(Recurrent op, PreparedCell cell, Binding binding) {
        this.op = op;
        this.cell = cell;
        batch = binding.inputShape(0).length(0);
        time = binding.inputShape(0).length(1);
        Shape sequences = binding.inputShape(0);
        features = sequences.size(2, sequences.rank());
        units = op.cell().stateShape(sequences).size();
        padded = Gates.padded(units);
        int stepFloats = Math.max(1, batch * cell.gateStride());
        block = Math.max(1, Math.min(time, BLOCK_FLOATS / stepFloats));
        x = binding.input(0);
        y = binding.output(0);
        mask = op.masked() ? binding.input(1) : -1;
        z = binding.scratch(block * stepFloats);
        work = binding.scratch(batch * cell.workStride());
        started = op.masked() ? binding.scratch(batch) : -1;
        keepsStates = op.cell().keepsStates();
        int count = op.cell().stateNames().size();
        states = new int[count];
        initial = new int[op.initialized() ? count : 0];
        finals = new int[count];
        for (int i = 0; i < count; i++) {
            states[i] = keepsStates ? binding.state(i) : binding.scratch(batch * padded);
            finals[i] = binding.output(1 + i);
            if (op.initialized()) {
                initial[i] = binding.input((op.masked() ? 2 : 1) + i);
            }
        }
    }

    @Override
    public void run(Memory m) {
        start(m);
        float[] h = state(m, 0);
        float[] c = states.length > 1 ? state(m, 1) : null;
        float[] masks = mask < 0 ? null : m.slot(mask);
        float[] gates = m.slot(z);
        for (int first = 0; first < time; first += block) {
            int steps = Math.min(block, time - first);
            project(m.slot(x), first, steps, gates, m.scratch());
            for (int i = 0; i < steps; i++) {
                int from = inputStep(first + i);
                cell.step(
                        batch,
                        gates,
                        i * batch * cell.gateStride(),
                        h,
                        c,
                        m.slot(work),
                        masks,
                        from,
                        time,
                        m.scratch());
                if (op.returnSequences()) {
                    emit(m, h, masks, from, first + i, time);
                } else if (masks != null) {
                    markStarted(m, masks, from);
                }
            }
        }
        finish(m, h, masks);
    }

    /** The step of the input that comes at that place in the loop. */
    private int inputStep(int place) {
        return op.goBackwards() ? time - 1 - place : place;
    }

    private float[] state(Memory m, int index) {
        return keepsStates ? m.state(states[index]) : m.slot(states[index]);
    }

    private void start(Memory m) {
        boolean kept = keepsStates && m.keepsState(op.stateful());
        boolean resumes = op.resumes() && kept && hasState(m);
        for (int i = 0; i < states.length; i++) {
            float[] state = state(m, i);
            if (op.initialized() && !resumes) {
                for (int r = 0; r < batch; r++) {
                    System.arraycopy(m.slot(initial[i]), r * units, state, r * padded, units);
                }
            } else if (!kept) {
                Arrays.fill(state, 0, batch * padded, 0f);
            }
        }
        if (started >= 0) {
            Arrays.fill(m.slot(started), 0, batch, m.isStream() || op.emitsInitial() ? 1f : 0f);
        }
    }

    /** Whether the call before left anything but 0. */
    private boolean hasState(Memory m) {
        for (int k = 0; k < states.length; k++) {
            float[] state = state(m, k);
            for (int i = 0; i < batch * padded; i++) {
                if (i % padded < units && state[i] != 0f) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Gates of step i of sample r start at (i batch + r) gateStride. Few samples: row by row in time; many: step by step. */
    private void project(float[] in, int first, int steps, float[] gates, Scratch scratch) {
        int stride = cell.gateStride();
        if (batch < steps) {
            int direction = op.goBackwards() ? -features : features;
            for (int r = 0; r < batch; r++) {
                int from = (r * time + inputStep(first)) * features;
                cell.project(steps, in, from, direction, gates, r * stride, batch * stride, scratch);
            }
        } else {
            for (int i = 0; i < steps; i++) {
                int from = inputStep(first + i) * features;
                cell.project(batch, in, from, time * features, gates, i * batch * stride, stride, scratch);
            }
        }
    }

    /** Writes the outputs of one step. */
    private void emit(Memory m, float[] h, float[] masks, int from, int to, int steps) {
        float[] out = m.slot(y);
        for (int r = 0; r < batch; r++) {
            int at = (r * steps + to) * units;
            if (isZero(m, masks, from, op.mirrored() && op.returnSequences() ? time - 1 - from : from, r)) {
                Arrays.fill(out, at, at + units, 0f);
            } else {
                System.arraycopy(h, r * padded, out, at, units);
            }
        }
    }

    /**
     * Whether the output of a sample is zero at that step of the input.
     *
     * @param zeroFrom the step whose mask decides on the zeros of {@code zeroOutputForMask}
     */
    private boolean isZero(Memory m, float[] masks, int from, int zeroFrom, int sample) {
        if (masks == null) {
            return false;
        }
        boolean valid = masks[sample * time + from] != 0f;
        if (valid) {
            m.slot(started)[sample] = 1f;
        }
        boolean zero = op.zeroOutputForMask() && masks[sample * time + zeroFrom] == 0f;
        return zero || !valid && m.slot(started)[sample] == 0f;
    }

    private void markStarted(Memory m, float[] masks, int from) {
        for (int r = 0; r < batch; r++) {
            if (masks[r * time + from] != 0f) {
                m.slot(started)[r] = 1f;
            }
        }
    }

    private void finish(Memory m, float[] h, float[] masks) {
        if (!op.returnSequences()) {
            emit(m, h, time == 0 ? null : masks, inputStep(time - 1), 0, 1);
        }
        for (int i = 0; i < finals.length; i++) {
            if (finals[i] >= 0) {
                for (int r = 0; r < batch; r++) {
                    System.arraycopy(state(m, i), r * padded, m.slot(finals[i]), r * units, units);
                }
            }
        }
    }
}
