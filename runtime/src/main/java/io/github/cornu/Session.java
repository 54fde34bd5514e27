package io.github.cornu;

import io.github.cornu.graph.Node;
import io.github.cornu.op.Memory;
import io.github.cornu.plan.Plan;
import io.github.cornu.plan.Program;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a model: holds the buffers, and the states of its recurrent layers. Cheap to make. For one thread at a time.
 *
 * <p>Batch size, sequence length and every other free axis may change from call to call. The arrays are allocated when a
 * call comes with new shapes; further calls with these shapes allocate nothing but their results, and nothing at all if
 * the caller gives the tensors for them.
 */
public final class Session {
    private final Model model;
    private final Memory memory = new Memory();
    private final Buffers buffers = new Buffers();
    private final RecentPlans recent = new RecentPlans();
    private final Tensor[] in;
    private final Outputs out;

    private Program program;
    private SessionStates states;
    private int[] held;
    /** What the inputs of a call have to look like. */
    private List<TensorSpec> inputSpecs;

    private Plan plan;
    private float[][] slots;
    /** Takes the times of the steps; null as a rule. */
    private LayerTimes clock;

    Session(Model model) {
        this.model = model;
        this.inputSpecs = model.inputs();
        this.program = model.program();
        this.states = new SessionStates(program);
        this.held = states.heldSteps();
        this.in = new Tensor[model.inputs().size()];
        this.out = new Outputs(model.outputs());
    }

    public Model model() {
        return model;
    }

    /** What each call takes: that of the model, but sequences of any length in the session of a stream. */
    public List<TensorSpec> inputs() {
        return List.copyOf(inputSpecs);
    }

    /**
     * Lets every recurrent layer go on from where the call before ended, or start from zero, whatever the file says.
     *
     * @return this session
     * @throws ModelException if it is to go on, but a layer's states have another shape in each call
     */
    public Session stateful(boolean stateful) {
        if (stateful) {
            program.requireStates();
        }
        memory.setStateful(stateful);
        return this;
    }

    /**
     * Makes this the session of a stream: calls follow each other in time, in chunks of any length, and give together the
     * same bits as one call with the whole sequence. The states of all recurrent layers are kept, and a masked step at the
     * start of a call repeats the output before, which Keras sets to zero in each call.
     *
     * @return this session
     * @throws ModelException if the model cannot be run in chunks, because a layer needs the whole sequence; it names the
     *     layer and the reason
     */
    public Session stream() {
        program = model.streamProgram();
        recent.forget();
        states = new SessionStates(program);
        held = states.heldSteps();
        plan = null;
        List<TensorSpec> free = new ArrayList<>();
        for (int i = 0; i < in.length; i++) {
            TensorSpec spec = model.inputs().get(i);
            Shape shape = program.isSequence(i) ? spec.shape().with(1, Shape.FREE) : spec.shape();
            free.add(new TensorSpec(spec.name(), shape, spec.texts()));
        }
        inputSpecs = free;
        memory.setStateful(true);
        memory.setStream(true);
        return this;
    }

    /**
     * Runs one time step of a model with one input and one output. Allocates nothing once the shapes are known.
     *
     * @param x the input at this step: a sequence of length 1, shape (batch, 1, features), for models that take sequences
     * @param y takes the output: shape (batch, steps, units) if the model gives sequences, with room for as many steps as
     *     may come, else (batch, units)
     * @return how many output steps came out and are in y: none while a strided or unpadded convolution waits for more,
     *     several behind UpSampling1D, else 1. What y holds beyond them is as it was; an output that is no sequence is the
     *     one before if nothing new came.
     * @throws ModelException if this is no session of a stream, or a shape does not fit
     */
    public int step(Tensor x, Tensor y) {
        requireOneEach();
        in[0] = x;
        out.set(y);
        runStep();
        return steps(0);
    }

    /**
     * Runs one time step; {@link #steps} tells what came out.
     *
     * @throws ModelException as {@link #step(Tensor, Tensor)} does
     */
    public void step(List<Tensor> inputs, List<Tensor> outputs) {
        take(inputs);
        out.set(outputs);
        runStep();
    }

    /** How many time steps an output of the last call is; 1 for every output of a session that is no stream. */
    public int steps(int output) {
        return plan == null ? 0 : plan.outputs().get(output).steps();
    }

    private void runStep() {
        if (!memory.isStream()) {
            throw new ModelException("call stream() before the first step");
        }
        for (int i = 0; i < in.length; i++) {
            if (program.isSequence(i)
                    && in[i].shape().rank() > 1
                    && in[i].shape().length(1) != 1) {
                TensorSpec spec = inputSpecs.get(i);
                throw new ModelException("input '" + spec.name() + "': expected the shape "
                        + spec.shape().with(1, 1) + " of one time step, got " + in[i].shape());
            }
        }
        prepare();
        out.check(plan, true);
        execute();
    }

    /**
     * Runs a model with one input and one output.
     *
     * @throws ModelException if the model has more, or the input does not fit
     */
    public Tensor run(Tensor input) {
        requireOneEach();
        in[0] = input;
        return runAndAllocate().get(0);
    }

    /**
     * Runs the model on its inputs in order and returns its outputs in order.
     *
     * @throws ModelException if the inputs do not fit
     */
    public List<Tensor> run(List<Tensor> inputs) {
        take(inputs);
        return runAndAllocate();
    }

    /**
     * Runs the model on inputs by name and returns its outputs by name, in order.
     *
     * @throws ModelException if a name is missing or unknown, or the inputs do not fit
     */
    public Map<String, Tensor> run(Map<String, Tensor> inputs) {
        List<String> names = model.inputs().stream().map(TensorSpec::name).toList();
        if (inputs.size() != names.size() || !inputs.keySet().containsAll(names)) {
            throw new ModelException("the model takes the inputs " + names + ", given: " + inputs.keySet());
        }
        take(names.stream().map(inputs::get).toList());
        List<Tensor> results = runAndAllocate();
        Map<String, Tensor> byName = new LinkedHashMap<>();
        for (int i = 0; i < results.size(); i++) {
            byName.put(model.outputs().get(i).name(), results.get(i));
        }
        return byName;
    }

    /**
     * Runs a model with one input and one output into that tensor.
     *
     * @throws ModelException if the model has more, or a shape does not fit
     */
    public void run(Tensor input, Tensor output) {
        requireOneEach();
        in[0] = input;
        out.set(output);
        runInto();
    }

    /**
     * Runs the model on its inputs in order and writes its outputs in order into these tensors.
     *
     * @throws ModelException if the inputs or outputs do not fit
     */
    public void run(List<Tensor> inputs, List<Tensor> outputs) {
        take(inputs);
        out.set(outputs);
        runInto();
    }

    /** Sets the states of all recurrent layers to zero. The next call may come with another batch size. */
    public void reset() {
        states.reset();
    }

    /**
     * Sets the states of one recurrent layer to zero, or of all layers inside a model or a wrapper of that name.
     *
     * @throws ModelException if there is none
     */
    public void reset(String layer) {
        states.reset(layer);
    }

    /**
     * Sets the states of some samples of the batch to zero.
     *
     * @throws IndexOutOfBoundsException if there is no such sample
     */
    public void resetRows(int... samples) {
        states.resetRows(samples);
    }

    /** Another session with the same settings that goes on from the same states: another future of the same past. */
    public Session fork() {
        Session fork = new Session(model);
        if (memory.isStream()) {
            fork.stream();
        }
        fork.memory.setStateful(memory.stateful());
        fork.states.copyFrom(states);
        return fork;
    }

    /** The states that the recurrent layers will go on from. */
    public State state() {
        return states.snapshot(memory);
    }

    /**
     * Goes on from these states.
     *
     * @throws ModelException if they do not fit the model; the session's states are as before
     */
    public void restore(State state) {
        if (states.restore(state, memory)) {
            plan = null;
        }
    }

    /** Lets the times of all steps be taken. */
    void use(LayerTimes times) {
        clock = times;
    }

    private void requireOneEach() {
        if (in.length != 1 || out.count() != 1) {
            throw new ModelException("the model has " + in.length + " inputs and " + out.count()
                    + " outputs: give all inputs, in order or by name");
        }
    }

    private void take(List<Tensor> inputs) {
        if (inputs.size() != in.length) {
            throw new ModelException("the model has " + in.length + " inputs, given: " + inputs.size());
        }
        for (int i = 0; i < in.length; i++) {
            in[i] = inputs.get(i);
        }
    }

    private List<Tensor> runAndAllocate() {
        prepare();
        out.allocate(plan);
        execute();
        return out.take();
    }

    private void runInto() {
        prepare();
        out.check(plan, false);
        execute();
    }

    /** Makes sure that the plan is for the shapes of the inputs and that all arrays are there. */
    private void prepare() {
        states.readHeld(held);
        if (plan == null || !plan.fits(in, held)) {
            RecentPlans.Ready next = recent.find(in, held);
            if (next == null) {
                next = recent.add(newPlan(), held.length, buffers);
            }
            states.resize(next.plan(), memory);
            memory.use(next.slots(), states.arrays());
            plan = next.plan();
            slots = next.slots();
        }
    }

    private Plan newPlan() {
        InputChecks.check(inputSpecs, in);
        List<Shape> shapes = new ArrayList<>();
        for (Tensor tensor : in) {
            shapes.add(tensor.shape());
        }
        return program.plan(shapes, held);
    }

    private void execute() {
        for (int i = 0; i < in.length; i++) {
            slots[plan.inputSlot(i)] = in[i].data();
        }
        out.bind(plan, slots, in);
        runSteps();
        out.collect(plan, slots);
    }

    private void runSteps() {
        if (plan.canFail()) {
            states.save();
        }
        int step = 0;
        try {
            for (; step < plan.steps(); step++) {
                plan.step(step).run(memory);
                if (clock != null) {
                    clock.took(plan.node(step));
                }
            }
        } catch (IllegalArgumentException e) {
            states.rollBack();
            Node node = plan.node(step);
            throw new ModelException(null, node.layer(), node.layerClass(), e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            states.rollBack();
            throw e;
        }
        states.markUsed();
    }
}
