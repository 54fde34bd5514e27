package io.github.cornu;

import io.github.cornu.kernel.threads.ThreadTeam;
import io.github.cornu.op.Target;
import io.github.cornu.op.custom.JavaFunctions;
import io.github.cornu.tensor.WeightFormat;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How a model is compiled.
 *
 * @param kernels what it runs on
 * @param threads how many threads share large matrix products and recurrent layers, the calling thread among them
 * @param keepLayers whether the output of every layer stays visible, as further outputs of the model named
 *     {@code layer_<path>}, for comparing layer by layer; it costs speed
 * @param weights the form of the matrices of weights in memory; with any but {@link WeightFormat#F32} the numbers are
 *     not those of Keras; {@link WeightFormat#F32} leaves those of a {@code .cornu} file in the form that they have
 *     there
 * @param verify whether a model from a file is compared with the golden that is recorded there before it is given out;
 *     only {@code .cornu} files have one
 * @param functions functions and cells in Java that {@code .cornu} files name
 */
public record CompileOptions(
        KernelChoice kernels,
        int threads,
        boolean keepLayers,
        WeightFormat weights,
        boolean verify,
        JavaFunctions functions) {
    private static final AtomicBoolean WARNED = new AtomicBoolean();

    public CompileOptions {
        // A choice that cannot run here is refused at once, not when a model is compiled.
        kernels.resolve();
        Objects.requireNonNull(weights);
        Objects.requireNonNull(functions);
        if (threads < 1) {
            throw new IllegalArgumentException("the number of threads must be positive, got " + threads);
        }
    }

    /** On one thread, without verifying, and without functions in Java. */
    public CompileOptions(KernelChoice kernels, boolean keepLayers, WeightFormat weights) {
        this(kernels, 1, keepLayers, weights, false, JavaFunctions.none());
    }

    /** With float32 weights. */
    public CompileOptions(KernelChoice kernels, boolean keepLayers) {
        this(kernels, keepLayers, WeightFormat.F32);
    }

    /** SIMD kernels where this JVM can run them; layers are joined where that is faster; float32 weights. */
    public static CompileOptions defaults() {
        return new CompileOptions(KernelChoice.AUTO, false);
    }

    /**
     * These options with other kernels.
     *
     * @throws UnsupportedOperationException if this JVM cannot run them; the message says why and what to do
     */
    public CompileOptions withKernels(KernelChoice other) {
        return new CompileOptions(other, threads, keepLayers, weights, verify, functions);
    }

    /**
     * These options with large matrix products and recurrent layers shared among threads, 1 as it is: it pays from some
     * 20 microseconds of work on, where cores have nothing else to do. The results are the same, bit for bit.
     *
     * <p>There are at most as many threads as the process has cores; who asks for more is warned once. They are shared by
     * all models with that number, and end when the last of these is garbage.
     *
     * @throws IllegalArgumentException if the number is not positive
     */
    public CompileOptions withThreads(int count) {
        return new CompileOptions(kernels, count, keepLayers, weights, verify, functions);
    }

    /** These options with the outputs of all layers kept, or not. */
    public CompileOptions withKeepLayers(boolean keep) {
        return new CompileOptions(kernels, threads, keep, weights, verify, functions);
    }

    /** These options with the matrices of weights in another form. */
    public CompileOptions withWeights(WeightFormat format) {
        return new CompileOptions(kernels, threads, keepLayers, format, verify, functions);
    }

    /**
     * These options with a comparison, before a model from a {@code .cornu} file is given out, with the golden that is
     * recorded in it: wrong results here, whatever makes them wrong, show at once.
     */
    public CompileOptions withVerify(boolean compare) {
        return new CompileOptions(kernels, threads, keepLayers, weights, compare, functions);
    }

    /**
     * These options with functions and cells in Java, which {@code .cornu} files have by name only. Other models do not
     * need them.
     */
    public CompileOptions withFunctions(JavaFunctions others) {
        return new CompileOptions(kernels, threads, keepLayers, weights, verify, others);
    }

    Target target() {
        int cores = Runtime.getRuntime().availableProcessors();
        if (threads > cores && !WARNED.getAndSet(true)) {
            String text = "Asked for " + threads + " threads, Cornu takes " + cores + ", as many as there are cores";
            System.getLogger("io.github.cornu").log(System.Logger.Level.WARNING, text);
        }
        return target(ThreadTeam.of(Math.min(threads, cores)));
    }

    /** For a team of any size. */
    Target target(ThreadTeam team) {
        return new Target(kernels.resolve(), team, weights);
    }
}
