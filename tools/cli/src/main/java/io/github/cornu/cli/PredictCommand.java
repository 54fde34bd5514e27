package io.github.cornu.cli;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.Printable;
import io.github.cornu.Session;
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
        versionProvider = VersionProvider.class)
final class PredictCommand implements Callable<Integer> {
    private static final int KERAS_BATCH = 32;

    @Mixin
    private ModelOptions model;

    @Option(
            names = "--input",
            paramLabel = "X",
            required = true,
            description = {
                ".npy: one input; .npz: arrays named as the inputs, or input_0, input_1, …;",
                ".csv: one input, a line a sample."
            })
    private Path input;

    @Option(
            names = "--output",
            paramLabel = "Y",
            required = true,
            description = ".npz: arrays named as the outputs; .npy: one output.")
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
        states.check(spec, model, input, output);
        TensorFiles.checkOutput(output);
        states.checkOutput();
        Model loaded = model.load(spec, false);
        TensorFiles.checkOutput(output, loaded.outputs());
        List<Tensor> inputs = TensorFiles.readInputs(input, loaded.inputs());
        Session session = session(loaded);
        Map<String, Tensor> results = run(session, inputs);
        try (NewFiles files = outputs.newFiles()) {
            TensorFiles.write(files, output, results);
            states.write(files, session);
            files.commit();
        }
        PrintWriter out = spec.commandLine().getOut();
        results.forEach((name, tensor) ->
                out.println(Printable.message("wrote " + output + ": " + Printable.name(name) + " " + tensor.shape())));
        states.report(session, out);
        return 0;
    }

    private Session session(Model loaded) {
        try {
            return states.session(loaded);
        } catch (ModelException e) {
            throw e.in(model.name());
        }
    }

    private int samples(Model loaded, List<Tensor> inputs) {
        try {
            return Batches.samples(loaded.inputs(), inputs);
        } catch (ModelException e) {
            throw e.in(String.valueOf(input.getFileName()));
        }
    }

    private Map<String, Tensor> run(Session session, List<Tensor> inputs) {
        Model loaded = session.model();
        int samples = samples(loaded, inputs);
        int size = batchSize != null ? batchSize : states.batchSize(session, samples, KERAS_BATCH);
        states.checkRows(session, Math.min(size, samples));
        Progress progress = new Progress(spec.commandLine().getErr(), samples);
        List<List<Tensor>> results = new ArrayList<>();
        try {
            for (int first = 0; first < samples; first += size) {
                results.add(session.run(Batches.slice(inputs, first, Math.min(size, samples - first))));
                progress.update(Math.min(samples, first + size));
            }
        } catch (ModelException e) {
            throw e.in(model.name());
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
}
