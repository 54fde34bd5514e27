package io.github.cornu.cli;

import io.github.cornu.Comparison;
import io.github.cornu.Golden;
import io.github.cornu.GoldenResult;
import io.github.cornu.LayerTimes;
import io.github.cornu.Model;
import io.github.cornu.Tolerance;
import io.github.cornu.graph.ModelException;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.tensor.Tensor;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cornu verify}. */
@Command(
        name = "verify",
        description = "Compares what a model gives with what Keras gave.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class)
final class VerifyCommand implements Callable<Integer> {
    private static final Pattern LAYER = Pattern.compile("(call\\d+_)?layer_.+");

    @Mixin
    private ModelOptions model;

    @Option(
            names = "--golden",
            paramLabel = "G.npz",
            required = true,
            description = "input_0, … and output_0, …, or by name; of several calls call1_input_0, …")
    private Path golden;

    @Option(
            names = "--tolerance",
            paramLabel = "T",
            defaultValue = "1e-5",
            description = "Largest error relative to the largest output (default: ${DEFAULT-VALUE}).")
    private double tolerance;

    @Option(names = "--layers", description = "Compare the arrays layer_<path> of the golden too.")
    private boolean layers;

    @Option(
            names = "--report",
            paramLabel = "R.html",
            description = {
                "Write a page with the layers, their shapes, errors and times, and where they differ.",
                "Layers are compared where the golden has them."
            })
    private Path report;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!(tolerance >= 0)) {
            throw new ParameterException(spec.commandLine(), "--tolerance must be at least 0, got " + tolerance);
        }
        if (report != null) {
            Report.check(report);
        }
        Golden recorded = readGolden();
        boolean compareLayers = layers || report != null && recorded.hasLayers();
        Model loaded = model.load(spec, compareLayers);
        GoldenResult result = compare(recorded, loaded);
        PrintWriter out = spec.commandLine().getOut();
        for (Comparison comparison : result.comparisons()) {
            out.println((result.tolerance().covers(comparison) ? "ok    " : "WRONG ") + describe(comparison));
        }
        if (compareLayers && !result.isEqual()) {
            out.println(result.describe());
        }
        if (report != null) {
            Model asItIsRun = compareLayers ? model.load(spec, false) : loaded;
            Map<String, Long> nanos =
                    LayerTimes.of(asItIsRun, recorded.calls().get(0).inputs(asItIsRun));
            Report.write(report, model.name(), String.valueOf(golden.getFileName()), loaded, result, nanos);
        }
        return result.isEqual() ? 0 : Cornu.FAILURE;
    }

    private Golden readGolden() {
        String name = String.valueOf(golden.getFileName());
        Map<String, Tensor> arrays = Npz.read(golden);
        if (layers && arrays.keySet().stream().noneMatch(LAYER.asMatchPredicate())) {
            throw new ModelException(name, null, null, "it holds no 'layer_<path>'", null);
        }
        try {
            return Golden.of(arrays);
        } catch (ModelException e) {
            throw e.in(name);
        }
    }

    private GoldenResult compare(Golden recorded, Model loaded) {
        try {
            return GoldenResult.of(recorded, loaded, Tolerance.relative(tolerance));
        } catch (ModelException e) {
            throw e.in(model.name());
        }
    }

    private static String describe(Comparison comparison) {
        if (!comparison.expected().equals(comparison.actual())) {
            return comparison.name() + ": the shape is " + comparison.actual() + ", expected " + comparison.expected();
        }
        return String.format(
                Locale.ROOT,
                "%s %s: largest error %.2e, relative %.2e, at %d: expected %s, got %s",
                comparison.name(),
                comparison.actual(),
                comparison.error(),
                comparison.relativeError(),
                comparison.index(),
                comparison.expectedValue(),
                comparison.actualValue());
    }
}
