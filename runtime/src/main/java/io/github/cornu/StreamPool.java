package io.github.cornu;

import io.github.cornu.kernel.threads.StackRoom;
import io.github.cornu.op.Memory;
import io.github.cornu.plan.Program;
import io.github.cornu.pool.PoolHandles;
import io.github.cornu.pool.PoolPages;
import io.github.cornu.session.StateArrays;
import io.github.cornu.session.StateValues;
import io.github.cornu.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The states of many independent streams of one model, packed: a stream takes the floats of its states and at most 8
 * bytes more. Any of them are stepped in one call, which runs them as a batch, with the same bits as a {@link Session}
 * for each.
 *
 * <pre>{@code
 * StreamPool pool = model.newPool();
 * int[] streams = {pool.add(), pool.add(), pool.add()};
 * pool.step(streams, Tensor.of(x, 3, 1, features), y);
 * }</pre>
 *
 * <p>A stream is known by a handle, a number from 0 on that the pool gives. A pool holds up to 16,777,215 streams. The
 * memory of a removed stream goes to one that is added later; the handle of the removed one stays invalid until its
 * place has been given away 127 times more.
 *
 * <p>Streams of models with strided or unpadded windows in time may be at different places of their windows, for
 * instance because they began at different times. Such a model gives nothing for some streams of a call and something
 * for others; {@link PoolWorker#steps} tells.
 *
 * <h2>Threads</h2>
 *
 * All methods may be called by any thread at any time. One stream is used by one call at a time: a call that comes with
 * a stream while another call has it fails with a {@link ModelException} and changes nothing. So at the same time there
 * may be
 *
 * <ul>
 *   <li>steps of different streams, each thread with a {@link #newWorker() worker} of its own,
 *   <li>{@link #add()}, and {@link #remove}, {@link #state}, {@link #restore} and {@link #reset} of streams that are
 *   not being stepped.
 * </ul>
 *
 * A thread sees what the calls before it have left in a stream, without further synchronization. The {@code step}
 * methods of the pool itself share one worker and run one after another.
 */
public final class StreamPool {
    private final Model model;
    private final Program program;
    private final PoolHandles handles = new PoolHandles();
    private final PoolPages pages;
    private final StateValues values;
    private final PoolWorker worker;

    StreamPool(Model model) {
        this.model = model;
        this.program = model.streamProgram();
        this.pages = new PoolPages(new StateArrays(program.states()).rowFloats());
        Memory memory = new Memory();
        memory.setStateful(true);
        this.values = new StateValues(program, memory);
        this.worker = new PoolWorker(this, handles, pages);
    }

    public Model model() {
        return model;
    }

    /** How many streams there are. */
    public int size() {
        return handles.size();
    }

    /** A worker for one more thread. */
    public PoolWorker newWorker() {
        return new PoolWorker(this, handles, pages);
    }

    /**
     * Adds a stream that begins.
     *
     * @return its handle
     * @throws ModelException if there are too many
     */
    public int add() {
        return add((float[]) null);
    }

    /**
     * Adds a stream that goes on from a state.
     *
     * @param state of one sample, from a pool or from a session that is a stream
     * @return its handle
     * @throws ModelException if the state does not fit the model, or there are too many streams
     */
    public int add(State state) {
        Objects.requireNonNull(state, "state");
        return add(rows(state, 1));
    }

    /** @param row its states; null: zeros */
    private int add(float[] row) {
        StackRoom.require();
        int handle = handles.add();
        int place = PoolHandles.place(handle);
        boolean added = false;
        try {
            pages.makeRoom(place);
            if (row == null) {
                clear(place);
            } else {
                System.arraycopy(row, 0, pages.page(place), pages.at(place), row.length);
            }
            added = true;
        } finally {
            if (added) {
                handles.release(handle);
            } else {
                handles.remove(handle);
            }
        }
        if (model.calls() != null) {
            model.calls().added(this, handle);
        }
        return handle;
    }

    /**
     * Removes a stream. Its handle is not valid any more.
     *
     * @throws ModelException if it is not there, or in use by another thread
     */
    public void remove(int stream) {
        StackRoom.require();
        handles.claim(new int[] {stream}, 0, 1);
        handles.remove(stream);
        if (model.calls() != null) {
            model.calls().removed(this, stream);
        }
    }

    /**
     * Lets streams begin anew: sets their states to zero.
     *
     * @throws ModelException if one is not there, there twice, or in use by another thread; nothing has changed then
     */
    public void reset(int... streams) {
        Objects.requireNonNull(streams, "streams");
        StackRoom.require();
        handles.claim(streams, 0, streams.length);
        try {
            for (int stream : streams) {
                clear(PoolHandles.place(stream));
            }
        } finally {
            handles.release(streams, 0, streams.length);
        }
    }

    private void clear(int place) {
        int at = pages.at(place);
        Arrays.fill(pages.page(place), at, at + pages.rowFloats(), 0f);
    }

    /**
     * The state that a stream will go on from, one sample; what {@link Session#state} gives.
     *
     * @throws ModelException as {@link #states} does
     */
    public State state(int stream) {
        return states(stream);
    }

    /**
     * The states that streams will go on from, a sample for each in this order.
     *
     * @throws ModelException if a stream is not there, there twice, or in use by another thread
     */
    public State states(int... streams) {
        Objects.requireNonNull(streams, "streams");
        StateArrays copy = new StateArrays(program.states());
        copy.allocate(streams.length);
        StackRoom.require();
        handles.claim(streams, 0, streams.length);
        try {
            for (int i = 0; i < streams.length; i++) {
                int place = PoolHandles.place(streams[i]);
                copy.load(i, pages.page(place), pages.at(place));
            }
        } finally {
            handles.release(streams, 0, streams.length);
        }
        return values.read(copy);
    }

    /**
     * Lets a stream go on from a state.
     *
     * @param state of one sample, from a pool or from a session that is a stream
     * @throws ModelException if the state does not fit the model, or the stream is not there or in use by another
     *     thread; nothing has changed then
     */
    public void restore(int stream, State state) {
        restore(new int[] {stream}, state);
    }

    /**
     * Lets streams go on from states.
     *
     * @param states a sample for each stream, in this order
     * @throws ModelException if the states do not fit the model or the number of streams, or a stream is not there,
     *     there twice, or in use by another thread; nothing has changed then
     */
    public void restore(int[] streams, State states) {
        Objects.requireNonNull(streams, "streams");
        Objects.requireNonNull(states, "states");
        float[] rows = rows(states, streams.length);
        StackRoom.require();
        handles.claim(streams, 0, streams.length);
        try {
            for (int i = 0; i < streams.length; i++) {
                int place = PoolHandles.place(streams[i]);
                int size = pages.rowFloats();
                System.arraycopy(rows, i * size, pages.page(place), pages.at(place), size);
            }
        } finally {
            handles.release(streams, 0, streams.length);
        }
    }

    /** The samples of a state as rows. */
    private float[] rows(State state, int samples) {
        if (!state.entries().isEmpty() && state.rows() != samples) {
            throw new ModelException("a state of " + state.rows() + " samples for " + samples + " streams");
        }
        StateArrays copy = new StateArrays(program.states());
        values.write(state, copy);
        float[] rows = new float[Math.multiplyExact(samples, pages.rowFloats())];
        for (int i = 0; i < samples; i++) {
            copy.store(i, rows, i * pages.rowFloats());
        }
        return rows;
    }

    /**
     * Runs one time step of some streams of a model with one input and one output, as {@link Session#step(Tensor,
     * Tensor)} does with each of them, with the same bits. After the first calls it allocates nothing.
     *
     * @param streams handles, each at most once, in any order
     * @param x the step of each stream in that order: shape (streams, 1, features) for models that take sequences
     * @param y takes the output of each: shape (streams, steps, units) if the model gives sequences, else (streams,
     *     units); see {@link PoolWorker#step(int[], Tensor, Tensor)}
     * @throws ModelException if a stream is not there, there twice, or in use by another thread, a shape does not fit,
     *     or the model has more inputs or outputs; no stream has changed then
     */
    public void step(int[] streams, Tensor x, Tensor y) {
        Objects.requireNonNull(streams, "streams");
        Objects.requireNonNull(x, "x");
        Objects.requireNonNull(y, "y");
        synchronized (worker) {
            worker.step(streams, x, y);
        }
    }

    /**
     * Runs one time step of some streams. Input and output tensors are in the model's order and have a row for each
     * stream.
     *
     * @throws ModelException as {@link #step(int[], Tensor, Tensor)} does
     */
    public void step(int[] streams, List<Tensor> inputs, List<Tensor> outputs) {
        Objects.requireNonNull(streams, "streams");
        Objects.requireNonNull(inputs, "inputs");
        Objects.requireNonNull(outputs, "outputs");
        synchronized (worker) {
            worker.step(streams, inputs, outputs);
        }
    }
}
