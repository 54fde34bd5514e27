package io.github.cornu;

import io.github.cornu.kernel.threads.StackRoom;
import io.github.cornu.pool.KeptInputs;
import io.github.cornu.pool.PoolHandles;
import io.github.cornu.pool.PoolRows;
import io.github.cornu.pool.PoolRunner;
import io.github.cornu.session.Guard;
import io.github.cornu.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Steps streams of a {@link StreamPool}: holds the buffers for it, and no states. For one thread at a time, others are
 * refused; workers of one pool may step different streams at once.
 *
 * <pre>{@code
 * PoolWorker worker = pool.newWorker(); // one for each thread
 * worker.step(streams, x, y);           // x (streams, 1, features), y (streams, units)
 * }</pre>
 *
 * <p>After the first calls a call allocates nothing, whatever the number of streams up to the largest so far.
 */
public final class PoolWorker {
    private final StreamPool pool;
    private final Guard guard = new Guard("the worker", "make one for each thread with StreamPool.newWorker()");
    private final PoolHandles handles;
    private final KeptInputs kept;
    private final PoolRunner runner;
    private final Tensor[] in;
    private final Tensor[] out;
    private int last;

    PoolWorker(StreamPool pool, PoolHandles handles, PoolRows rows) {
        this.pool = pool;
        this.handles = handles;
        this.kept = rows.kept();
        this.runner = new PoolRunner(pool.model().streamProgram(), rows.pages());
        this.in = new Tensor[pool.model().inputs().size()];
        this.out = new Tensor[pool.model().outputs().size()];
    }

    public StreamPool pool() {
        return pool;
    }

    /**
     * Runs one time step of some streams of a model with one input and one output, as {@link Session#step(Tensor,
     * Tensor)} does with each of them, with the same bits.
     *
     * @param streams handles, each at most once, in any order
     * @param x the step of each stream in that order: shape (streams, 1, features) for models that take sequences
     * @param y takes the output of each: shape (streams, steps, units) if the model gives sequences, with room for as
     *     many steps as may come, else (streams, units). {@link #steps} tells how many came; what lies beyond them is
     *     as it was.
     * @throws ModelException if a stream is not there, there twice, or in use by another thread, a shape does not fit,
     *     or the model has more inputs or outputs; no stream has changed then
     */
    public void step(int[] streams, Tensor x, Tensor y) {
        Objects.requireNonNull(streams, "streams");
        Objects.requireNonNull(x, "x");
        Objects.requireNonNull(y, "y");
        guard.enter();
        try {
            takeOne(x, y);
            requireRows(streams);
            run(streams, 0, streams.length);
        } finally {
            guard.user = Guard.NOBODY;
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
        guard.enter();
        try {
            take(inputs, outputs);
            requireRows(streams);
            run(streams, 0, streams.length);
        } finally {
            guard.user = Guard.NOBODY;
        }
    }

    /**
     * Runs one time step of the streams from one place in the array to before another one. Their inputs and outputs are
     * the rows with the same numbers; what other places and rows hold does not matter, so that several workers may
     * share the arrays.
     *
     * @throws IndexOutOfBoundsException if there are no such places
     * @throws ModelException as {@link #step(int[], Tensor, Tensor)} does
     */
    public void step(int[] streams, int from, int to, Tensor x, Tensor y) {
        Objects.requireNonNull(streams, "streams");
        Objects.requireNonNull(x, "x");
        Objects.requireNonNull(y, "y");
        guard.enter();
        try {
            takeOne(x, y);
            run(streams, from, to);
        } finally {
            guard.user = Guard.NOBODY;
        }
    }

    /**
     * Runs one time step of the streams from one place in the array to before another one, for models with several
     * inputs or outputs.
     *
     * @throws IndexOutOfBoundsException if there are no such places
     * @throws ModelException as {@link #step(int[], Tensor, Tensor)} does
     */
    public void step(int[] streams, int from, int to, List<Tensor> inputs, List<Tensor> outputs) {
        Objects.requireNonNull(streams, "streams");
        Objects.requireNonNull(inputs, "inputs");
        Objects.requireNonNull(outputs, "outputs");
        guard.enter();
        try {
            take(inputs, outputs);
            run(streams, from, to);
        } finally {
            guard.user = Guard.NOBODY;
        }
    }

    /**
     * How many time steps of an output the last call gave a stream: none while a strided or unpadded convolution waits
     * for more, several behind UpSampling1D, else 1.
     *
     * @param place which stream: its place among those of the call, from 0
     * @throws IndexOutOfBoundsException if there is no such output or place
     */
    public int steps(int output, int place) {
        Objects.checkIndex(output, out.length);
        Objects.checkIndex(place, last);
        return runner.steps(output, place);
    }

    private void takeOne(Tensor x, Tensor y) {
        if (in.length != 1 || out.length != 1) {
            throw new ModelException(
                    "the model has " + in.length + " inputs and " + out.length + " outputs: give lists of all of them");
        }
        in[0] = x;
        out[0] = y;
    }

    private void take(List<Tensor> inputs, List<Tensor> outputs) {
        if (inputs.size() != in.length || outputs.size() != out.length) {
            throw new ModelException("the model has " + in.length + " inputs and " + out.length + " outputs, given: "
                    + inputs.size() + " and " + outputs.size());
        }
        for (int i = 0; i < in.length; i++) {
            in[i] = inputs.get(i);
        }
        for (int i = 0; i < out.length; i++) {
            out[i] = outputs.get(i);
        }
    }

    private void requireRows(int[] streams) {
        for (Tensor tensor : in) {
            requireRows(streams, tensor);
        }
        for (Tensor tensor : out) {
            requireRows(streams, tensor);
        }
    }

    private static void requireRows(int[] streams, Tensor tensor) {
        if (rows(tensor) != streams.length) {
            throw new ModelException("a tensor " + tensor.shape() + " for " + streams.length + " streams");
        }
    }

    private static int rows(Tensor tensor) {
        return tensor.shape().rank() == 0 ? 0 : tensor.shape().length(0);
    }

    private void run(int[] streams, int from, int to) {
        ListenerCalls calls = pool.model().calls();
        long start = calls == null ? 0 : System.nanoTime();
        Objects.checkFromToIndex(from, to, streams.length);
        for (Tensor tensor : in) {
            Objects.checkFromToIndex(from, to, rows(tensor));
        }
        for (Tensor tensor : out) {
            Objects.checkFromToIndex(from, to, rows(tensor));
        }
        last = 0;
        StackRoom.require();
        handles.claim(streams, from, to);
        try {
            runner.run(streams, from, to, in, out);
            for (int i = from; i < to; i++) {
                kept.add(PoolHandles.place(streams[i]), in, i);
            }
            last = to - from;
            Arrays.fill(in, null);
            Arrays.fill(out, null);
        } finally {
            handles.release(streams, from, to);
        }
        if (calls != null) {
            calls.stepped(pool, to - from, System.nanoTime() - start);
        }
    }
}
