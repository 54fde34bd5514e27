package io.github.cornu.session;

import io.github.cornu.ModelException;
import io.github.cornu.State;
import io.github.cornu.op.Memory;
import io.github.cornu.plan.Plan;
import io.github.cornu.plan.Program;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Runs a program call by call on arrays of its own, and keeps the states between the calls. For one thread at a time.
 */
public final class SessionRunner {
    /** Is told of each call that has taken effect; throws nothing. */
    @FunctionalInterface
    public interface Calls {
        /**
         * A call has run.
         *
         * @param samples the length of axis 0 of the first input
         * @param nanos how long the call took
         */
        void ran(int samples, long nanos);
    }

    private final Program program;
    private final Memory memory = new Memory();
    private final RecentPlans recent = new RecentPlans();
    private final SessionStates states;
    /** How many steps each window in time holds before the call, or how many numbers the longest texts have. */
    private final int[] held;

    private final Tensor[] in;
    private final Outputs out;
    /** That of the last call. */
    private PlanRun run;

    private PlanRun.Observer observer;
    /** Or null. */
    private Calls calls;
    /** When the call began that is to be told of. */
    private long start;

    /** @param program if it is of chunks, all states are kept from call to call */
    public SessionRunner(Program program) {
        this.program = program;
        this.states = new SessionStates(program, memory);
        int texts = program.textLengths().count();
        this.held = texts > 0 ? new int[texts] : states.heldSteps();
        this.in = new Tensor[program.inputs().size()];
        this.out = new Outputs(program.outputs());
        if (program.isStream()) {
            memory.setStateful(true);
            memory.setStream(true);
        }
    }

    /** What each call takes. */
    public List<TensorSpec> inputs() {
        return program.inputs();
    }

    /**
     * Overrides what the file says of each layer's states.
     *
     * @throws ModelException if they are to be kept, but a layer's have another shape in each call
     */
    public void setStateful(boolean stateful) {
        if (stateful) {
            program.requireStates();
        }
        memory.setStateful(stateful);
    }

    /** Lets somebody be told of each step. */
    public void observe(PlanRun.Observer other) {
        observer = other;
    }

    /** Lets somebody be told of each call, or nobody: null. */
    public void tell(Calls other) {
        calls = other;
    }

    /** Runs one time step of a model with one input and one output; returns the steps of the output. */
    public int step(Tensor input, Tensor output) {
        takeOne(input);
        out.setOne(output);
        step();
        int steps = steps(0);
        commit();
        return steps;
    }

    /** Runs one time step. */
    public void step(List<Tensor> inputs, List<Tensor> outputs) {
        take(inputs);
        out.set(outputs);
        step();
        commit();
    }

    private void step() {
        if (!program.isStream()) {
            throw new ModelException("call stream() before the first step");
        }
        for (int i = 0; i < in.length; i++) {
            Shape shape = in[i].shape();
            if (program.isSequence(i) && shape.rank() > 1 && shape.length(1) != 1) {
                TensorSpec spec = program.inputs().get(i);
                throw new ModelException("input '" + spec.name() + "': expected the shape "
                        + spec.shape().with(1, 1) + " of one time step, got " + shape);
            }
        }
        prepare();
        out.check(run.plan(), true);
        execute();
    }

    /** How many time steps an output of the last call is. */
    public int steps(int output) {
        return run == null ? 0 : run.plan().outputs().get(output).steps();
    }

    /** Runs a model with one input and one output. */
    public Tensor run(Tensor input) {
        takeOne(input);
        prepare();
        Tensor result = out.allocate(run.plan()).get(0);
        executeToFresh();
        return result;
    }

    /** Runs the model; returns fresh tensors. */
    public List<Tensor> run(List<Tensor> inputs) {
        take(inputs);
        prepare();
        List<Tensor> results = out.allocate(run.plan());
        executeToFresh();
        return results;
    }

    /** Runs the model on inputs by name; returns fresh tensors by name. */
    public Map<String, Tensor> run(Map<String, Tensor> inputs) {
        Objects.requireNonNull(inputs, "inputs");
        List<String> names = inputs().stream().map(TensorSpec::name).toList();
        if (inputs.size() != names.size() || !inputs.keySet().containsAll(names)) {
            throw new ModelException("the model takes the inputs " + names + ", given: " + inputs.keySet());
        }
        take(names.stream().map(inputs::get).toList());
        prepare();
        List<Tensor> results = out.allocate(run.plan());
        Map<String, Tensor> byName = new LinkedHashMap<>();
        for (int i = 0; i < results.size(); i++) {
            byName.put(program.outputs().get(i).name(), results.get(i));
        }
        executeToFresh();
        return byName;
    }

    /** Runs a model with one input and one output into a tensor. */
    public void run(Tensor input, Tensor output) {
        takeOne(input);
        out.setOne(output);
        runToGiven();
    }

    /** Runs the model into tensors. */
    public void run(List<Tensor> inputs, List<Tensor> outputs) {
        take(inputs);
        out.set(outputs);
        runToGiven();
    }

    private void runToGiven() {
        prepare();
        out.check(run.plan(), false);
        execute();
        commit();
    }

    private void takeOne(Tensor input) {
        begin();
        requireOne();
        ArrayElements.set(in, 0, Objects.requireNonNull(input, "input"));
    }

    /**
     * Checks that there is one input and one output.
     *
     * @throws ModelException if there are others
     */
    public void requireOne() {
        if (in.length != 1 || out.count() != 1) {
            throw new ModelException("the model has " + in.length + " inputs and " + out.count()
                    + " outputs: give all inputs, in order or by name");
        }
    }

    private void take(List<Tensor> inputs) {
        begin();
        Objects.requireNonNull(inputs, "inputs");
        if (inputs.size() != in.length) {
            throw new ModelException("the model has " + in.length + " inputs, given: " + inputs.size());
        }
        for (int i = 0; i < in.length; i++) {
            ArrayElements.set(in, i, ArrayElements.require(inputs.get(i), "inputs", i));
        }
    }

    /** Checks inputs without running them. */
    void check(List<Tensor> inputs) {
        take(inputs);
        InputChecks.check(program.inputs(), in);
    }

    /** Makes sure that the plan is for the shapes of the inputs. */
    private void prepare() {
        readHeld();
        if (run == null || !run.plan().fits(in, held)) {
            PlanRun known = recent.find(in, held);
            run = known != null ? known : recent.add(newPlan(), held.length);
        }
    }

    private void readHeld() {
        if (program.textLengths().count() == 0) {
            states.readHeld(held);
            return;
        }
        states.rollBack();
        InputChecks.check(program.inputs(), in);
        program.textLengths().read(in, held);
    }

    private Plan newPlan() {
        InputChecks.check(program.inputs(), in);
        List<Shape> shapes = new ArrayList<>();
        for (Tensor tensor : in) {
            shapes.add(tensor.shape());
        }
        return program.plan(shapes, held);
    }

    private void executeToFresh() {
        execute();
        out.release();
        commit();
    }

    private void begin() {
        if (calls != null) {
            start = System.nanoTime();
        }
    }

    private void commit() {
        states.commit();
        if (calls != null) {
            calls.ran(samples(), System.nanoTime() - start);
        }
    }

    private int samples() {
        return in.length == 0 || in[0].shape().rank() == 0 ? 1 : in[0].shape().length(0);
    }

    /** The states have changed, but for good only if commit follows, after everything else that may fail. */
    private void execute() {
        for (int i = 0; i < in.length; i++) {
            run.input(i, in[i].data());
        }
        out.bind(run, in);
        StateArrays arrays = states.begin(run.plan());
        run.run(memory, arrays, observer);
        out.collect(run);
    }

    /** Lets the tensors of the last call go: holds neither them nor their arrays any more. */
    void releaseTensors() {
        Arrays.fill(in, null);
        out.release();
        run.releaseTensors();
    }

    public void reset() {
        states.reset();
    }

    /** Resets the states of a layer, or of all layers inside it. */
    public void reset(String layer) {
        states.reset(layer);
    }

    /** Resets the states of some samples. */
    public void resetRows(int... samples) {
        states.resetRows(samples);
    }

    /** Another one with the same settings and states. */
    public SessionRunner fork() {
        SessionRunner fork = new SessionRunner(program);
        fork.memory.setStateful(memory.stateful());
        fork.states.copyFrom(states);
        return fork;
    }

    /** The states that are kept from call to call. */
    public State state() {
        return states.snapshot();
    }

    /**
     * Goes on from these states.
     *
     * @throws ModelException if they do not fit; nothing has changed then
     */
    public void restore(State state) {
        states.restore(state);
    }

    /** How it treats states, in words. */
    @Override
    public String toString() {
        Boolean stateful = memory.stateful();
        return program.isStream()
                ? " of a stream"
                : stateful == null ? "" : stateful ? " that keeps states" : " that keeps no states";
    }
}
