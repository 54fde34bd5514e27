package io.github.cornu.cli;

import io.github.cornu.LayerTimes;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.Printable;
import io.github.cornu.Session;
import io.github.cornu.cli.input.InputSource;
import io.github.cornu.graph.LayerInfo;
import io.github.cornu.tensor.Tensor;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cornu bench}. */
@Command(
        name = "bench",
        description = "Measures how long calls of a model take here.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        footer = {
            "",
            "Examples:",
            "  cornu bench model.keras",
            "  cornu bench model.keras --batch-size 32 --threads 2 --layers",
            "  cornu bench model.keras --input photos/ --scaling tf --batch-size 8",
            "  cornu bench lstm.keras --stream --seconds 10"
        })
final class BenchCommand implements Callable<Integer> {
    private static final double MAX_SECONDS = 86_400;

    @Mixin
    private ModelOptions model;

    @Option(
            names = "--input",
            paramLabel = "X",
            description = "What to call it with, as for predict, batch after batch (default: random numbers; "
                    + "indices that an Embedding has, and words of a vocabulary).")
    private Path input;

    @Mixin
    private InputOptions form;

    @Mixin
    private CallOptions call;

    @Option(
            names = "--stream",
            description = "Step through time: each call goes on from the one before, with 1 time step or --steps.")
    private boolean stream;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "3",
            description = "How long to measure (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--layers", description = "Tell the time of each layer, too.")
    private boolean layers;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        call.check(spec);
        form.check(spec);
        if (!(seconds > 0 && seconds <= MAX_SECONDS)) {
            throw new ParameterException(
                    spec.commandLine(), "--seconds must be above 0 and at most 86400, got " + seconds);
        }
        if (input != null && call.steps() > 0 && !stream) {
            throw new ParameterException(spec.commandLine(), "--steps goes with --stream or without --input");
        }
        long start = System.nanoTime();
        Model loaded = model.load(spec, false);
        long loadNanos = System.nanoTime() - start;
        try {
            measure(loaded, loadNanos);
        } catch (ModelException e) {
            throw e.in(model.name());
        }
        return 0;
    }

    private void measure(Model loaded, long loadNanos) {
        int steps = stream ? Math.max(1, call.steps()) : 0;
        Session session = stream ? loaded.newSession().stream() : loaded.newSession();
        List<List<Tensor>> inputs = inputs(loaded, session, steps);
        Bench bench = new Bench(session, inputs, steps);
        bench.run(seconds);
        PrintWriter out = spec.commandLine().getOut();
        out.println(Printable.name(model.name()) + ": " + describe(loaded));
        out.println((input == null ? "random " : Printable.name(input.getFileName() + ": "))
                + shapes(loaded, inputs.get(0))
                + (stream ? ", as a stream" : ""));
        print(out, bench, loadNanos);
        if (layers) {
            printLayers(out, loaded, inputs.get(0));
        }
        out.flush();
    }

    private List<List<Tensor>> inputs(Model loaded, Session session, int steps) {
        int batch = call.batch(loaded);
        if (input == null) {
            return BenchInputs.random(loaded, batch, stream ? steps : call.steps(), stream);
        }
        String name = String.valueOf(input.getFileName());
        InputSource source = form.open(input, loaded.inputs());
        return stream
                ? BenchInputs.chunks(source, name, session.inputs(), batch, steps)
                : BenchInputs.batches(source, name, loaded.inputs(), batch);
    }

    private static String describe(Model loaded) {
        String format = loaded.options().weights().name().toLowerCase(Locale.ROOT);
        return "kernels " + loaded.kernels() + ", weights " + format + ", Java "
                + Runtime.version().feature();
    }

    private static String shapes(Model loaded, List<Tensor> inputs) {
        return IntStream.range(0, inputs.size())
                .mapToObj(i -> Printable.name(loaded.inputs().get(i).name()) + " "
                        + inputs.get(i).shape())
                .collect(Collectors.joining(", "));
    }

    private static void print(PrintWriter out, Bench bench, long loadNanos) {
        Latencies times = bench.latencies();
        line(out, "load", time(loadNanos));
        line(out, "first call", time(bench.firstNanos()));
        line(
                out,
                "warm-up",
                bench.readyNanos() == 0
                        ? "nothing to compile"
                        : time(bench.readyNanos()) + " until the SIMD kernels were compiled");
        line(out, "p50", time(times.percentile(0.5)));
        line(out, "p90", time(times.percentile(0.9)));
        line(out, "p99", time(times.percentile(0.99)));
        line(out, "p99.9", time(times.percentile(0.999)));
        line(out, "max", time(times.max()));
        line(out, "calls", String.format(Locale.ROOT, "%,d, %,.1f a second", times.count(), bench.callsPerSecond()));
        line(
                out,
                "allocation",
                bench.allocated() == Allocation.UNKNOWN
                        ? "unknown"
                        : String.format(Locale.ROOT, "%,d bytes a call", bench.allocated()));
    }

    private static void line(PrintWriter out, String name, String value) {
        out.println(Ink.faint(String.format(Locale.ROOT, "%-12s", name)) + value);
    }

    private void printLayers(PrintWriter out, Model loaded, List<Tensor> inputs) {
        Map<String, Long> nanos = stream ? LayerTimes.ofStream(loaded, inputs) : LayerTimes.of(loaded, inputs);
        double total = nanos.values().stream().mapToLong(Long::longValue).sum();
        List<LayerInfo> timed = loaded.layers().stream()
                .filter(layer -> nanos.containsKey(layer.path()))
                .toList();
        int width = timed.stream().mapToInt(layer -> name(layer).length()).max().orElse(0);
        out.println();
        for (LayerInfo layer : timed) {
            long time = nanos.get(layer.path());
            out.println(String.format(
                    Locale.ROOT,
                    "%-" + width + "s  %10s  %5.1f %%",
                    name(layer),
                    time(time),
                    total == 0 ? 0 : 100 * time / total));
        }
        out.println("Medians; layers that are not here were joined with others, or do nothing.");
    }

    private static String name(LayerInfo layer) {
        return Printable.name(layer.path()) + " (" + Printable.name(layer.className()) + ")";
    }

    private static String time(long nanos) {
        if (nanos < 1_000) {
            return nanos + " ns";
        }
        if (nanos < 1_000_000) {
            return String.format(Locale.ROOT, "%.2f µs", nanos / 1e3);
        }
        return nanos < 1_000_000_000
                ? String.format(Locale.ROOT, "%.2f ms", nanos / 1e6)
                : String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
    }
}
