package io.github.cornu.importer;

import com.sun.management.ThreadMXBean;
import io.github.cornu.CompileOptions;
import io.github.cornu.KernelChoice;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.Session;
import io.github.cornu.kernel.KernelSelector;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.WeightFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Whether models allocate in a call once the shapes are known. */
final class ModelAllocations {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALLS = 3;
    /**
     * The JVM itself allocates a little when it replaces compiled code; what the library allocates comes in each round.
     */
    private static final int ROUNDS = 5;
    /** C2 may still be at work when all loops have run often enough. */
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private static final String ALLOCATES = "allocates: ";

    /** What a model runs on, and how. */
    enum Way {
        SCALAR(() -> TestData.SCALAR),
        SIMD(() -> TestData.Simd.WARMING),
        /** Single rows are multiplied in a way of their own. */
        PAIRS_OF_ONE_SAMPLE(() -> TestData.Simd.WARMING.withWeights(WeightFormat.BF16)),
        PAIRS(() -> TestData.Simd.WARMING.withWeights(WeightFormat.BF16)),
        BYTES(() -> TestData.Simd.WARMING.withWeights(WeightFormat.INT8));

        private final Supplier<CompileOptions> options;

        Way(Supplier<CompileOptions> options) {
            this.options = options;
        }

        private List<Tensor> inputs(List<Tensor> all) {
            // Models of texts have no matrices.
            return this != PAIRS_OF_ONE_SAMPLE || all.stream().anyMatch(Tensor::isTexts)
                    ? all
                    : all.stream().map(ModelAllocations::firstSample).toList();
        }
    }

    private ModelAllocations() {}

    /**
     * Whether a round of calls allocates nothing.
     *
     * @param end until when the JVM may take to compile the SIMD loops well, as {@link System#nanoTime} gives it
     */
    static boolean isFree(GoldenCase golden, Way way, long end) {
        CompileOptions options = way.options.get();
        Model model = golden.load(options);
        Session session = keepingStates(model);
        List<Tensor> inputs = some(session, golden.inputs(model).get(0), way);
        List<Tensor> outputs = session.run(inputs).stream()
                .map(output -> output.isTexts() ? output : Tensor.zeros(output.shape()))
                .toList();
        KernelSelector.best().compile();
        boolean isScalar = options.kernels() == KernelChoice.SCALAR;
        for (int round = 0; round < ROUNDS || !isScalar && System.nanoTime() < end; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                session.run(inputs, outputs);
            }
            if (THREADS.getCurrentThreadAllocatedBytes() == before) {
                return true;
            }
        }
        return false;
    }

    private static Session keepingStates(Model model) {
        Session session = model.newSession();
        try {
            return session.stateful(true);
        } catch (ModelException e) {
            if (!e.getMessage().contains("it cannot keep its states")) {
                throw e;
            }
            return session;
        }
    }

    /** Models with constants of several samples take no other number. */
    private static List<Tensor> some(Session session, List<Tensor> all, Way way) {
        List<Tensor> some = way.inputs(all);
        try {
            session.run(some);
            return some;
        } catch (ModelException e) {
            session.reset();
            return all;
        }
    }

    private static Tensor firstSample(Tensor input) {
        Tensor first = Tensor.zeros(input.shape().with(0, 1));
        System.arraycopy(input.data(), 0, first.data(), 0, first.data().length);
        return first;
    }

    /** Those of some models, by their folders, that allocate in a JVM of their own with the options of this one. */
    static List<String> inAProcess(Way way, List<String> folders) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-X") || argument.startsWith("--add-modules"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ModelAllocations.class.getName()));
        command.add(way.name());
        command.addAll(folders);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(printed);
        }
        return printed.lines()
                .filter(line -> line.startsWith(ALLOCATES))
                .map(line -> line.substring(ALLOCATES.length()))
                .toList();
    }

    /** Prints those of some models that allocate; the arguments are a way and their folders. */
    public static void main(String[] args) {
        Stream.of(args)
                .skip(1)
                .map(folder -> new GoldenCase(Path.of(folder)))
                .filter(golden -> !isFree(golden, Way.valueOf(args[0]), System.nanoTime() + PATIENCE_NANOS))
                .forEach(golden -> System.out.println(ALLOCATES + golden.name()));
    }
}
