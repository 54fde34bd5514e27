package io.github.cornu.session;

import io.github.cornu.ModelException;
import io.github.cornu.State;
import io.github.cornu.op.Memory;
import io.github.cornu.plan.Program;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a program call by call on arrays of its own, and keeps the states between the calls. For one thread at a time.
 */
public final class SessionRunner {
    private final Program program;
    private final Memory memory = new Memory();
    private final RecentPlans recent = new RecentPlans();
    private final SessionStates states;
    /** How many steps each window in time holds before the call, or how many numbers the longest texts have. */
    private final int[] held;

    private final Inputs in;
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
        this.in = new Inputs(program.inputs());
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
        in.checkStep(program);
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
        begin();
        in.set(inputs);
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
        in.setOne(input);
    }

    /**
     * Checks that there is one input and one output.
     *
     * @throws ModelException if there are others
     */
    public void requireOne() {
        if (in.count() != 1 || out.count() != 1) {
            throw new ModelException("the model has " + in.count() + " inputs and " + out.count()
                    + " outputs: give all inputs, in order or by name");
        }
    }

    private void take(List<Tensor> inputs) {
        begin();
        in.set(inputs);
    }

    /** Checks inputs without running them. */
    void check(List<Tensor> inputs) {
        take(inputs);
        in.check();
    }

    /** Makes sure that the plan is for the shapes of the inputs. */
    private void prepare() {
        readHeld();
        if (run == null || !run.plan().fits(in.tensors(), held)) {
            PlanRun known = recent.find(in.tensors(), held);
            run = known != null ? known : recent.add(in.plan(program, held), held.length);
        }
    }

    private void readHeld() {
        if (program.textLengths().count() == 0) {
            states.readHeld(held);
            return;
        }
        states.rollBack();
        in.check();
        program.textLengths().read(in.tensors(), held);
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
            calls.ran(in.samples(), System.nanoTime() - start);
        }
    }

    /** The states have changed, but for good only if commit follows, after everything else that may fail. */
    private void execute() {
        in.bind(run);
        out.bind(run, in.tensors());
        StateArrays arrays = states.begin(run.plan());
        run.run(memory, arrays, observer);
        out.collect(run);
    }

    /** Lets the tensors of the last call go: holds neither them nor their arrays any more. */
    void releaseTensors() {
        in.release();
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
