package io.github.cornu;

import io.github.cornu.session.Guard;
import io.github.cornu.session.PlanRun;
import io.github.cornu.session.SessionRunner;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Runs a model: holds the buffers, and the states of its recurrent layers. Cheap to make. For one thread at a time: a
 * call beside another one is refused, with a {@link ModelException}.
 *
 * <pre>{@code
 * Session stream = model.newSession().stream();
 * Tensor now = Tensor.zeros(1, 1, 3), y = Tensor.zeros(1, 1); // one step of 3 features in, one number out
 * while (sensor.read(now.data())) {
 *     stream.step(now, y);
 * }
 * State state = stream.state(); // to go on from later: stream.restore(state)
 * }</pre>
 *
 * <p>Batch size, sequence length and every other free axis may change from call to call. The arrays are allocated when
 * a call comes with new shapes; further calls with these shapes allocate nothing but their results, and nothing at all
 * if the caller gives the tensors for them.
 */
public final class Session {
    private final Model model;
    private final Guard guard = new Guard("the session", "make one for each thread with Model.newSession()");
    private SessionRunner runner;

    Session(Model model) {
        this(model, new SessionRunner(model.program()));
    }

    private Session(Model model, SessionRunner runner) {
        this.model = model;
        this.runner = runner;
        runner.tell(model.calls());
    }

    public Model model() {
        return model;
    }

    /** What each call takes: that of the model, but sequences of any length in the session of a stream. */
    public List<TensorSpec> inputs() {
        return runner.inputs();
    }

    /**
     * Lets every recurrent layer go on from where the call before ended, or start from zero, whatever the file says.
     *
     * @return this session
     * @throws ModelException if it is to go on, but a layer's states have another shape in each call
     */
    public Session stateful(boolean stateful) {
        guard.enter();
        try {
            runner.setStateful(stateful);
            return this;
        } finally {
            guard.user = Guard.NOBODY;
        }
    }

    /**
     * Makes this the session of a stream: calls follow each other in time, in chunks of any length, and give together
     * the same bits as one call with the whole sequence. The states of all recurrent layers are kept, and a masked step
     * at the start of a call repeats the output before, which Keras sets to zero in each call.
     *
     * @return this session
     * @throws ModelException if the model cannot be run in chunks, because a layer needs the whole sequence; it names
     *     the layer and the reason
     */
    public Session stream() {
        guard.enter();
        try {
            SessionRunner chunks = new SessionRunner(model.streamProgram());
            chunks.tell(model.calls());
            runner = chunks;
            return this;
        } finally {
            guard.user = Guard.NOBODY;
        }
    }

    /**
     * Runs one time step of a model with one input and one output. Allocates nothing once the shapes are known.
     *
     * @param input at this step: a sequence of length 1, shape (batch, 1, features), for models that take sequences
     * @param output takes the result: shape (batch, steps, units) if the model gives sequences, with room for as many
     *     steps as may come, else (batch, units)
     * @return how many output steps came out and are in the tensor: none while a strided or unpadded convolution waits
     *     for more, several behind UpSampling1D, else 1. What the tensor holds beyond them is as it was; an output that
     *     is no sequence is the one before if nothing new came.
     * @throws ModelException if this is no session of a stream, or a shape does not fit
     */
    public int step(Tensor input, Tensor output) {
        guard.enter();
        try {
            return runner.step(input, output);
        } finally {
            guard.user = Guard.NOBODY;
        }
    }

    /**
     * Runs one time step; {@link #steps} tells what came out.
     *
     * @throws ModelException as {@link #step(Tensor, Tensor)} does
     */
    public void step(List<Tensor> inputs, List<Tensor> outputs) {
        guard.enter();
        try {
            runner.step(inputs, outputs);
        } finally {
            guard.user = Guard.NOBODY;
        }
    }

    /** How many time steps an output of the last call is; 1 for every output of a session that is no stream. */
    public int steps(int output) {
        return runner.steps(output);
    }

    /**
     * Runs a model with one input and one output.
     *
     * @throws ModelException if the model has more, or the input does not fit
     */
    public Tensor run(Tensor input) {
        guard.enter();
        try {
            return runner.run(input);
        } finally {
            guard.user = Guard.NOBODY;
        }
    }

    /**
     * Runs the model on its inputs in order and returns its outputs in order.
     *
     * @throws ModelException if the inputs do not fit
     */
    public List<Tensor> run(List<Tensor> inputs) {
        guard.enter();
        try {
            return runner.run(inputs);
        } finally {
            guard.user = Guard.NOBODY;
        }
    }

    /**
     * Runs the model on inputs by name and returns its outputs by name, in order.
     *
     * @throws ModelException if a name is missing or unknown, or the inputs do not fit
     */
    public Map<String, Tensor> run(Map<String, Tensor> inputs) {
        guard.enter();
        try {
            return runner.run(inputs);
        } finally {
            guard.user = Guard.NOBODY;
        }
    }

    /**
     * Runs a model with one input and one output into that tensor.
     *
     * @throws ModelException if the model has more, or a shape does not fit
     */
    public void run(Tensor input, Tensor output) {
        guard.enter();
        try {
            runner.run(input, output);
        } finally {
            guard.user = Guard.NOBODY;
        }
    }

    /**
     * Runs the model on its inputs in order and writes its outputs in order into these tensors.
     *
     * @throws ModelException if the inputs or outputs do not fit
     */
    public void run(List<Tensor> inputs, List<Tensor> outputs) {
        guard.enter();
        try {
            runner.run(inputs, outputs);
        } finally {
            guard.user = Guard.NOBODY;
        }
    }

    /** Sets the states of all recurrent layers to zero. The next call may come with another batch size. */
    public void reset() {
        guard.enter();
        try {
            runner.reset();
        } finally {
            guard.user = Guard.NOBODY;
        }
    }

    /**
     * Sets the states of one recurrent layer to zero, or of all layers inside a model or a wrapper of that name.
     *
     * @throws ModelException if there is none
     */
    public void reset(String layer) {
        Objects.requireNonNull(layer, "layer");
        guard.enter();
        try {
            runner.reset(layer);
        } finally {
            guard.user = Guard.NOBODY;
        }
    }

    /**
     * Sets the states of some samples of the batch to zero.
     *
     * @throws IndexOutOfBoundsException if there is no such sample
     */
    public void resetRows(int... samples) {
        Objects.requireNonNull(samples, "samples");
        guard.enter();
        try {
            runner.resetRows(samples);
        } finally {
            guard.user = Guard.NOBODY;
        }
    }

    /** Another session with the same settings that goes on from the same states: another future of the same past. */
    public Session fork() {
        guard.enter();
        try {
            return new Session(model, runner.fork());
        } finally {
            guard.user = Guard.NOBODY;
        }
    }

    /** The states that the recurrent layers will go on from. */
    public State state() {
        guard.enter();
        try {
            return runner.state();
        } finally {
            guard.user = Guard.NOBODY;
        }
    }

    /**
     * Goes on from these states.
     *
     * @throws ModelException if they do not fit the model; the session's states are as before
     */
    public void restore(State state) {
        Objects.requireNonNull(state, "state");
        guard.enter();
        try {
            runner.restore(state);
        } finally {
            guard.user = Guard.NOBODY;
        }
    }

    /** Lets somebody be told of each step. */
    void observe(PlanRun.Observer observer) {
        runner.observe(observer);
    }

    /** Its model, and how it treats states. */
    @Override
    public String toString() {
        return "session" + runner + " of " + model;
    }
}
