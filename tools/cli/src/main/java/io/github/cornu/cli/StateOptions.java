package io.github.cornu.cli;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.Session;
import io.github.cornu.State;
import io.github.cornu.cli.input.InputSource;
import io.github.cornu.importer.StateFile;
import io.github.cornu.output.NewFiles;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.TensorSpec;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Whether states are kept, where they come from and where they go. */
final class StateOptions {
    @Option(
            names = "--stateful",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description =
                    "Keep the states of recurrent layers from batch to batch, or not (default: as the file says).")
    private Boolean stateful;

    @Option(
            names = "--states-in",
            paramLabel = "S.h5",
            description = "Go on from the states in a file of --states-out or of Python.")
    private Path in;

    @Option(
            names = "--states-out",
            paramLabel = "S.h5",
            description = "Write the states after the last batch, for --states-in or for Python; "
                    + "may be the file of --states-in.")
    private Path out;

    /** Whether the command says anything about states. */
    boolean areGiven() {
        return stateful != null || in != null || out != null;
    }

    /** Refuses options that do not go together. */
    void check(CommandSpec spec, ModelOptions model, Path input, OutputTarget output) {
        if (Boolean.FALSE.equals(stateful) && (in != null || out != null)) {
            throw new ParameterException(
                    spec.commandLine(), "--states-in and --states-out keep states, --stateful=false does not");
        }
        Targets targets = new Targets(spec);
        model.addTo(targets);
        targets.reads("--input", input);
        // In this order, since states may go on in one file.
        targets.writes("--states-out", out).reads("--states-in", in);
        if (!output.isStandardOutput()) {
            targets.writes("--output", output.path());
        }
    }

    /** Refuses a file that could not be written, before the work is done. */
    void checkOutput() {
        if (out != null) {
            StateFile.check(out);
            OutputFile.check(out, ".h5");
        }
    }

    /**
     * A session that goes on from the given states. If the file of the model does not call the layers stateful that
     * have to be for it, all are. Where states are kept and the sequences are of another length than the model's, it is
     * that of a stream.
     *
     * @throws ModelException if the states do not fit, or the model has none
     */
    Session session(Model model, InputSource source) {
        Session session = model.newSession();
        boolean keeps = Boolean.TRUE.equals(stateful) || in != null || out != null;
        if (keeps && !source.fits(model.inputs()) && source.fits(ofAnyLength(model.inputs()))) {
            session.stream();
        } else if (stateful != null) {
            session.stateful(stateful);
        }
        if (in != null) {
            State state = StateFile.load(in, model);
            keep(session, state.entries().size());
            restore(session, state);
        } else if (out != null) {
            keep(session, 1);
        }
        if (out != null && session.state().entries().isEmpty()) {
            throw new ModelException("--states-out: the model has no recurrent layers");
        }
        return session;
    }

    private static List<TensorSpec> ofAnyLength(List<TensorSpec> specs) {
        return specs.stream()
                .map(spec -> spec.shape().rank() < 2
                        ? spec
                        : new TensorSpec(spec.name(), spec.shape().with(1, Shape.FREE), spec.texts()))
                .toList();
    }

    /**
     * The session of a stream that goes on from the given states.
     *
     * @throws ModelException if the states do not fit, or the model cannot be stepped
     */
    Session stream(Model model) {
        Session session = model.newSession().stream();
        if (in != null) {
            restore(session, StateFile.load(in, model));
        }
        return session;
    }

    private void keep(Session session, int count) {
        if (stateful == null && session.state().entries().size() < count) {
            session.stateful(true);
        }
    }

    private void restore(Session session, State state) {
        try {
            session.restore(state);
        } catch (ModelException e) {
            throw e.in(name());
        }
    }

    private String name() {
        return String.valueOf(in.getFileName());
    }

    /**
     * How many samples to run at once: as many as the model asks for. Otherwise each sample is a sequence of its own if
     * its states are given or are to be written.
     *
     * @throws ModelException if states are given of another number of samples
     */
    int batchSize(Session session, int samples, int usual) {
        int asked = session.model().batchSize();
        if (in != null) {
            int rows = session.state().rows();
            if (rows != samples && rows != asked) {
                throw new ModelException(name(), null, null, unexpected(rows, samples, asked), null);
            }
            return rows;
        }
        return asked > 0 ? asked : out != null ? samples : usual;
    }

    private static String unexpected(int rows, int samples, int asked) {
        String text = "the states are of " + count(rows) + ", expected " + samples + ", as many as the input has";
        text += asked > 0 && asked != samples ? ", or " + asked + ", as the model asks for" : "";
        return rows > samples
                ? text
                : text + "; --batch-size " + rows + " runs the input in such batches, which follow each other in time";
    }

    private static String count(int samples) {
        return samples + (samples == 1 ? " sample" : " samples");
    }

    /** Refuses states of another number of samples than those of a batch. */
    void checkRows(Session session, int batch) {
        if (in != null && session.state().rows() != batch) {
            String text =
                    "the states are of " + count(session.state().rows()) + ", the input has " + batch + " at once";
            throw new ModelException(name(), null, null, text, null);
        }
    }

    /** Writes the states if that is asked for. */
    void write(NewFiles files, Session session) {
        if (out != null) {
            StateFile.save(files, out, session.state(), session.model());
        }
    }

    /** Says so when they are there. */
    void report(Session session, PrintWriter console) {
        if (out != null) {
            State state = session.state();
            int count = state.entries().size();
            console.println(
                    "wrote " + out + ": " + count + (count == 1 ? " state" : " states") + " of " + count(state.rows()));
        }
    }
}
