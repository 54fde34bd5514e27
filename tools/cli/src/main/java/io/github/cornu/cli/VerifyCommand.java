package io.github.cornu.cli;

import io.github.cornu.CornuFile;
import io.github.cornu.Golden;
import io.github.cornu.GoldenResult;
import io.github.cornu.LayerTimes;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.Tolerance;
import io.github.cornu.cli.page.Report;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.output.NewFiles;
import io.github.cornu.tensor.Tensor;
import java.io.PrintWriter;
import java.nio.file.Path;
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
        versionProvider = VersionProvider.class,
        footer = {
            "",
            "Examples:",
            "  cornu verify model.keras --golden golden.npz",
            "  cornu verify model.keras --golden golden.npz --layers --report report.html",
            "  cornu verify model.cornu"
        })
final class VerifyCommand implements Callable<Integer> {
    private static final double TOLERANCE = 1e-5;
    private static final Pattern LAYER = Pattern.compile("(call\\d+_)?layer_.+", Pattern.DOTALL);

    @Mixin
    private ModelOptions model;

    @Option(
            names = "--golden",
            paramLabel = "G.npz",
            description = "input_0, … and output_0, …, or by name; of several calls call1_input_0, … "
                    + "A .cornu file may have its own, which is taken if this is left out.")
    private Path golden;

    @Option(
            names = "--tolerance",
            paramLabel = "T",
            description =
                    "Largest error relative to the largest output (default: 1e-5, or that of the .cornu file's golden).")
    private Double tolerance;

    @Option(names = "--layers", description = "Compare the arrays layer_<path> of the golden too.")
    private boolean layers;

    @Option(
            names = "--report",
            paramLabel = "R.html",
            description = "Write a page with the layers, their shapes, errors and times, and where they differ. "
                    + "Layers are compared where the golden has them.")
    private Path report;

    @Mixin
    private OutputOptions outputs;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (tolerance != null && !(tolerance >= 0 && tolerance <= Double.MAX_VALUE)) {
            throw new ParameterException(
                    spec.commandLine(), "--tolerance must be a number of at least 0, got " + tolerance);
        }
        Targets targets = new Targets(spec);
        model.addTo(targets);
        targets.reads("--golden", golden).writes("--report", report);
        if (report != null) {
            OutputFile.check(report, ".html");
        }
        double allowed = tolerance == null ? TOLERANCE : tolerance;
        Golden recorded;
        if (golden != null) {
            recorded = readGolden(golden, layers);
        } else {
            CornuFile file = file();
            recorded = file.golden();
            allowed = tolerance == null ? file.tolerance() : tolerance;
        }
        boolean compareLayers = layers || report != null && recorded.hasLayers();
        Model loaded = model.load(spec, compareLayers);
        GoldenResult result = compare(recorded, loaded, allowed);
        PrintWriter out = spec.commandLine().getOut();
        Verdict.lines(result).forEach(out::println);
        if (compareLayers && !result.isEqual()) {
            out.println(result.describe());
        }
        if (report != null) {
            Model asItIsRun = compareLayers ? model.load(spec, false) : loaded;
            Map<String, Long> nanos =
                    LayerTimes.of(asItIsRun, recorded.calls().get(0).inputs(asItIsRun));
            writeReport(Report.of(model.name(), goldenName(), loaded, result, allowed, nanos));
            out.println(OutputFile.wrote(report));
        }
        out.println(Verdict.of(result));
        return result.isEqual() ? 0 : Cornu.FAILURE;
    }

    private void writeReport(String page) {
        try (NewFiles files = outputs.newFiles()) {
            OutputFile.write(files, report, page);
            files.commit();
        }
    }

    private String goldenName() {
        return golden == null ? model.name() : String.valueOf(golden.getFileName());
    }

    /** A {@code .cornu} file with a golden. */
    private CornuFile file() {
        CornuFile file = model.file().isCornu() ? model.file().openCornu() : null;
        if (file == null || file.golden() == null) {
            throw new ParameterException(
                    spec.commandLine(), "--golden is missing: " + model.name() + " is no .cornu file with its own");
        }
        return file;
    }

    /** @param layers whether outputs of layers must be there */
    static Golden readGolden(Path golden, boolean layers) {
        String name = String.valueOf(golden.getFileName());
        Map<String, Tensor> arrays = Npz.read(golden);
        if (layers && arrays.keySet().stream().noneMatch(LAYER.asMatchPredicate())) {
            throw new ModelException(
                    name, null, null, "it holds no 'layer_<path>'; make_golden.py --layers records them", null);
        }
        try {
            return Golden.of(arrays);
        } catch (ModelException e) {
            throw e.in(name);
        }
    }

    private GoldenResult compare(Golden recorded, Model loaded, double allowed) {
        try {
            return GoldenResult.of(recorded, loaded, Tolerance.relative(allowed));
        } catch (ModelException e) {
            // What no layer says is about the inputs and outputs of the golden.
            throw e.in(e.layer() == null ? goldenName() : model.name());
        }
    }
}
