package io.github.cornu.cli;

import io.github.cornu.CompileOptions;
import io.github.cornu.Model;
import io.github.cornu.graph.ModelException;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.kernel.Kernels;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The model, and what it runs on. */
final class ModelOptions {
    enum KernelChoice {
        AUTO,
        SCALAR,
        VECTOR
    }

    @Parameters(index = "0", paramLabel = "MODEL", description = "The model's file.")
    private Path model;

    @Option(
            names = "--kernels",
            paramLabel = "KIND",
            defaultValue = "auto",
            description = "auto, scalar or vector (default: ${DEFAULT-VALUE}). Results are the same.")
    private KernelChoice kernels;

    String name() {
        return String.valueOf(model.getFileName());
    }

    Model load(boolean keepLayers) {
        CompileOptions options = new CompileOptions(kernels(), keepLayers);
        return KerasModels.load(model, options);
    }

    private Kernels kernels() {
        try {
            return switch (kernels) {
                case AUTO -> Kernels.best();
                case SCALAR -> Kernels.scalar();
                case VECTOR -> Kernels.vector();
            };
        } catch (UnsupportedOperationException e) {
            throw new ModelException(e.getMessage(), e);
        }
    }
}
