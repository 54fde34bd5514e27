package io.github.cornu.cli;

import io.github.cornu.Feedback;
import io.github.cornu.Generation;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.Printable;
import io.github.cornu.Session;
import io.github.cornu.output.NewFiles;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
        mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {
    enum FeedbackKind {
        IDENTITY,
        ONEHOT,
        INDEX
    }

    @Mixin
    private ModelOptions model;

    @Option(
            names = "--input",
            paramLabel = "X",
            required = true,
            description = "The known sequence: .npy, .npz or .csv, as for predict.")
    private Path input;

    @Option(names = "--steps", paramLabel = "N", required = true, description = "How many outputs to generate.")
    private int steps;

    @Option(
            names = "--output",
            paramLabel = "Y",
            required = true,
            description = "The generated outputs, .npy or .npz, shape (batch, steps, units).")
    private Path output;

    @Mixin
    private StateOptions states;

    @Mixin
    private OutputOptions outputs;

    @Option(
            names = "--feedback",
            paramLabel = "KIND",
            defaultValue = "identity",
            description = {
                "What becomes of an output: identity, the next input as it is; onehot, 1 at its largest number;",
                "index, the index of its largest number, for an Embedding (default: ${DEFAULT-VALUE})."
            })
    private FeedbackKind feedback;

    @Option(
            names = "--window",
            description = {
                "Slide the model's window over the sequence: predict, append, drop the first step. Without it the model",
                "streams: it is fed each new step once, and remembers all before it."
            })
    private boolean window;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            description = "With onehot and index: draw from the outputs as probabilities, evened out by T above 1.")
    private Double temperature;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "0",
            description = "Of what is drawn (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (steps < 1) {
            throw new ParameterException(spec.commandLine(), "--steps must be at least 1, got " + steps);
        }
        Feedback next = next();
        if (window && states.areGiven()) {
            throw new ParameterException(
                    spec.commandLine(), "--window starts each window anew, and so has no states to keep");
        }
        states.check(spec, model, input, output);
        TensorFiles.checkOutput(output);
        states.checkOutput();
        Model loaded = model.load(spec, false);
        List<Tensor> inputs = TensorFiles.readInputs(input, loaded.inputs());
        Session session = window ? loaded.newSession() : stream(loaded);
        Tensor generated = generate(session, inputs, next);
        String name = loaded.outputs().get(0).name();
        try (NewFiles files = outputs.newFiles()) {
            TensorFiles.write(files, output, Map.of(name, generated));
            states.write(files, session);
            files.commit();
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(Printable.message("wrote " + output + ": " + Printable.name(name) + " " + generated.shape()));
        states.report(session, out);
        int steps = fixedSteps(loaded);
        if (!window && steps > 1) {
            out.println("it streamed: each output follows from all steps before it, not from a window of " + steps
                    + " steps, for which the model was made; --window slides that");
        }
        return 0;
    }

    /** How many time steps the model takes at once; below 1: any number. */
    private static int fixedSteps(Model loaded) {
        Shape shape = loaded.inputs().get(0).shape();
        return shape.rank() < 2 ? Shape.FREE : shape.length(1);
    }

    private Feedback next() {
        boolean draws = temperature != null;
        if (draws && (feedback == FeedbackKind.IDENTITY || !(temperature > 0))) {
            throw new ParameterException(
                    spec.commandLine(), "--temperature goes with onehot or index, and must be above 0");
        }
        return switch (feedback) {
            case IDENTITY -> Feedback.identity();
            case ONEHOT -> draws ? Feedback.sampledOneHot(seed, temperature) : Feedback.oneHot();
            case INDEX -> draws ? Feedback.sampledIndex(seed, temperature) : Feedback.index();
        };
    }

    private Session stream(Model loaded) {
        try {
            return states.stream(loaded);
        } catch (ModelException e) {
            String hint = fixedSteps(loaded) > 1 ? "; or --window, which slides a window over the sequence" : "";
            throw new ModelException(model.name(), e.layer(), e.layerClass(), e.problem() + hint, e);
        }
    }

    private Tensor generate(Session session, List<Tensor> inputs, Feedback next) {
        try {
            int outputs = session.model().outputs().size();
            if (inputs.size() != 1 || outputs != 1) {
                throw new ModelException("the model has " + inputs.size() + " inputs and " + outputs
                        + " outputs; generating needs one of each");
            }
            return window
                    ? Generation.slide(session, inputs.get(0), steps, next)
                    : Generation.run(session, inputs.get(0), steps, next);
        } catch (ModelException e) {
            throw e.in(model.name());
        }
    }
}
