package io.github.cornu.cli;

import io.github.cornu.CompileOptions;
import io.github.cornu.KernelChoice;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.hub.HubModel;
import io.github.cornu.hub.HubModels;
import io.github.cornu.importer.KerasFile;
import io.github.cornu.layers.CommonLayers;
import io.github.cornu.tensor.WeightFormat;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The model, and what it runs on. */
final class ModelOptions {
    @Mixin
    private SourceOptions source;

    @Option(
            names = "--kernels",
            paramLabel = "KIND",
            defaultValue = "auto",
            description = "auto, scalar or vector (default: ${DEFAULT-VALUE}). Results are the same.")
    private KernelChoice kernels;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Threads that share large matrix products and recurrent layers (default: ${DEFAULT-VALUE}). Results are the same.")
    private int threads;

    @Option(
            names = "--weights",
            paramLabel = "FORM",
            defaultValue = "f32",
            description =
                    "f32, bf16 or int8 (default: ${DEFAULT-VALUE}). bf16 halves the memory of matrices, int8 quarters it; "
                            + "the numbers are not those of Keras then. 'cornu verify' with the same option tells by how much. "
                            + "f32 leaves those of a .cornu file in the form that they have there.")
    private WeightFormat weights;

    @Option(
            names = "--outputs",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Outputs of these layers in place of the model's own, as features for something else: names as "
                            + "'cornu summary' has them, with commas between. What they do not need is left out.")
    private List<String> outputs = List.of();

    String name() {
        return source.name();
    }

    void addTo(Targets targets) {
        source.addTo(targets);
    }

    KerasFile file() {
        return source.file();
    }

    /**
     * Loads the model.
     *
     * @param spec of the command, for wrong usage
     */
    Model load(CommandSpec spec, boolean keepLayers) {
        check(spec);
        return source.loader().options(options(keepLayers)).load(source.layers());
    }

    /**
     * Loads the model with the preprocessor that may have been saved with it; null with options that are for other
     * files.
     *
     * @param spec of the command, for wrong usage
     */
    HubModel loadWithPreprocessor(CommandSpec spec) {
        check(spec);
        return source.plain() == null
                ? null
                : HubModels.loader()
                        .options(options(false))
                        .customObjects(source.commonLayers())
                        .load(source.plain());
    }

    private void check(CommandSpec spec) {
        source.check(spec);
        if (threads < 1) {
            throw new ParameterException(spec.commandLine(), "--threads must be positive, got " + threads);
        }
        OutputNames.check(outputs, spec);
    }

    /** The table of a model that need not be supported. */
    String summary() {
        return source.loader().summary(source.layers());
    }

    private CompileOptions options(boolean keepLayers) {
        try {
            return CompileOptions.defaults()
                    .withKernels(kernels)
                    .withKeepLayers(keepLayers)
                    .withWeights(weights)
                    .withThreads(threads)
                    .withFunctions(CommonLayers.functions())
                    .withOutputs(outputs.toArray(String[]::new));
        } catch (UnsupportedOperationException e) {
            throw new ModelException(e.getMessage(), e);
        }
    }
}
