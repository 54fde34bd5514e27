package io.github.cornu;

import io.github.cornu.graph.ModelException;
import io.github.cornu.graph.Node;
import io.github.cornu.op.Memory;
import io.github.cornu.plan.Plan;
import io.github.cornu.plan.TimeSteps;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
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
    private final SessionStates states;
    private final Tensor[] in;
    private final Tensor[] out;
    /** What the inputs of a call have to look like. */
    private List<TensorSpec> inputSpecs;

    private Plan plan;

    Session(Model model) {
        this.model = model;
        this.inputSpecs = model.inputs();
        this.states = new SessionStates(model.program().states());
        this.in = new Tensor[model.inputs().size()];
        this.out = new Tensor[model.outputs().size()];
    }

    public Model model() {
        return model;
    }

    /**
     * Lets every recurrent layer go on from where the call before ended, or start from zero, whatever the file says.
     *
     * @return this session
     */
    public Session stateful(boolean stateful) {
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
        TimeSteps times = new TimeSteps(model.program().graph());
        List<TensorSpec> free = new ArrayList<>();
        for (int i = 0; i < in.length; i++) {
            TensorSpec spec = model.inputs().get(i);
            Shape shape = times.isInputSequence(i) ? spec.shape().with(1, Shape.FREE) : spec.shape();
            free.add(new TensorSpec(spec.name(), shape));
        }
        inputSpecs = free;
        memory.setStateful(true);
        memory.setStream(true);
        return this;
    }

    /**
     * Runs one time step of a model with one input and one output. Allocates nothing after the first call.
     *
     * @param x the input at this step: a sequence of length 1, shape (batch, 1, features), for models that take sequences
     * @param y takes the output: shape (batch, 1, units) if the model gives sequences, else (batch, units)
     * @return how many output steps are in y: 1
     * @throws ModelException if this is no session of a stream, or a shape does not fit
     */
    public int step(Tensor x, Tensor y) {
        if (!memory.isStream()) {
            throw new ModelException("call stream() before the first step");
        }
        Shape expected = inputSpecs.get(0).shape();
        if (expected.rank() > 1 && expected.length(1) == Shape.FREE && x.shape().length(1) != 1) {
            throw new ModelException("input '" + inputSpecs.get(0).name() + "': expected the shape "
                    + expected.with(1, 1) + " of one time step, got " + x.shape());
        }
        run(x, y);
        return 1;
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
        for (int i = 0; i < out.length; i++) {
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
        out[0] = output;
        runInto();
    }

    /**
     * Runs the model on its inputs in order and writes its outputs in order into these tensors.
     *
     * @throws ModelException if the inputs or outputs do not fit
     */
    public void run(List<Tensor> inputs, List<Tensor> outputs) {
        take(inputs);
        if (outputs.size() != out.length) {
            throw new ModelException("the model has " + out.length + " outputs, given: " + outputs.size());
        }
        for (int i = 0; i < out.length; i++) {
            out[i] = outputs.get(i);
        }
        runInto();
    }

    /** Sets the states of all recurrent layers to zero. The next call may come with another batch size. */
    public void reset() {
        states.reset();
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
        states.restore(state, memory);
        plan = null;
    }

    private void requireOneEach() {
        if (in.length != 1 || out.length != 1) {
            throw new ModelException("the model has " + in.length + " inputs and " + out.length
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
        for (int i = 0; i < out.length; i++) {
            out[i] = Tensor.zeros(plan.outputs().get(i).shape());
        }
        execute();
        List<Tensor> results = List.of(out);
        Arrays.fill(out, null);
        return results;
    }

    private void runInto() {
        prepare();
        for (int i = 0; i < out.length; i++) {
            Shape expected = plan.outputs().get(i).shape();
            if (!expected.equals(out[i].shape())) {
                throw new ModelException("output '" + model.outputs().get(i).name() + "': the result has the shape "
                        + expected + ", the tensor for it " + out[i].shape());
            }
        }
        execute();
    }

    /** Makes sure that the plan is for the shapes of the inputs and that all arrays are there. */
    private void prepare() {
        if (plan == null || !plan.fits(in)) {
            InputChecks.check(inputSpecs, in);
            List<Shape> shapes = new ArrayList<>();
            for (Tensor tensor : in) {
                shapes.add(tensor.shape());
            }
            Plan next = model.program().plan(shapes);
            states.resize(next, memory);
            memory.use(buffers.use(next), states.arrays());
            plan = next;
        }
    }

    private void execute() {
        for (int i = 0; i < in.length; i++) {
            buffers.put(plan.inputSlot(i), in[i].data());
        }
        for (int i = 0; i < out.length; i++) {
            Plan.Output output = plan.outputs().get(i);
            if (output.direct()) {
                float[] target = out[i].data();
                buffers.put(output.slot(), isInput(target) ? new float[target.length] : target);
            }
        }
        runSteps();
        for (int i = 0; i < out.length; i++) {
            float[] result = buffers.get(plan.outputs().get(i).slot());
            if (result != out[i].data()) {
                System.arraycopy(result, 0, out[i].data(), 0, out[i].data().length);
            }
        }
    }

    private boolean isInput(float[] array) {
        for (Tensor tensor : in) {
            if (tensor.data() == array) {
                return true;
            }
        }
        return false;
    }

    private void runSteps() {
        int step = 0;
        try {
            for (; step < plan.steps(); step++) {
                plan.step(step).run(memory);
            }
        } catch (IllegalArgumentException e) {
            Node node = plan.node(step);
            throw new ModelException(null, node.layer(), node.layerClass(), e.getMessage(), e);
        }
        states.markUsed();
    }
}
