package io.github.cornu.cli;

import io.github.cornu.Model;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What a call has where the model leaves it free. */
final class CallOptions {
    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description = "Samples of a call (default: what the model asks for, or 1).")
    private Integer batchSize;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description =
                    "Time steps of a call, where the model leaves them free (default: 7, or more if they are too few).")
    private Integer steps;

    void check(CommandSpec spec) {
        if (batchSize != null && batchSize < 1) {
            throw new ParameterException(spec.commandLine(), "--batch-size must be at least 1, got " + batchSize);
        }
        if (steps != null && steps < 1) {
            throw new ParameterException(spec.commandLine(), "--steps must be at least 1, got " + steps);
        }
    }

    int batch(Model model) {
        return batchSize != null ? batchSize : Math.max(1, model.batchSize());
    }

    /** 0 if nobody said. */
    int steps() {
        return steps == null ? 0 : steps;
    }
}
