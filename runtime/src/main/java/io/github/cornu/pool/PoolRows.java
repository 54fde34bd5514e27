package io.github.cornu.pool;

import io.github.cornu.ModelException;
import io.github.cornu.RowLayout;
import io.github.cornu.State;
import io.github.cornu.op.Memory;
import io.github.cornu.plan.Program;
import io.github.cornu.session.StateArrays;
import io.github.cornu.session.StateValues;
import java.util.Arrays;

/**
 * What a pool holds of its streams, by place: the states, and the last inputs if these are kept. Who reads or writes
 * what a place has must have claimed its handle.
 */
public final class PoolRows {
    private final Program program;
    private final PoolPages pages;
    private final KeptInputs kept;
    private final RowBytes bytes;
    private final StateValues values;

    /**
     * No rows so far.
     *
     * @param program of chunks of a stream
     * @param layout of the rows as bytes
     */
    public PoolRows(Program program, KeptInputs kept, RowLayout layout) {
        this.program = program;
        this.pages = new PoolPages(new StateArrays(program.states()).rowFloats());
        this.kept = kept;
        this.bytes = new RowBytes(program, pages, kept, layout);
        Memory memory = new Memory();
        memory.setStateful(true);
        this.values = new StateValues(program, memory);
    }

    public PoolPages pages() {
        return pages;
    }

    public KeptInputs kept() {
        return kept;
    }

    /** The rows as bytes. */
    public RowBytes bytes() {
        return bytes;
    }

    /** Makes sure that there is memory for a place. */
    public void makeRoom(int place) {
        pages.makeRoom(place);
        kept.makeRoom(place);
    }

    /** Lets a stream begin anew. */
    public void clear(int place) {
        int at = pages.at(place);
        Arrays.fill(pages.page(place), at, at + pages.rowFloats(), 0f);
        kept.clear(place);
    }

    /** Sets the states of a stream, which has kept no inputs then. */
    public void set(int place, float[] states, int from) {
        System.arraycopy(states, from, pages.page(place), pages.at(place), pages.rowFloats());
        kept.clear(place);
    }

    /** Floats of the states of a stream. */
    public int rowFloats() {
        return pages.rowFloats();
    }

    /** Memory for the states of so many streams. */
    public StateArrays arrays(int streams) {
        StateArrays arrays = new StateArrays(program.states());
        arrays.allocate(streams);
        return arrays;
    }

    /** Copies the states of streams, in this order. */
    public void copy(int[] streams, StateArrays to) {
        for (int i = 0; i < streams.length; i++) {
            int place = PoolHandles.place(streams[i]);
            to.load(i, pages.page(place), pages.at(place));
        }
    }

    /** States in memory as a value. */
    public State state(StateArrays arrays) {
        return values.read(arrays);
    }

    /**
     * The samples of a state, each as {@link #rowFloats} floats.
     *
     * @throws ModelException if it does not fit the model, or is of another number of samples
     */
    public float[] floats(State state, int samples) {
        if (!state.entries().isEmpty() && state.rows() != samples) {
            throw new ModelException("a state of " + state.rows() + " samples for " + samples + " streams");
        }
        StateArrays copy = new StateArrays(program.states());
        values.write(state, copy);
        float[] floats = new float[Math.multiplyExact(samples, rowFloats())];
        for (int i = 0; i < samples; i++) {
            copy.store(i, floats, i * rowFloats());
        }
        return floats;
    }
}
