package io.github.cornu.cli;

import io.github.cornu.Feedback;
import io.github.cornu.Generation;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.Session;
import io.github.cornu.cli.input.TensorFiles;
import io.github.cornu.cli.input.TensorSource;
import io.github.cornu.hub.HubModel;
import io.github.cornu.output.NewFiles;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.io.PrintWriter;
import java.nio.file.Path;
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

/** {@code cornu generate}. */
@Command(
        name = "generate",
        description = "Runs a model on a known sequence, then feeds its outputs back as inputs.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  cornu generate model.keras --input x.csv --sequence --steps 24 --output -",
            "  cornu generate model.keras --input x.npy --steps 24 --window --output y.npy",
            "  cornu generate gpt2.keras --prompt Once --steps 40 --top-k 9 --output -",
            "  cornu generate text.h5 --input x.npy --steps 9 --feedback onehot --output -"
        })
final class GenerateCommand implements Callable<Integer> {
    @Mixin
    private ModelOptions model;

    @Option(
            names = "--input",
            paramLabel = "X",
            description = "The known sequence: .npy, .npz or .csv, as for predict.")
    private Path input;

    @Option(
            names = "--prompt",
            paramLabel = "TEXT",
            description = "In place of --input: the text that a language model of KerasHub goes on with, N tokens at "
                    + "most; --output is - or a .txt file then.")
    private String prompt;

    @Option(
            names = "--sequence",
            description = "Of a .csv file each line is a time step of the sequence; so they are written, too.")
    private boolean sequence;

    @Option(names = "--steps", paramLabel = "N", required = true, description = "How many outputs to generate.")
    private int steps;

    @Option(
            names = "--output",
            paramLabel = "Y",
            required = true,
            description = "The generated outputs, of shape (batch, steps, units): .npy, .npz, .csv, "
                    + "or - for the standard output, as for predict.")
    private Path output;

    @Mixin
    private StateOptions states;

    @Mixin
    private OutputOptions outputs;

    @Mixin
    private FeedbackOptions feedback;

    @Option(
            names = "--window",
            description =
                    "Slide the model's window over the sequence: predict, append, drop the first step. Without it the model "
                            + "streams: it is fed each new step once, and remembers all before it.")
    private boolean window;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (steps < 1) {
            throw new ParameterException(spec.commandLine(), "--steps must be at least 1, got " + steps);
        }
        if ((prompt == null) == (input == null)) {
            throw new ParameterException(spec.commandLine(), "it goes on from either --input or --prompt");
        }
        if (prompt != null) {
            return goOn();
        }
        feedback.check(spec, window);
        if (window && states.areGiven()) {
            throw new ParameterException(
                    spec.commandLine(), "--window starts each window anew, and so has no states to keep");
        }
        OutputTarget target = new OutputTarget(output);
        states.check(spec, model, input, target);
        target.check();
        states.checkOutput();
        Model loaded = model.load(spec, false);
        List<Tensor> inputs = TensorFiles.readInputs(input, loaded.inputs(), sequence);
        Session session = window ? loaded.newSession() : stream(loaded);
        Tensor generated = generate(session, inputs);
        Map<String, Tensor> results = Map.of(loaded.outputs().get(0).name(), generated);
        try (NewFiles files = outputs.newFiles()) {
            target.add(files, results, null, sequence);
            states.write(files, session);
            files.commit();
        }
        CommandLine line = spec.commandLine();
        PrintWriter console = target.isStandardOutput() ? line.getErr() : line.getOut();
        target.report(results, null, sequence, line.getOut());
        states.report(session, console);
        int steps = fixedSteps(loaded);
        if (!window && steps > 1) {
            console.println("it streamed: each output follows from all steps before it, not from a window of " + steps
                    + " steps, for which the model was made; --window slides that");
        }
        return 0;
    }

    /** Goes on with a text. */
    private int goOn() {
        feedback.checkOfText(spec);
        if (window || sequence || states.areGiven()) {
            throw new ParameterException(spec.commandLine(), "--prompt takes no --window, no --sequence and no states");
        }
        TextTarget target = new TextTarget(output);
        target.check();
        HubModel loaded = model.loadWithPreprocessor(spec);
        if (loaded == null) {
            throw new ParameterException(spec.commandLine(), "--prompt is for models of KerasHub alone");
        }
        try {
            String text = feedback.beams() == 0
                    ? loaded.generate(prompt, steps, feedback.sampling())
                    : loaded.generate(prompt, steps, feedback.beams());
            target.write(text, outputs, spec.commandLine().getOut());
        } catch (ModelException e) {
            throw e.in(model.name());
        }
        return 0;
    }

    /** How many time steps the model takes at once; below 1: any number. */
    private static int fixedSteps(Model loaded) {
        Shape shape = loaded.inputs().get(0).shape();
        return shape.rank() < 2 ? Shape.FREE : shape.length(1);
    }

    private Session stream(Model loaded) {
        try {
            return states.stream(loaded);
        } catch (ModelException e) {
            String hint = fixedSteps(loaded) > 1 ? "; or --window, which slides a window over the sequence" : "";
            throw new ModelException(model.name(), e.layer(), e.layerClass(), e.problem() + hint, e);
        }
    }

    /** What does not fit a stream is a fault of the file; a window is cut from it, and checked later. */
    private void requireFit(Session session, List<Tensor> inputs) {
        if (!window && inputs.size() == 1) {
            new TensorSource(input, inputs).check(session.inputs());
        }
    }

    private Tensor generate(Session session, List<Tensor> inputs) {
        requireFit(session, inputs);
        try {
            int outputs = session.model().outputs().size();
            if (inputs.size() != 1 || outputs != 1) {
                throw new ModelException("the model has " + inputs.size() + " inputs and " + outputs
                        + " outputs; generating needs one of each");
            }
            if (feedback.givesTokens()) {
                return feedback.tokens(session, inputs.get(0), steps);
            }
            Feedback next = feedback.feedback(session.model());
            return window
                    ? Generation.slide(session, inputs.get(0), steps, next)
                    : Generation.run(session, inputs.get(0), steps, next);
        } catch (ModelException e) {
            throw e.in(model.name());
        }
    }
}
