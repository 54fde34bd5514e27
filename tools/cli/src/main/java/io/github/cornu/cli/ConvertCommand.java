package io.github.cornu.cli;

import io.github.cornu.ConvertOptions;
import io.github.cornu.tensor.WeightFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cornu convert}. */
@Command(
        name = "convert",
        description = "Writes a model as one file that the runtime reads alone, and every command as MODEL.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        footer = {
            "",
            "Examples:",
            "  cornu convert model.keras model.cornu",
            "  cornu convert model.keras model.cornu --golden golden.npz",
            "  cornu convert model.keras small.cornu --weights int8"
        })
final class ConvertCommand implements Callable<Integer> {
    @Mixin
    private SourceOptions source;

    @Parameters(index = "1", paramLabel = "OUT.cornu", description = "The file to write, or to replace.")
    private Path target;

    @Option(
            names = "--weights",
            paramLabel = "FORM",
            defaultValue = "f32",
            description =
                    "f32, bf16 or int8 (default: ${DEFAULT-VALUE}). bf16 halves the matrices, int8 quarters them, in the file "
                            + "and in memory; the numbers are those of the other commands with the same option, not those of Keras.")
    private WeightFormat weights;

    @Option(
            names = "--golden",
            paramLabel = "G.npz",
            description =
                    "Record inputs and outputs of Keras in the file, for 'cornu verify' and for loaders that compare: "
                            + "input_0, … and output_0, …, or by name; of several calls call1_input_0, …")
    private Path golden;

    @Option(
            names = "--tolerance",
            paramLabel = "T",
            defaultValue = "1e-5",
            description = "Largest error relative to the largest output of the golden (default: ${DEFAULT-VALUE}).")
    private double tolerance;

    @Option(
            names = "--outputs",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Outputs of these layers in place of the model's own, with commas between; what they do not need "
                            + "is not in the file.")
    private List<String> names = List.of();

    @Mixin
    private OutputOptions outputs;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        source.check(spec);
        if (!(tolerance >= 0 && tolerance <= Double.MAX_VALUE)) {
            throw new ParameterException(
                    spec.commandLine(), "--tolerance must be a number of at least 0, got " + tolerance);
        }
        OutputNames.check(names, spec);
        Targets targets = new Targets(spec);
        source.addTo(targets);
        targets.reads("--golden", golden).writes("OUT.cornu", target);
        OutputFile.check(target, ".cornu");
        ConvertOptions options = ConvertOptions.defaults()
                .withWeights(weights)
                .withOutputs(names.toArray(String[]::new))
                .withDurability(outputs.durability());
        if (golden != null) {
            options = options.withGolden(VerifyCommand.readGolden(golden, false), tolerance);
        }
        source.loader().convert(source.layers(), target, options);
        spec.commandLine()
                .getOut()
                .println(OutputFile.wrote(target) + String.format(Locale.ROOT, ": %,d bytes", size()));
        return 0;
    }

    private long size() {
        try {
            return Files.size(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
