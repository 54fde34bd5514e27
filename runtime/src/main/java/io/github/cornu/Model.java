package io.github.cornu;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.LayerInfo;
import io.github.cornu.op.Target;
import io.github.cornu.plan.NamedFunctions;
import io.github.cornu.plan.OutputChoice;
import io.github.cornu.plan.Program;
import io.github.cornu.plan.pass.Passes;
import io.github.cornu.session.Batches;
import io.github.cornu.session.IdleRunners;
import io.github.cornu.session.SessionRunner;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import io.github.cornu.tensor.Weight;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/**
 * A compiled model: its operations with packed weights. Immutable and safe for any number of threads: they may call
 * {@link #run(Tensor) run} at once, or keep states and step through time in a {@link Session} for each.
 *
 * <pre>{@code
 * Model model = KerasModels.load(Path.of("model.h5"));
 * Tensor y = model.run(Tensor.of(x, 1, 20, 1));
 * }</pre>
 */
public final class Model {
    /** Enough for the C2 compiler to take notice of what surrounds the kernels. */
    static final long WARM_UP_NANOS = 300_000_000;

    private final Graph source;
    private final Program program;
    private final CompileOptions options;
    private final List<TensorSpec> inputs;
    private final List<TensorSpec> outputs;
    private final int ownOutputs;
    private final IdleRunners idle;
    /** The one that this is a view of, or null. */
    private final Model base;
    /** Those of its listener, or null. */
    private final ListenerCalls calls;

    private Program stream;

    private Model(Graph source, Program program, CompileOptions options) {
        this.source = source;
        this.program = program;
        this.options = options;
        this.inputs = program.inputs();
        this.outputs = program.outputs();
        this.idle = new IdleRunners(program);
        this.ownOutputs = source.outputs().size();
        this.base = null;
        this.calls = null;
    }

    private Model(Model other, ModelListener listener) {
        this.source = other.source;
        this.program = other.program;
        this.options = other.options;
        this.inputs = other.inputs;
        this.outputs = other.outputs;
        this.idle = other.idle;
        this.ownOutputs = other.ownOutputs;
        this.base = other.base == null ? other : other.base;
        this.calls = new ListenerCalls(this, listener);
    }

    /**
     * The same model, on the same weights and buffers, whose calls, sessions and pools tell a listener, in place of any
     * that this one has. This model, and what was made of it, tells what it told before; there may be many such views
     * at once, for instance one for each part of a program that counts for itself.
     */
    public Model withListener(ModelListener listener) {
        return new Model(this, Objects.requireNonNull(listener, "listener"));
    }

    /**
     * Compiles a graph with the default options.
     *
     * @throws ModelException if a weight cannot be read or does not fit
     */
    public static Model compile(Graph graph) {
        return compile(graph, CompileOptions.defaults());
    }

    /**
     * Compiles a graph: joins operations, reads each weight once and packs it.
     *
     * @throws ModelException if a weight cannot be read or does not fit, a function in Java is not registered, or there
     *     is no layer of a name in {@link CompileOptions#outputs}
     */
    public static Model compile(Graph graph, CompileOptions options) {
        Objects.requireNonNull(graph, "graph");
        Objects.requireNonNull(options, "options");
        return compile(graph, options, options.target());
    }

    /** With other threads than the options would take. */
    static Model compile(Graph graph, CompileOptions options, Target target) {
        return compile(graph, options, (prepared, bound) -> new Program(prepared, bound, target));
    }

    private static Model compile(Graph graph, CompileOptions options, BiFunction<Graph, Graph, Program> program) {
        Graph chosen = OutputChoice.of(graph, options.outputs());
        Graph bound = NamedFunctions.bind(chosen, options.functions());
        Graph prepared = Passes.apply(options.keepLayers() ? OutputChoice.withAllLayers(bound) : bound);
        return new Model(bound, program.apply(prepared, bound), options);
    }

    /**
     * Compiles another graph with the options of this model. Operations that both have, on {@linkplain Weight equal
     * weights}, are packed once and shared: as those of the encoder and the decoder of a model that also runs as a
     * whole. What is packed stays in memory as long as any of these models is in use. Any number of threads may call
     * this; they wait for each other.
     *
     * @throws ModelException as {@link #compile(Graph, CompileOptions)} does, {@link CompileOptions#outputs} included
     */
    public Model compileBeside(Graph other) {
        Objects.requireNonNull(other, "other");
        return compile(other, options, (prepared, bound) -> new Program(prepared, bound, program));
    }

    /**
     * Loads a model from a {@code .cornu} file, which {@code cornu convert} and {@code KerasModels.convert} write.
     *
     * @throws ModelException if the file is not there, is damaged, is no such file or of a later version
     */
    public static Model load(Path path) {
        return load(path, CompileOptions.defaults());
    }

    /**
     * Loads a model from a {@code .cornu} file.
     *
     * @throws ModelException as {@link #load(Path)} does, and if it names functions in Java that {@link
     *     CompileOptions#functions} does not have; with {@link CompileOptions#verify} also if the model does not give
     *     here what is recorded in the file
     */
    public static Model load(Path path, CompileOptions options) {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(options, "options");
        return CornuFile.read(path).compile(options);
    }

    /**
     * Loads a model from a stream with the content of a {@code .cornu} file, which is read to its end and left open. A
     * {@link Path} needs less memory.
     *
     * @param name of the model, for messages
     * @throws ModelException as {@link #load(Path, CompileOptions)} does
     * @throws IOException if the stream cannot be read
     */
    public static Model load(InputStream in, String name, CompileOptions options) throws IOException {
        Objects.requireNonNull(in, "in");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(options, "options");
        return CornuFile.read(in.readAllBytes(), name).compile(options);
    }

    /** The name that Keras gave it. */
    public String name() {
        return program.graph().name();
    }

    /**
     * How many samples its file asks for in every call, as stateful models of Keras do, or {@link Shape#FREE}. Any
     * number can be given all the same.
     */
    public int batchSize() {
        return program.graph().batchSize();
    }

    /** What it takes, in Keras's order. Free axes, the batch among them, are chosen by each call. */
    public List<TensorSpec> inputs() {
        return inputs;
    }

    /** What it gives, in Keras's order. */
    public List<TensorSpec> outputs() {
        return outputs;
    }

    /** Its layers in Keras's order, those of models inside it with their path. */
    public List<LayerInfo> layers() {
        return program.graph().layers();
    }

    /** How it was compiled. */
    public CompileOptions options() {
        return options;
    }

    /** The kernels that it runs on: {@code scalar}, or {@code vector-512} for SIMD kernels with vectors of 512 bits. */
    public String kernels() {
        return options.kernels().resolve().name();
    }

    /**
     * Runs a model with one input and one output. Any number of threads may call this and the other {@code run} methods
     * at once, without sessions of their own; they take no longer than those, since the model keeps the buffers of as
     * many calls as run at once.
     *
     * <p>No call knows of another one: recurrent layers start from zero each time, those that are stateful in the
     * model's file too. A {@link Session} keeps states from call to call.
     *
     * @throws ModelException if the model has more, or the input does not fit
     */
    public Tensor run(Tensor input) {
        SessionRunner runner = take();
        Tensor output = runner.run(input);
        giveBack(runner);
        return output;
    }

    /**
     * Runs the model on its inputs in order and returns its outputs in order; see {@link #run(Tensor)}.
     *
     * @throws ModelException if the inputs do not fit
     */
    public List<Tensor> run(List<Tensor> inputs) {
        SessionRunner runner = take();
        List<Tensor> outputs = runner.run(inputs);
        giveBack(runner);
        return outputs;
    }

    /**
     * Runs the model on inputs by name and returns its outputs by name, in order; see {@link #run(Tensor)}.
     *
     * @throws ModelException if a name is missing or unknown, or the inputs do not fit
     */
    public Map<String, Tensor> run(Map<String, Tensor> inputs) {
        SessionRunner runner = take();
        Map<String, Tensor> outputs = runner.run(inputs);
        giveBack(runner);
        return outputs;
    }

    /**
     * Runs a model with one input and one output into that tensor; see {@link #run(Tensor)}. Allocates nothing once as
     * many calls have run at once and the shapes are known.
     *
     * @throws ModelException if the model has more, or a shape does not fit
     */
    public void run(Tensor input, Tensor output) {
        SessionRunner runner = take();
        runner.run(input, output);
        giveBack(runner);
    }

    /**
     * Runs the model on its inputs in order and writes its outputs in order into these tensors; see {@link
     * #run(Tensor, Tensor)}.
     *
     * @throws ModelException if the inputs or outputs do not fit
     */
    public void run(List<Tensor> inputs, List<Tensor> outputs) {
        SessionRunner runner = take();
        runner.run(inputs, outputs);
        giveBack(runner);
    }

    /**
     * Runs a model with one input and one output on many samples, batch by batch: with the bits of {@link #run(Tensor)}
     * in one call, in the memory of a batch and of the result. Safe for any number of threads; no state goes from one
     * batch to the next.
     *
     * @param input all samples, along axis 0
     * @param batchSize samples that are run at once, at least 1; the last batch may be smaller. 32 is Keras's own
     *     choice, and enough to be fast
     * @throws ModelException if the model has more inputs or outputs, the input does not fit, or the model takes
     *     something else than samples along axis 0, as time-major ones do; before anything is run
     * @throws IllegalArgumentException if the batch size is not positive
     */
    public Tensor predict(Tensor input, int batchSize) {
        return predict(input, batchSize, done -> {});
    }

    /**
     * As {@link #predict(Tensor, int)}, and tells how far it is.
     *
     * @param progress is called by this thread after each batch, with the number of samples that are done; what it
     *     throws ends the work
     */
    public Tensor predict(Tensor input, int batchSize, IntConsumer progress) {
        Objects.requireNonNull(input, "input");
        SessionRunner runner = take();
        runner.requireOne();
        return predict(runner, List.of(input), batchSize, progress).get(0);
    }

    /**
     * As {@link #predict(Tensor, int)}, with all inputs and outputs in order.
     *
     * @param inputs in the order of {@link #inputs()}, as many samples of each
     */
    public List<Tensor> predict(List<Tensor> inputs, int batchSize) {
        return predict(inputs, batchSize, done -> {});
    }

    /** As {@link #predict(Tensor, int, IntConsumer)}, with all inputs and outputs in order. */
    public List<Tensor> predict(List<Tensor> inputs, int batchSize, IntConsumer progress) {
        Objects.requireNonNull(inputs, "inputs");
        return predict(take(), inputs, batchSize, progress);
    }

    private List<Tensor> predict(SessionRunner runner, List<Tensor> inputs, int batchSize, IntConsumer progress) {
        Objects.requireNonNull(progress, "progress");
        if (batchSize < 1) {
            throw new IllegalArgumentException("the batch size must be positive, got " + batchSize);
        }
        List<Tensor> outputs = new Batches(program, runner, inputs).run(batchSize, progress);
        giveBack(runner);
        return outputs;
    }

    /** A session that keeps or forgets the states of each recurrent layer as the model's file says. */
    public Session newSession() {
        return new Session(this);
    }

    /**
     * Lets the JVM compile what calls with inputs of these shapes run through: takes a second or two, once, instead of
     * calls that get faster over the first second of work. Until a SIMD loop is compiled, a scalar one with the same
     * results does its work; without this method the JVM compiles in the background, where it has more than one CPU.
     *
     * @param inputs of all inputs, in order; what they hold does not matter
     * @throws ModelException if they do not fit
     */
    public void warmUp(Tensor... inputs) {
        Objects.requireNonNull(inputs, "inputs");
        long start = System.nanoTime();
        SessionRunner session = new SessionRunner(program);
        List<Tensor> given = List.of(inputs);
        List<Tensor> outputs = session.run(given);
        long end = System.nanoTime() + WARM_UP_NANOS;
        do {
            options.kernels().resolve().compile();
            session.run(given, outputs);
        } while (System.nanoTime() < end);
        if (calls != null) {
            calls.warmedUp(System.nanoTime() - start);
        }
    }

    /**
     * Whether the JVM has compiled each SIMD loop that a call so far has asked for, here and in other models, so that
     * none is replaced by a scalar one any more. True as well before the first call, and for kernels other than {@link
     * KernelChoice#AUTO}, which wait for nothing.
     */
    public boolean isWarm() {
        return options.kernels().resolve().isCompiled();
    }

    /**
     * A pool for many streams, without any so far.
     *
     * @throws ModelException if the model cannot be run in chunks, because a layer needs the whole sequence; it names
     *     the layer and the reason
     */
    public StreamPool newPool() {
        return newPool(OnNewModel.refuse());
    }

    /**
     * A pool for many streams that can move on to another model.
     *
     * @param onNewModel what becomes of streams that were computed with other weights; a {@linkplain OnNewModel#replay
     *     replay} makes the pool keep the last inputs of each stream
     * @throws ModelException as {@link #newPool()} does, and if inputs are to be kept whose shape is not fixed
     */
    public StreamPool newPool(OnNewModel onNewModel) {
        StreamPool pool = new StreamPool(this, Objects.requireNonNull(onNewModel, "onNewModel"));
        opened(pool);
        return pool;
    }

    /** Tells the listener of a pool. */
    void opened(StreamPool pool) {
        if (calls != null) {
            calls.opened(pool);
        }
    }

    /** How many outputs Keras gave it; those after them are there because the outputs of all layers are kept. */
    int ownOutputs() {
        return ownOutputs;
    }

    /** The path of the layer of an output after them. */
    String layerOf(int output) {
        return outputs.get(output).name().substring(OutputChoice.LAYER_PREFIX.length());
    }

    /**
     * Checks whether the model can be run in chunks of time, as {@link Session#stream} does.
     *
     * @return how many steps go in and nothing comes out before the first output: not 0 where convolution or pooling
     *     over time without padding comes first
     * @throws ModelException if a layer needs the whole sequence; it names the layer, the reason and what to do
     */
    public int checkStream() {
        return streamProgram().warmUp();
    }

    /**
     * Checks whether axis 0 of all inputs is that of samples, which the model computes one without the other, as {@link
     * #predict(Tensor, int)} needs.
     *
     * @throws ModelException if a layer joins samples, or axis 0 is another one; it names the layer
     */
    public void checkSamples() {
        program.requireSamples();
    }

    /** What it was compiled from. */
    Graph source() {
        return source;
    }

    Program program() {
        return program;
    }

    Program streamProgram() {
        return base == null ? ownStreamProgram() : base.ownStreamProgram();
    }

    private synchronized Program ownStreamProgram() {
        if (stream == null) {
            stream = program.stream(options.streamSteps());
        }
        return stream;
    }

    /** Tells its listener; null if there is none. */
    ListenerCalls calls() {
        return calls;
    }

    private SessionRunner take() {
        SessionRunner runner = idle.take();
        runner.tell(calls);
        return runner;
    }

    private void giveBack(SessionRunner runner) {
        runner.tell(null);
        idle.giveBack(runner);
    }

    /** Its name, what it takes and gives, and what it runs on: {@code model 'churn': x (None, 4) -> risk (None, 1),
     * vector-512}. */
    @Override
    public String toString() {
        return "model '" + Printable.name(name()) + "': " + specs(inputs) + " -> " + specs(outputs) + ", " + kernels();
    }

    private static String specs(List<TensorSpec> specs) {
        return specs.stream().map(spec -> Printable.message(spec.toString())).collect(Collectors.joining(", "));
    }
}
