package io.github.cornu.cli;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.Session;
import io.github.cornu.cli.input.Batches;
import io.github.cornu.cli.input.InputSource;
import io.github.cornu.hub.HubModel;
import io.github.cornu.output.NewFiles;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cornu predict}. */
@Command(
        name = "predict",
        description = "Runs a model on a file of inputs and writes its outputs.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        footer = {
            "",
            "Examples:",
            "  cornu predict model.keras --input x.npy --output y.npy",
            "  cornu predict model.keras --input table.csv --output -",
            "  cornu predict model.keras --input photos/ --scaling tf --output y.csv",
            "  cornu predict sentiment.keras --input texts.txt --output y.csv",
            "  cornu predict model.keras --input x.npy --outputs dense_2 --output y.csv",
            "  cornu predict lstm.h5 --input x.csv --sequence --states-out s.h5 --output -"
        })
final class PredictCommand implements Callable<Integer> {
    private static final int KERAS_BATCH = 32;

    @Mixin
    private ModelOptions model;

    @Option(
            names = "--input",
            paramLabel = "X",
            required = true,
            description = ".npy: one input; .npz: arrays named as the inputs, or input_0, input_1, …; "
                    + ".csv: a line a sample, the columns named as the inputs where there are several; "
                    + ".png, .jpg: an image, or a folder of images, in the order of their names; "
                    + ".txt: a line a text, for models of KerasHub.")
    private Path input;

    @Mixin
    private InputOptions form;

    @Option(
            names = "--output",
            paramLabel = "Y",
            required = true,
            description = ".npz: arrays named as the outputs; .npy: one output; .csv: a line a sample; "
                    + "-: the same on the standard output.")
    private Path output;

    @Mixin
    private StateOptions states;

    @Mixin
    private OutputOptions outputs;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description =
                    "Samples at once (default: what the model asks for, all if there are states of as many, or 32).")
    private Integer batchSize;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (batchSize != null && batchSize < 1) {
            throw new ParameterException(spec.commandLine(), "--batch-size must be at least 1, got " + batchSize);
        }
        form.check(spec);
        OutputTarget target = new OutputTarget(output);
        states.check(spec, model, input, target);
        target.check();
        states.checkOutput();
        HubModel hub = form.mayNeedPreprocessor(input, spec) ? model.loadWithPreprocessor(spec) : null;
        Model loaded = hub == null ? model.load(spec, false) : hub.model();
        target.check(loaded.outputs());
        InputSource source = hub == null ? form.open(input, loaded.inputs()) : form.open(input, hub);
        Session session = session(loaded, source);
        source.check(session.inputs());
        Map<String, Tensor> results = run(session, source);
        try (NewFiles files = outputs.newFiles()) {
            target.add(files, results, source.labels(), form.isSequence());
            states.write(files, session);
            files.commit();
        }
        CommandLine line = spec.commandLine();
        PrintWriter console = target.isStandardOutput() ? line.getErr() : line.getOut();
        source.report(console);
        target.report(results, source.labels(), form.isSequence(), line.getOut());
        states.report(session, console);
        return 0;
    }

    private Session session(Model loaded, InputSource source) {
        try {
            return states.session(loaded, source);
        } catch (ModelException e) {
            throw e.in(model.name());
        }
    }

    private Map<String, Tensor> run(Session session, InputSource source) {
        Model loaded = session.model();
        int samples = source.samples();
        int size = batchSize != null ? batchSize : states.batchSize(session, samples, KERAS_BATCH);
        states.checkRows(session, Math.min(size, samples));
        Progress progress = new Progress(spec.commandLine().getErr(), samples);
        List<List<Tensor>> results = new ArrayList<>();
        try {
            for (int first = 0; first < samples; first += size) {
                List<Tensor> batch = source.slice(first, Math.min(size, samples - first));
                results.add(run(session, batch));
                progress.update(Math.min(samples, first + size));
            }
        } finally {
            progress.clear();
        }
        Map<String, Tensor> joined = new LinkedHashMap<>();
        for (int i = 0; i < loaded.outputs().size(); i++) {
            TensorSpec specification = loaded.outputs().get(i);
            int position = i;
            joined.put(
                    specification.name(),
                    Batches.join(
                            results.stream().map(batch -> batch.get(position)).toList()));
        }
        return joined;
    }

    private List<Tensor> run(Session session, List<Tensor> batch) {
        try {
            return session.run(batch);
        } catch (ModelException e) {
            throw e.in(model.name());
        }
    }
}
