package io.github.cornu.op.recurrent;

import io.github.cornu.kernel.Scratch;
import io.github.cornu.kernel.threads.Barrier;
import io.github.cornu.kernel.threads.ParallelJob;
import io.github.cornu.kernel.threads.ThreadTeam;
import io.github.cornu.op.Binding;
import io.github.cornu.op.Memory;
import io.github.cornu.op.Step;
import io.github.cornu.tensor.Shape;
import java.util.Arrays;

/**
 * The time loop of {@link Recurrent}. Inputs are projected for a block of steps at once. Threads share the samples if
 * there are many, else the units; then they wait for each other after each step.
 */
final class Recurrence implements Step {
    /** Floats of the projected inputs of a block. */
    private static final int BLOCK_FLOATS = 1 << 15;
    /** Samples that a thread needs for its matrix products to be fast. */
    private static final int SAMPLES_WORTH_SHARING = 4;
    /**
     * Multiply-adds of a step of one sample, below which cache lines that two threads write cost more than is gained.
     */
    private static final int MULTIPLY_ADDS_WORTH_SHARING = 1 << 12;
    /** Multiply-adds a nanosecond of one thread, which uses each weight it reads once. */
    private static final int MULTIPLY_ADDS_PER_NANO = 45;

    private final Recurrent op;
    private final ThreadTeam team;
    private final PreparedCell[] parts;
    private final int batch;
    private final int time;
    private final int features;
    private final int units;
    private final int padded;
    private final int block;
    /** Multiply-adds of a step of one sample. */
    private final long multiplyAdds;

    private final int x;
    private final int y;
    private final CellSlots[] slots;
    private final StateSlots states;
    /** 1 for each sample that has had a valid step, 0 for the others; -1 without a mask. */
    private final int started;

    private final int[] initial;
    private final int[] finals;

    private final ParallelJob<Memory> samplesJob = this::runSamples;
    private final ParallelJob<Memory> unitsJob = this::runUnits;

    Recurrence(Recurrent op, ThreadTeam team, PreparedCell[] parts, Binding binding) {
        this.op = op;
        this.team = team;
        this.parts = parts;
        Shape sequences = binding.inputShape(0);
        batch = sequences.length(0);
        time = sequences.length(1);
        features = sequences.size(2, sequences.rank());
        units = op.cell().stateShape(sequences).size();
        padded = Gates.padded(units);
        int gates = Arrays.stream(parts).mapToInt(PreparedCell::gateStride).sum();
        block = Math.max(1, Math.min(time, BLOCK_FLOATS / Math.max(1, batch * gates)));
        multiplyAdds = (long) gates * (features + units);
        x = binding.input(0);
        y = binding.output(0);
        states = stateSlots(binding);
        slots = new CellSlots[parts.length];
        Arrays.setAll(slots, i -> cellSlots(parts[i], binding));
        started = op.isMasked() ? binding.scratch(batch) : -1;
        initial = new int[op.isGivenStates() ? states.count() : 0];
        Arrays.setAll(initial, i -> binding.input((op.isMasked() ? 2 : 1) + i));
        finals = new int[states.count()];
        Arrays.setAll(finals, i -> binding.output(1 + i));
    }

    private StateSlots stateSlots(Binding binding) {
        boolean kept = op.cell().keepsStates();
        int[] ids = new int[op.cell().stateNames().size()];
        Arrays.setAll(ids, i -> kept ? binding.state(i) : binding.scratch(batch * padded));
        int other = parts.length > 1 ? binding.scratch(batch * padded) : -1;
        int mask = op.isMasked() ? binding.input(1) : -1;
        return new StateSlots(kept, ids, other, mask, time, op.goesBackwards());
    }

    private CellSlots cellSlots(PreparedCell part, Binding binding) {
        int gatesOfStep = batch * part.gateStride();
        int gates = binding.scratch(block * Math.max(1, gatesOfStep));
        return new CellSlots(states, block, gatesOfStep, gates, binding.scratch(batch * part.workStride()));
    }

    @Override
    public void run(Memory m) {
        start(m);
        if (!runShared(m)) {
            steps(m, 0, batch, 0, parts.length, null, m.scratch());
        }
        finish(m);
    }

    /** Runs all steps on the team, if it is free and that is worth it. */
    private boolean runShared(Memory m) {
        int threads = team.threads();
        boolean bySamples = batch >= threads * SAMPLES_WORTH_SHARING;
        if (threads == 1
                || multiplyAdds < MULTIPLY_ADDS_WORTH_SHARING
                || !bySamples && parts.length != threads
                || !team.tryReserve(multiplyAdds * batch * time / MULTIPLY_ADDS_PER_NANO)) {
            return false;
        }
        try {
            if (!bySamples && time > 1) {
                return team.runAtOnce(unitsJob, m, m.scratch());
            }
            team.run(bySamples ? samplesJob : unitsJob, m, m.scratch());
            return true;
        } finally {
            team.release();
        }
    }

    private void runSamples(Memory m, int part, Barrier barrier, Scratch scratch) {
        steps(m, team.first(part, batch), team.first(part + 1, batch), 0, parts.length, null, scratch);
    }

    private void runUnits(Memory m, int part, Barrier barrier, Scratch scratch) {
        steps(m, 0, batch, part, part + 1, time > 1 ? barrier : null, scratch);
    }

    /**
     * All steps of some samples and some units.
     *
     * @param barrier where this thread waits after each step for those that compute the other units; null if none does
     */
    private void steps(
            Memory m, int firstSample, int endSample, int firstPart, int endPart, Barrier barrier, Scratch scratch) {
        for (int step = 0; step < time; step++) {
            for (int i = firstPart; i < endPart; i++) {
                if (step % block == 0) {
                    project(m, i, step, firstSample, endSample, scratch);
                }
                parts[i].step(slots[i], m, step, firstSample, endSample, scratch);
                if (op.returnsSequences()) {
                    emit(m, states.after(m, step), parts[i], step, firstSample, endSample);
                } else if (started >= 0) {
                    markStarted(m, step, firstSample, endSample);
                }
            }
            if (barrier != null) {
                barrier.await(firstPart);
            }
        }
    }

    private void start(Memory m) {
        boolean kept = op.cell().keepsStates() && m.keepsState(op.stateful());
        boolean resumes = op.initialStates() == Recurrent.InitialStates.GIVEN_AT_FIRST && kept && hasState(m);
        for (int i = 0; i < states.count(); i++) {
            float[] state = states.state(m, i);
            if (op.isGivenStates() && !resumes) {
                for (int r = 0; r < batch; r++) {
                    System.arraycopy(m.slot(initial[i]), r * units, state, r * padded, units);
                }
            } else if (!kept) {
                Arrays.fill(state, 0, batch * padded, 0f);
            }
        }
        if (started >= 0) {
            Arrays.fill(m.slot(started), 0, batch, m.isStream() || op.mask().emitsInitial() ? 1f : 0f);
        }
    }

    /** Whether the call before left anything but 0. */
    private boolean hasState(Memory m) {
        for (int k = 0; k < states.count(); k++) {
            float[] state = states.state(m, k);
            for (int i = 0; i < batch * padded; i++) {
                if (i % padded < units && state[i] != 0f) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Projects the inputs of the block that begins at a step. Few samples: row by row in time; many: step by step. */
    private void project(Memory m, int index, int step, int firstSample, int endSample, Scratch scratch) {
        PreparedCell part = parts[index];
        float[] in = m.slot(x);
        float[] gates = slots[index].gates(m);
        int stride = part.gateStride();
        int steps = Math.min(block, time - step);
        int count = endSample - firstSample;
        if (count < steps) {
            int direction = op.goesBackwards() ? -features : features;
            for (int r = firstSample; r < endSample; r++) {
                int from = (r * time + states.inputStep(step)) * features;
                part.project(steps, in, from, direction, gates, r * stride, batch * stride, scratch);
            }
        } else {
            for (int i = step; i < step + steps; i++) {
                int from = (firstSample * time + states.inputStep(i)) * features;
                int to = slots[index].offset(i) + firstSample * stride;
                part.project(count, in, from, time * features, gates, to, stride, scratch);
            }
        }
    }

    /** Writes the outputs {@code h} of one step: those of some samples, of the units of a part. */
    private void emit(Memory m, float[] h, PreparedCell part, int step, int firstSample, int endSample) {
        float[] out = m.slot(y);
        int first = part.firstUnit();
        int count = part.units();
        for (int r = firstSample; r < endSample; r++) {
            int row = op.returnsSequences() ? r * time + step : r;
            int at = row * units + first;
            if (isZero(m, step, r)) {
                Arrays.fill(out, at, at + count, 0f);
            } else {
                System.arraycopy(h, r * padded + first, out, at, count);
            }
        }
    }

    /** Whether the output of a sample is zero at a step. */
    private boolean isZero(Memory m, int step, int sample) {
        if (started < 0 || time == 0) {
            return false;
        }
        boolean masked = states.isMasked(m, step, sample);
        if (!masked) {
            m.slot(started)[sample] = 1f;
        }
        int deciding = op.mask().mirrored() && op.returnsSequences() ? time - 1 - step : step;
        boolean zero = op.mask().zeroOutput() && states.isMasked(m, deciding, sample);
        return zero || masked && m.slot(started)[sample] == 0f;
    }

    private void markStarted(Memory m, int step, int firstSample, int endSample) {
        for (int r = firstSample; r < endSample; r++) {
            if (!states.isMasked(m, step, r)) {
                m.slot(started)[r] = 1f;
            }
        }
    }

    private void finish(Memory m) {
        float[] h = states.state(m, 0);
        float[] last = time == 0 ? h : states.after(m, time - 1);
        if (last != h) {
            System.arraycopy(last, 0, h, 0, batch * padded);
        }
        if (!op.returnsSequences()) {
            for (PreparedCell part : parts) {
                emit(m, h, part, time - 1, 0, batch);
            }
        }
        for (int i = 0; i < finals.length; i++) {
            if (finals[i] >= 0) {
                for (int r = 0; r < batch; r++) {
                    System.arraycopy(states.state(m, i), r * padded, m.slot(finals[i]), r * units, units);
                }
            }
        }
    }
}
