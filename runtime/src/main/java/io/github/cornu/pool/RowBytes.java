package io.github.cornu.pool;

import io.github.cornu.ModelException;
import io.github.cornu.OnNewModel;
import io.github.cornu.OnNewModel.Kind;
import io.github.cornu.RowLayout;
import io.github.cornu.op.StateSpec;
import io.github.cornu.plan.Program;
import io.github.cornu.plan.StateSlot;
import io.github.cornu.pool.KeptInputs.Steps;
import io.github.cornu.session.HeldSteps;
import io.github.cornu.session.StepCounts;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * The rows of a pool as bytes, and the way back, also of rows of another model. Threads may use different rows at once.
 */
public final class RowBytes {
    private final Program program;
    private final PoolPages pages;
    private final KeptInputs kept;
    private final RowLayout layout;
    private final HeldSteps windows;
    /** Whether rows in memory are what they are as bytes. */
    private final boolean plain;

    /**
     * @param program of chunks
     * @param layout that of its rows
     */
    public RowBytes(Program program, PoolPages pages, KeptInputs kept, RowLayout layout) {
        this.program = program;
        this.pages = pages;
        this.kept = kept;
        this.layout = layout;
        this.windows = new HeldSteps(program);
        this.plain = program.states().stream().allMatch(slot -> slot.spec().order() == StateSpec.Order.PLAIN);
    }

    public RowLayout layout() {
        return layout;
    }

    KeptInputs kept() {
        return kept;
    }

    Replay replay() {
        return new Replay(program, kept, pages.rowFloats());
    }

    Program program() {
        return program;
    }

    /** Writes a stream's row and goes on behind it. */
    public void write(int place, ByteBuffer to) {
        requireRoom("room for", layout, to);
        ByteBuffer row = row(layout, to);
        row.putLong(program.fingerprint());
        float[] states = pages.page(place);
        int at = pages.at(place);
        if (!plain) {
            states = new float[pages.rowFloats()];
            convert(pages.page(place), at, states, 0, true);
            at = 0;
        }
        put(states, at, pages.rowFloats(), row);
        if (kept.steps() > 0) {
            Steps steps = kept.read(place);
            row.putInt(steps.count());
            put(steps.floats(), 0, steps.floats().length, row);
            while (row.hasRemaining()) {
                row.putFloat(0f);
            }
        }
        to.position(to.position() + layout.rowBytes());
    }

    private static void requireRoom(String what, RowLayout layout, ByteBuffer buffer) {
        if (buffer.remaining() < layout.rowBytes()) {
            throw new ModelException(what + " " + buffer.remaining() + " bytes, a row takes " + layout.rowBytes());
        }
    }

    private static ByteBuffer row(RowLayout layout, ByteBuffer buffer) {
        ByteBuffer row = buffer.slice();
        row.limit(layout.rowBytes());
        return row.order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void put(float[] floats, int from, int count, ByteBuffer row) {
        row.asFloatBuffer().put(floats, from, count);
        row.position(row.position() + count * Float.BYTES);
    }

    /** The states of a sample in the order of their shapes, or from there to that in memory. */
    private void convert(float[] from, int at, float[] to, int start, boolean fromMemory) {
        int next = 0;
        for (StateSlot slot : program.states()) {
            StateSpec spec = slot.spec();
            int size = spec.shape().size();
            if (fromMemory) {
                spec.read(from, at + next, to, start + next, size);
            } else {
                spec.write(from, at + next, to, start + next, size);
            }
            next += size;
        }
    }

    /** What a row says: its states in the order of their shapes, or null where its steps are to be replayed. */
    private record Row(float[] states, Steps steps) {}

    /**
     * Sets streams to rows, and goes on behind these. Those that are replayed run as batches.
     *
     * @param handles of the streams
     * @param from a row for each
     * @param written the layout of each
     * @param how what becomes of streams of other weights
     * @throws ModelException if a row is damaged, or refused; nothing has changed then
     */
    public void read(int[] handles, List<ByteBuffer> from, List<RowLayout> written, OnNewModel how) {
        Row[] rows = new Row[handles.length];
        float[][] states = new float[rows.length][];
        ReplayBatches replays = new ReplayBatches(
                replay(), how.steps(), i -> rows[i].steps(), (i, steps, replayed) -> states[i] = replayed);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = read(from.get(i), written.get(i), how);
            states[i] = rows[i].states();
            if (states[i] == null) {
                replays.add(i, rows[i].steps().count());
            }
        }
        replays.finish();
        for (int i = 0; i < rows.length; i++) {
            set(PoolHandles.place(handles[i]), states[i], rows[i].steps());
            ByteBuffer buffer = from.get(i);
            buffer.position(buffer.position() + written.get(i).rowBytes());
        }
    }

    private Row read(ByteBuffer from, RowLayout written, OnNewModel how) {
        requireRoom("a row of", written, from);
        ByteBuffer row = row(written, from);
        Kind what = decide(row.getLong(), written, how);
        FloatBuffer floats = row.asFloatBuffer();
        int stateFloats =
                written.states().stream().mapToInt(part -> part.shape().size()).sum();
        float[] states = new float[stateFloats];
        floats.get(states);
        row.position(row.position() + stateFloats * Float.BYTES);
        Steps steps = what == Kind.RESET ? Steps.NONE : steps(row, written);
        return switch (what) {
            case CARRY -> new Row(checked(states), steps);
            case REPLAY -> new Row(null, steps);
            default -> new Row(new float[pages.rowFloats()], steps);
        };
    }

    /** Takes a row over from another pool; as {@link #read} does. */
    void copy(int place, RowBytes from) {
        float[] states = new float[pages.rowFloats()];
        from.convert(from.pages.page(place), from.pages.at(place), states, 0, true);
        set(place, checked(states), from.kept.read(place));
    }

    /** @param states in the order of their shapes */
    void set(int place, float[] states, Steps steps) {
        convert(states, 0, pages.page(place), pages.at(place), false);
        kept.write(place, steps);
    }

    /**
     * What becomes of a row: that of the same weights is carried on.
     *
     * @throws ModelException if it is refused
     */
    private Kind decide(long model, RowLayout written, OnNewModel how) {
        boolean same = model == program.fingerprint() && layout.hasStatesOf(written);
        return checked(same ? Kind.CARRY : how.kind(), written);
    }

    /**
     * What becomes of the rows of another pool.
     *
     * @throws ModelException if they are refused
     */
    Kind decide(RowBytes from, OnNewModel how) {
        return decide(from.program.fingerprint(), from.layout, how);
    }

    private Kind checked(Kind what, RowLayout written) {
        switch (what) {
            case CARRY -> layout.requireStates(written);
            case REPLAY -> requireKept(written);
            case REFUSE ->
                throw new ModelException("the stream was computed with other weights than those of model '"
                        + program.graph().name() + "'; an OnNewModel says what becomes of it");
            case RESET -> {
                return what;
            }
        }
        if (layout.inputsKept() > 0 && written.inputsKept() > 0) {
            layout.requireInputs(written);
        }
        return what;
    }

    private void requireKept(RowLayout written) {
        if (Math.min(layout.inputsKept(), written.inputsKept()) == 0) {
            throw new ModelException("the stream has kept no inputs to be replayed; those of a pool that is made with"
                    + " OnNewModel.replay do");
        }
    }

    /** The states, if the windows in time of the model can be at their places. */
    private float[] checked(float[] states) {
        windows.read(states, 0, new int[windows.windows()]);
        StepCounts.check(program.states(), states);
        return states;
    }

    private Steps steps(ByteBuffer row, RowLayout written) {
        if (written.inputsKept() == 0) {
            return Steps.NONE;
        }
        int count = row.getInt();
        if (count < 0 || count > written.inputsKept()) {
            throw new ModelException("the row is damaged: it has " + count + " of " + written.inputsKept() + " inputs");
        }
        if (kept.steps() == 0) {
            return Steps.NONE;
        }
        float[] floats = new float[count * kept.stepFloats()];
        row.asFloatBuffer().get(floats);
        return new Steps(count, floats);
    }
}
