package io.github.cornu.cli;

import io.github.cornu.Model;
import io.github.cornu.Summary;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cornu summary}. */
@Command(
        name = "summary",
        description = "Prints the layers of a model, as Keras does.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class)
final class SummaryCommand implements Callable<Integer> {
    @Mixin
    private ModelOptions model;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Model loaded = model.load(spec, false);
        spec.commandLine().getOut().print(Summary.of(loaded));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
