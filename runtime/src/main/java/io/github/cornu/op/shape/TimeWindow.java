package io.github.cornu.op.shape;

import io.github.cornu.op.Checks;
import io.github.cornu.op.Op;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.StateSpec;
import io.github.cornu.op.Target;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * In a stream, the time steps that the windows of the next operation need: those kept from earlier calls, then the new
 * ones, as many as complete windows take. What later windows need is kept, so that windows over chunks of any length
 * are the windows over the whole sequence.
 *
 * @param initial steps of zeros before the first one; below 0: so many steps are left out at the start
 * @param span steps from the first to the last of a window
 * @param stride steps from one window to the next
 */
public record TimeWindow(int initial, int span, int stride) implements Op {
    private static final int ROWS = 0;
    private static final int HELD = 1;

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Checks.minimumRank(inputs.get(0), 3);
        return List.of(inputs.get(0).with(1, Shape.FREE));
    }

    /**
     * The shape of the output in one call.
     *
     * @param input fixed
     * @param held steps that are there from earlier calls; below 0: so many new ones are left out
     */
    public Shape outputShape(Shape input, int held) {
        int windows = windows(held, input.length(1));
        return input.with(1, windows == 0 ? 0 : (windows - 1) * stride + span);
    }

    private int windows(int held, int steps) {
        int total = held + steps;
        return total < span ? 0 : (total - span) / stride + 1;
    }

    /** How many steps are held after a call that came with that many. */
    public int heldAfter(int held, int steps) {
        return held + steps - windows(held, steps) * stride;
    }

    /** How many steps are held, by the second state of a sample, which is 0 at the start. */
    public int held(float state) {
        return initial + (int) state;
    }

    /** Whether a stream can come to that second state of a sample. */
    public boolean canHold(float state) {
        int held = held(state);
        return state == (int) state && held >= Math.min(initial, span - stride) && held <= capacity();
    }

    private int capacity() {
        return Math.max(Math.max(initial, span - 1), 0);
    }

    @Override
    public int stateCount() {
        return 2;
    }

    @Override
    public List<StateSpec> states(List<Shape> inputs) {
        Shape rows = Shape.of(capacity()).append(Checks.fixedStep(inputs.get(0)));
        return List.of(new StateSpec("steps", rows, rows.size()), new StateSpec("held", Shape.of(1), 1));
    }

    @Override
    public boolean movesOnly() {
        return true;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        return inputs.get(0);
    }

    @Override
    public Prepared prepare(Target target) {
        return binding -> {
            int x = binding.input(0);
            int y = binding.output(0);
            int rows = binding.state(ROWS);
            int held = binding.state(HELD);
            int batch = binding.inputShape(0).length(0);
            int steps = binding.inputShape(0).length(1);
            int taken = binding.outputShape(0).length(1);
            int size = binding.inputShape(0).size(2, binding.inputShape(0).rank());
            return m -> {
                float[] counts = m.state(held);
                for (int r = 0; r < batch; r++) {
                    int before = held(counts[r]);
                    int after = heldAfter(before, steps);
                    int old = Math.min(Math.max(before, 0), taken) * size;
                    int first = r * capacity() * size;
                    int fresh = (r * steps - before) * size + old;
                    join(m.state(rows), first, old, m.slot(x), fresh, m.slot(y), r * taken * size, taken * size);
                    keep(m.state(rows), r, m.slot(x), r * steps, before, before + steps - after, after, size);
                    counts[r] = after - initial;
                }
            };
        };
    }

    /** Writes the floats that are held and, up to {@code count}, those that come after them. */
    private static void join(
            float[] held, int heldAt, int heldCount, float[] x, int xAt, float[] y, int yAt, int count) {
        System.arraycopy(held, heldAt, y, yAt, heldCount);
        if (count > heldCount) {
            System.arraycopy(x, xAt, y, yAt + heldCount, count - heldCount);
        }
    }

    /** Keeps {@code after} of the steps held and new: those after the first {@code used}. */
    private void keep(float[] rows, int sample, float[] x, int xStep, int before, int used, int after, int size) {
        int at = sample * capacity() * size;
        int count = Math.max(after, 0);
        int old = Math.max(0, Math.max(before, 0) - used);
        if (old > 0) {
            System.arraycopy(rows, at + used * size, rows, at, old * size);
        }
        if (count > old) {
            int first = xStep + used + old - before;
            System.arraycopy(x, first * size, rows, at + old * size, (count - old) * size);
        }
        Arrays.fill(rows, at + count * size, at + capacity() * size, 0f);
    }
}
