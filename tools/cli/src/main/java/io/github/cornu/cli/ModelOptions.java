package io.github.cornu.cli;

import io.github.cornu.CompileOptions;
import io.github.cornu.Model;
import io.github.cornu.graph.ModelException;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.WeightMatching;
import io.github.cornu.importer.source.KerasFile;
import io.github.cornu.kernel.Kernels;
import io.github.cornu.tensor.WeightFormat;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The model, and what it runs on. */
final class ModelOptions {
    enum KernelChoice {
        AUTO,
        SCALAR,
        VECTOR
    }

    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "The model's file, or the folder of an unzipped .keras archive.")
    private Path model;

    private enum Backend {
        TENSORFLOW,
        THEANO
    }

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            description = {
                "The backend of Keras that wrote MODEL, tensorflow or theano, where the file",
                "does not tell: Theano turned the kernels of convolutions around."
            })
    private Backend backend;

    @Option(
            names = "--architecture",
            paramLabel = "A",
            description = {
                "The model's architecture, for a MODEL that has weights only:",
                "a file with what model.to_json() gives, or another model."
            })
    private Path architecture;

    @Option(
            names = "--by-name",
            description = "Find the weights by the names of layers, not by their order (legacy HDF5 files only).")
    private boolean byName;

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
            description = "Threads that share large matrix products (default: ${DEFAULT-VALUE}). Results are the same.")
    private int threads;

    @Option(
            names = "--weights",
            paramLabel = "FORM",
            defaultValue = "f32",
            description = {
                "f32, bf16 or int8 (default: ${DEFAULT-VALUE}). bf16 halves the memory of matrices, int8 quarters it;",
                "the numbers are not those of Keras then. 'cornu verify' with the same option tells by how much."
            })
    private WeightFormat weights;

    String name() {
        return String.valueOf(model.getFileName());
    }

    /**
     * Loads the model.
     *
     * @param spec of the command, for wrong usage
     */
    Model load(CommandSpec spec, boolean keepLayers) {
        if (byName && architecture == null) {
            throw new ParameterException(spec.commandLine(), "--by-name needs --architecture");
        }
        if (threads < 1) {
            throw new ParameterException(spec.commandLine(), "--threads must be positive, got " + threads);
        }
        CompileOptions options = new CompileOptions(kernels(), keepLayers, weights).withThreads(threads);
        if (architecture == null) {
            return KerasModels.load(file(), options);
        }
        WeightMatching matching = byName ? WeightMatching.NAME : WeightMatching.TOPOLOGY;
        return KerasModels.loadWithWeights(KerasFile.of(architecture), file(), matching, options);
    }

    private KerasFile file() {
        KerasFile file = KerasFile.of(model);
        return backend == null ? file : file.onBackend(backend.name().toLowerCase(Locale.ROOT));
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
