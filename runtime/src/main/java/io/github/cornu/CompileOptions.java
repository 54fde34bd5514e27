package io.github.cornu;

import io.github.cornu.kernel.Warnings;
import io.github.cornu.kernel.threads.ThreadTeam;
import io.github.cornu.op.Target;
import io.github.cornu.op.custom.JavaFunctions;
import io.github.cornu.plan.OutputChoice;
import io.github.cornu.tensor.WeightFormat;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How a model is compiled. Immutable: each method returns other options, and starts from {@link #defaults()}.
 *
 * <pre>{@code
 * CompileOptions options = CompileOptions.defaults().withThreads(4).withOutputs("dense_2");
 * Model model = KerasModels.load(Path.of("model.keras"), options);
 * }</pre>
 */
public final class CompileOptions {
    private static final CompileOptions DEFAULTS = new CompileOptions(
            KernelChoice.AUTO, 1, List.of(), false, WeightFormat.F32, false, JavaFunctions.none(), 0);
    /** Up to here a state, which is floats, can count them. */
    private static final int MOST_STEPS = 1 << 24;

    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private final KernelChoice kernels;
    private final int threads;
    private final List<String> outputs;
    private final boolean keepLayers;
    private final WeightFormat weights;
    private final boolean verify;
    private final JavaFunctions functions;
    private final int streamSteps;

    private CompileOptions(
            KernelChoice kernels,
            int threads,
            List<String> outputs,
            boolean keepLayers,
            WeightFormat weights,
            boolean verify,
            JavaFunctions functions,
            int streamSteps) {
        this.kernels = kernels;
        this.threads = threads;
        this.outputs = outputs;
        this.keepLayers = keepLayers;
        this.weights = weights;
        this.verify = verify;
        this.functions = functions;
        this.streamSteps = streamSteps;
    }

    /**
     * SIMD kernels where this JVM can run them, one thread, float32 weights, and the outputs that Keras gave the model;
     * layers are joined where that is faster.
     */
    public static CompileOptions defaults() {
        return DEFAULTS;
    }

    /** What the model runs on. */
    public KernelChoice kernels() {
        return kernels;
    }

    /** How many threads share large matrix products and recurrent layers, the calling thread among them; at least 1. */
    public int threads() {
        return threads;
    }

    /** The layers whose outputs the model gives; none for those that Keras gave it. */
    public List<String> outputs() {
        return outputs;
    }

    /** Whether the output of every layer stays visible. */
    public boolean keepLayers() {
        return keepLayers;
    }

    /** The form of the matrices of weights in memory. */
    public WeightFormat weights() {
        return weights;
    }

    /** Whether a model from a file is compared with the golden that is recorded there. */
    public boolean verify() {
        return verify;
    }

    /** Functions and cells in Java that {@code .cornu} files name. */
    public JavaFunctions functions() {
        return functions;
    }

    /** Steps that a stream can have, where its states grow with them; 0 for what {@link #withStreamSteps} says. */
    public int streamSteps() {
        return streamSteps;
    }

    /**
     * These options with other kernels.
     *
     * @throws UnsupportedOperationException if this JVM cannot run them; the message says why and what to do
     */
    public CompileOptions withKernels(KernelChoice other) {
        Objects.requireNonNull(other, "other").resolve(); // Refused at once, not when a model is compiled.
        return new CompileOptions(other, threads, outputs, keepLayers, weights, verify, functions, streamSteps);
    }

    /**
     * These options with large matrix products and recurrent layers shared among threads, 1 as it is: it pays from some
     * 20 microseconds of work on, where cores have nothing else to do. The results are the same, bit for bit.
     *
     * <p>There are at most as many threads as the process has cores; who asks for more is warned once. They are shared
     * by all models with that number, and end when the last of these is garbage.
     *
     * @throws IllegalArgumentException if the number is not positive
     */
    public CompileOptions withThreads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("the number of threads must be positive, got " + count);
        }
        return new CompileOptions(kernels, count, outputs, keepLayers, weights, verify, functions, streamSteps);
    }

    /**
     * These options with the outputs of inner layers in place of the model's own, as features for something else. What
     * they do not need is neither computed nor held in memory: layers behind them, and inputs, which the model does not
     * take any more. The outputs have the names that are given here, and their order.
     *
     * <p>A layer goes by Keras's name, one in a model inside by its path, {@code encoder/dense_2}. What is meant is its
     * output at its first call, if it is called several times; all of its outputs, if it has several, named {@code
     * lstm}, {@code lstm:1} and so on, where {@code lstm:0} is the first alone. A model without such a layer is refused
     * when it is compiled.
     *
     * @param layers none for the model's own outputs
     * @throws IllegalArgumentException if one is there twice
     */
    public CompileOptions withOutputs(String... layers) {
        List<String> names = OutputChoice.names(layers);
        return new CompileOptions(kernels, threads, names, keepLayers, weights, verify, functions, streamSteps);
    }

    /**
     * These options with the outputs of all layers kept, or not, as further outputs of the model named
     * {@code layer_<path>}, for comparing layer by layer; it costs speed.
     */
    public CompileOptions withKeepLayers(boolean keep) {
        return new CompileOptions(kernels, threads, outputs, keep, weights, verify, functions, streamSteps);
    }

    /**
     * These options with the matrices of weights in another form. With any but {@link WeightFormat#F32} the numbers are
     * not those of Keras; {@link WeightFormat#F32} leaves those of a {@code .cornu} file in the form that they have
     * there.
     */
    public CompileOptions withWeights(WeightFormat format) {
        Objects.requireNonNull(format, "format");
        return new CompileOptions(kernels, threads, outputs, keepLayers, format, verify, functions, streamSteps);
    }

    /**
     * These options with a comparison, before a model from a {@code .cornu} file is given out, with the golden that is
     * recorded in it: wrong results here, whatever makes them wrong, show at once. Other files have no golden, and are
     * refused.
     */
    public CompileOptions withVerify(boolean compare) {
        return new CompileOptions(kernels, threads, outputs, keepLayers, weights, compare, functions, streamSteps);
    }

    /**
     * These options with functions and cells in Java, which {@code .cornu} files have by name only. Other models do not
     * need them.
     */
    public CompileOptions withFunctions(JavaFunctions others) {
        Objects.requireNonNull(others, "others");
        return new CompileOptions(kernels, threads, outputs, keepLayers, weights, verify, others, streamSteps);
    }

    /**
     * These options with room for so many steps in a stream, where its states grow with them, which those of attention
     * do: a stream that comes to its end is refused more. Without, these are as many as the model takes in one call,
     * and 4096 where it takes any number. A table of positions in the model may end before. Models whose states do not
     * grow are as they were.
     *
     * <pre>{@code
     * Model chat = KerasModels.load(path, CompileOptions.defaults().withStreamSteps(16_384));
     * }</pre>
     *
     * <p>Each step takes 4 bytes for each number of the keys and values of each layer. Sessions take memory as they
     * need it; a pool takes it for all steps of each stream at once. Attention with a
     * sliding window keeps the steps that it reaches back to, and has no end, if there is room for these and for some
     * 200 more.
     *
     * @throws IllegalArgumentException if the number is not positive, or above 16,777,216
     */
    public CompileOptions withStreamSteps(int steps) {
        if (steps < 1 || steps > MOST_STEPS) {
            throw new IllegalArgumentException(
                    "the number of steps must be positive and at most " + MOST_STEPS + ", got " + steps);
        }
        return new CompileOptions(kernels, threads, outputs, keepLayers, weights, verify, functions, steps);
    }

    /** What differs from {@link #defaults()}: {@code CompileOptions[threads=4, outputs=[dense_2]]}. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", "CompileOptions[", "]");
        add(text, kernels != KernelChoice.AUTO, "kernels=" + kernels);
        add(text, threads != 1, "threads=" + threads);
        add(text, !outputs.isEmpty(), "outputs=" + outputs);
        add(text, keepLayers, "keepLayers");
        add(text, weights != WeightFormat.F32, "weights=" + weights);
        add(text, verify, "verify");
        add(text, functions != JavaFunctions.none(), "functions");
        add(text, streamSteps > 0, "streamSteps=" + streamSteps);
        return text.toString();
    }

    private static void add(StringJoiner text, boolean differs, String option) {
        if (differs) {
            text.add(option);
        }
    }

    Target target() {
        int cores = Runtime.getRuntime().availableProcessors();
        if (threads > cores && !WARNED.getAndSet(true)) {
            String text = "Asked for " + threads + " threads, Cornu takes " + cores + ", as many as there are cores";
            Warnings.log(text);
        }
        return target(ThreadTeam.of(Math.min(threads, cores)));
    }

    /** For a team of any size. */
    Target target(ThreadTeam team) {
        return new Target(kernels.resolve(), team, weights);
    }
}
