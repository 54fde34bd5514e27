package io.github.cornu;

import io.github.cornu.kernel.threads.StackRoom;
import io.github.cornu.plan.Program;
import io.github.cornu.pool.KeptInputs;
import io.github.cornu.pool.PoolHandles;
import io.github.cornu.pool.PoolMigration;
import io.github.cornu.pool.PoolRows;
import io.github.cornu.session.StateArrays;
import io.github.cornu.tensor.Tensor;
import java.nio.ByteBuffer;
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
    private final OnNewModel onNewModel;
    private final PoolHandles handles;
    private final PoolRows rows;
    private final PoolWorker worker;

    StreamPool(Model model, OnNewModel onNewModel) {
        this(model, onNewModel, new PoolHandles());
    }

    private StreamPool(Model model, OnNewModel onNewModel, PoolHandles handles) {
        this.model = model;
        this.onNewModel = onNewModel;
        this.handles = handles;
        Program program = model.streamProgram();
        KeptInputs kept = new KeptInputs(program, onNewModel.steps());
        this.rows = new PoolRows(program, kept, RowLayout.of(program, kept.shapes(), kept.steps()));
        this.worker = newWorker();
    }

    public Model model() {
        return model;
    }

    /** What becomes of streams of other weights, unless a call says something else. */
    public OnNewModel onNewModel() {
        return onNewModel;
    }

    /** How many streams there are. */
    public int size() {
        return handles.size();
    }

    /** The handles of all streams, in no particular order. */
    public int[] streams() {
        return handles.all();
    }

    /** A worker for one more thread. */
    public PoolWorker newWorker() {
        return new PoolWorker(this, handles, rows);
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
        return add(rows.floats(state, 1));
    }

    /** @param row its states; null: zeros */
    private int add(float[] row) {
        StackRoom.require();
        int handle = handles.add();
        int place = PoolHandles.place(handle);
        boolean added = false;
        try {
            rows.makeRoom(place);
            rows.clear(place);
            if (row != null) {
                rows.set(place, row, 0);
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
        handles.claim(stream);
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
        whileClaimed(streams, () -> {
            for (int stream : streams) {
                rows.clear(PoolHandles.place(stream));
            }
        });
    }

    /** Does something with streams that no other thread uses meanwhile. */
    private void whileClaimed(int[] streams, Runnable action) {
        StackRoom.require();
        handles.claim(streams, 0, streams.length);
        try {
            action.run();
        } finally {
            handles.release(streams, 0, streams.length);
        }
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
        StateArrays copy = rows.arrays(streams.length);
        whileClaimed(streams, () -> rows.copy(streams, copy));
        return rows.state(copy);
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
     * @param state a sample for each stream, in this order
     * @throws ModelException if the states do not fit the model or the number of streams, or a stream is not there,
     *     there twice, or in use by another thread; nothing has changed then
     */
    public void restore(int[] streams, State state) {
        Objects.requireNonNull(streams, "streams");
        Objects.requireNonNull(state, "state");
        float[] states = rows.floats(state, streams.length);
        whileClaimed(streams, () -> {
            for (int i = 0; i < streams.length; i++) {
                rows.set(PoolHandles.place(streams[i]), states, i * rows.rowFloats());
            }
        });
    }

    /** What the bytes of a row are: to be stored once beside them. */
    public RowLayout rowLayout() {
        return rows.bytes().layout();
    }

    /** How many bytes {@link #writeRow} writes. */
    public int rowBytes() {
        return rows.bytes().layout().rowBytes();
    }

    /**
     * Writes what a stream will go on from: its states, and the inputs that the pool keeps for {@link
     * OnNewModel#replay}. Less bytes and less work than {@link State#toBytes}, which says itself what it holds.
     *
     * @param to takes {@link #rowBytes} bytes from its position on, which moves behind them; its order does not matter
     * @throws ModelException if the stream is not there or in use by another thread, or the buffer has no room
     */
    public void writeRow(int stream, ByteBuffer to) {
        Objects.requireNonNull(to, "to");
        StackRoom.require();
        handles.claim(stream);
        try {
            rows.bytes().write(PoolHandles.place(stream), to);
        } finally {
            handles.release(stream);
        }
    }

    /**
     * Lets a stream go on from a row of a pool that has the same layout.
     *
     * @param from has {@link #rowBytes} bytes from its position on, which moves behind them; its order does not matter
     * @throws ModelException as {@link #readRow(int, ByteBuffer, RowLayout)} does
     */
    public void readRow(int stream, ByteBuffer from) {
        readRow(stream, from, rowLayout());
    }

    /**
     * Lets a stream go on from a row. Of one that was computed with the weights of another model becomes what {@link
     * #onNewModel} says.
     *
     * @param written the layout of the pool that wrote the row
     * @throws ModelException if the stream is not there or in use by another thread; if the row is too short, damaged,
     *     or of another model that is refused; or if the model cannot take the inputs that are replayed. Nothing has
     *     changed then
     */
    public void readRow(int stream, ByteBuffer from, RowLayout written) {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(written, "written");
        readRows(new int[] {stream}, List.of(from), List.of(written));
    }

    /**
     * Lets streams go on from rows, as {@link #readRow(int, ByteBuffer, RowLayout)} does with each of them. Inputs that
     * are replayed run as batches, which is faster than one stream after another.
     *
     * @param streams handles, each at most once
     * @param from a row for each stream, in that order, each in a buffer of its own, whose position moves behind it
     * @param written the layout of each row
     * @throws ModelException as {@link #readRow(int, ByteBuffer, RowLayout)} does, or if a stream is there twice or the
     *     numbers of streams, rows and layouts differ. Nothing has changed then
     */
    public void readRows(int[] streams, List<ByteBuffer> from, List<RowLayout> written) {
        Objects.requireNonNull(streams, "streams");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(written, "written");
        if (from.size() != streams.length || written.size() != streams.length) {
            throw new ModelException(
                    streams.length + " streams, " + from.size() + " rows and " + written.size() + " layouts");
        }
        whileClaimed(streams, () -> rows.bytes().read(streams, from, written, onNewModel));
    }

    /**
     * Moves all streams to another model, as {@link #onNewModel} says.
     *
     * @throws ModelException as {@link #migrate(Model, OnNewModel)} does
     */
    public StreamPool migrate(Model newModel) {
        return migrate(newModel, onNewModel);
    }

    /**
     * Moves all streams to another model. This pool stays as it is, until then there is memory for both.
     *
     * @param newModel where the weights that the states come from are the same, these are taken over as they are
     * @param how what becomes of the states else; replays at most as many steps as this pool keeps
     * @return a pool of the new model that has the same streams with the same handles, and keeps as many inputs; not
     *     those that another thread adds in the meantime
     * @throws ModelException if the streams are refused, the new model has no streams or cannot take the inputs that
     *     are replayed, or another thread uses a stream
     */
    public StreamPool migrate(Model newModel, OnNewModel how) {
        Objects.requireNonNull(newModel, "newModel");
        Objects.requireNonNull(how, "how");
        StackRoom.require();
        // Of the copy, which has no streams that other threads add from here on.
        PoolHandles copy = handles.copy();
        int[] streams = copy.all();
        handles.claim(streams, 0, streams.length);
        try {
            StreamPool moved = new StreamPool(newModel, onNewModel, copy);
            for (int stream : streams) {
                moved.rows.makeRoom(PoolHandles.place(stream));
            }
            new PoolMigration(rows.bytes(), moved.rows.bytes(), how).run(streams);
            newModel.opened(moved);
            return moved;
        } finally {
            handles.release(streams, 0, streams.length);
        }
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
