package io.github.cornu.op.recurrent;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Meeting;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.kernel.SharedJob;
import io.github.cornu.op.Binding;
import io.github.cornu.op.Memory;
import io.github.cornu.op.Step;
import io.github.cornu.tensor.Shape;
import java.util.Arrays;

/**
 * The time loop of {@link Recurrent}. Inputs are projected for a block of steps at once. Threads share many samples; of few
 * samples, they share the units and meet after each step.
 */
final class Recurrence implements Step {
    /** Floats of the projected inputs of a block. */
    private static final int BLOCK_FLOATS = 1 << 15;
    /** Samples that a thread needs for its matrix products to be fast. */
    private static final int SAMPLES_WORTH_SHARING = 4;
    /** Multiply-adds of a step of one sample, below which cache lines that two threads write cost more than is gained. */
    private static final int PRODUCTS_WORTH_SHARING = 1 << 12;

    private final Recurrent op;
    private final Kernels kernels;
    private final PreparedCell[] parts;
    private final int batch;
    private final int time;
    private final int features;
    private final int units;
    private final boolean keepsStates;
    private final int padded;
    private final int block;
    /** Multiply-adds of a step of one sample. */
    private final long products;

    private final int x;
    private final int y;
    private final int mask;
    private final int[] z;
    private final int[] work;
    /** The other place of the first state, if it cannot be replaced in place; else -1. */
    private final int other;

    private final int started;
    private final int[] states;
    private final int[] initial;
    private final int[] finals;

    private final SharedJob<Memory> samplesJob = this::runSamples;
    private final SharedJob<Memory> unitsJob = this::runUnits;

    Recurrence(Recurrent op, Kernels kernels, PreparedCell[] parts, Binding binding) {
        this.op = op;
        this.kernels = kernels;
        this.parts = parts;
        batch = binding.inputShape(0).length(0);
        time = binding.inputShape(0).length(1);
        Shape sequences = binding.inputShape(0);
        features = sequences.size(2, sequences.rank());
        units = op.cell().stateShape(sequences).size();
        padded = Gates.padded(units);
        int gates = Arrays.stream(parts).mapToInt(PreparedCell::gateStride).sum();
        block = Math.max(1, Math.min(time, BLOCK_FLOATS / Math.max(1, batch * gates)));
        products = (long) gates * (features + units);
        x = binding.input(0);
        y = binding.output(0);
        mask = op.masked() ? binding.input(1) : -1;
        z = new int[parts.length];
        work = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            z[i] = binding.scratch(block * Math.max(1, batch * parts[i].gateStride()));
            work[i] = binding.scratch(batch * parts[i].workStride());
        }
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
        other = parts.length > 1 ? binding.scratch(batch * padded) : -1;
    }

    @Override
    public void run(Memory m) {
        start(m);
        if (!isShared(m)) {
            steps(m, 0, batch, 0, parts.length, null, m.scratch());
        }
        finish(m);
    }

    private boolean isShared(Memory m) {
        int threads = kernels.threads();
        if (threads == 1 || products < PRODUCTS_WORTH_SHARING) {
            return false;
        }
        long all = products * batch * time;
        if (batch >= threads * SAMPLES_WORTH_SHARING) {
            return kernels.share(samplesJob, false, all, m, m.scratch());
        }
        return parts.length == threads && kernels.share(unitsJob, time > 1, all, m, m.scratch());
    }

    private void runSamples(Memory m, int part, Meeting meeting, Scratch scratch) {
        int threads = kernels.threads();
        steps(m, batch * part / threads, batch * (part + 1) / threads, 0, parts.length, null, scratch);
    }

    private void runUnits(Memory m, int part, Meeting meeting, Scratch scratch) {
        steps(m, 0, batch, part, part + 1, time > 1 ? meeting : null, scratch);
    }

    /**
     * All steps of some samples and some units.
     *
     * @param meeting where those who compute the other units wait after each step; null if nobody does
     */
    private void steps(
            Memory m, int firstSample, int endSample, int firstPart, int endPart, Meeting meeting, Scratch scratch) {
        float[] before = state(m, 0);
        float[] after = other < 0 ? before : m.slot(other);
        float[] c = states.length > 1 ? state(m, 1) : null;
        float[] masks = mask < 0 ? null : m.slot(mask);
        for (int step = 0; step < time; step++) {
            int place = step % block;
            int from = inputStep(step);
            for (int i = firstPart; i < endPart; i++) {
                PreparedCell part = parts[i];
                float[] gates = m.slot(z[i]);
                if (place == 0) {
                    project(part, m.slot(x), step, firstSample, endSample, gates, scratch);
                }
                part.step(
                        firstSample,
                        endSample,
                        gates,
                        place * batch * part.gateStride(),
                        before,
                        after,
                        c,
                        m.slot(work[i]),
                        masks,
                        from,
                        time,
                        scratch);
                if (op.returnSequences()) {
                    emit(m, after, masks, from, step, time, firstSample, endSample, part);
                } else if (masks != null) {
                    markStarted(m, masks, from, firstSample, endSample);
                }
            }
            if (meeting != null) {
                meeting.meet(firstPart);
            }
            float[] next = before;
            before = after;
            after = next;
        }
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

    /**
     * Projects the inputs of the block that begins at that step. Gates of its step i of sample r start at (i batch + r)
     * gateStride. Few samples: row by row in time; many: step by step.
     */
    private void project(
            PreparedCell part, float[] in, int first, int firstSample, int endSample, float[] gates, Scratch scratch) {
        int stride = part.gateStride();
        int steps = Math.min(block, time - first);
        int count = endSample - firstSample;
        if (count < steps) {
            int direction = op.goBackwards() ? -features : features;
            for (int r = firstSample; r < endSample; r++) {
                int from = (r * time + inputStep(first)) * features;
                part.project(steps, in, from, direction, gates, r * stride, batch * stride, scratch);
            }
        } else {
            for (int i = 0; i < steps; i++) {
                int from = (firstSample * time + inputStep(first + i)) * features;
                int to = (i * batch + firstSample) * stride;
                part.project(count, in, from, time * features, gates, to, stride, scratch);
            }
        }
    }

    /** Writes the outputs of one step: those of some samples, of the units of a part. */
    private void emit(
            Memory m,
            float[] h,
            float[] masks,
            int from,
            int to,
            int steps,
            int firstSample,
            int endSample,
            PreparedCell part) {
        float[] out = m.slot(y);
        int first = part.firstUnit();
        int count = part.units();
        for (int r = firstSample; r < endSample; r++) {
            int at = (r * steps + to) * units + first;
            if (isZero(m, masks, from, op.mirrored() && op.returnSequences() ? time - 1 - from : from, r)) {
                Arrays.fill(out, at, at + count, 0f);
            } else {
                System.arraycopy(h, r * padded + first, out, at, count);
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

    private void markStarted(Memory m, float[] masks, int from, int firstSample, int endSample) {
        for (int r = firstSample; r < endSample; r++) {
            if (masks[r * time + from] != 0f) {
                m.slot(started)[r] = 1f;
            }
        }
    }

    private void finish(Memory m) {
        float[] h = state(m, 0);
        if (other >= 0 && time % 2 == 1) {
            System.arraycopy(m.slot(other), 0, h, 0, batch * padded);
        }
        if (!op.returnSequences()) {
            float[] masks = mask < 0 || time == 0 ? null : m.slot(mask);
            for (PreparedCell part : parts) {
                emit(m, h, masks, inputStep(time - 1), 0, 1, 0, batch, part);
            }
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
