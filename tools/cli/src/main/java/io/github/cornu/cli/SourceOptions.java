package io.github.cornu.cli;

import io.github.cornu.hub.HubObjects;
import io.github.cornu.importer.KerasFile;
import io.github.cornu.importer.KerasLoader;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.WeightMatching;
import io.github.cornu.importer.custom.CustomObjects;
import io.github.cornu.layers.CommonLayers;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The files of a model. */
final class SourceOptions {
    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description =
                    "The model's file, or the folder of a .keras file that was unzipped. Its layers may be "
                            + "Keras's, or those of keras_contrib, TensorFlow Addons, keras-tcn and others that cornu-layers has.")
    private Path model;

    private enum Backend {
        TENSORFLOW,
        THEANO
    }

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            description = "The backend of Keras that wrote MODEL, tensorflow or theano, where the file "
                    + "does not tell: Theano turned the kernels of convolutions around.")
    private Backend backend;

    @Option(
            names = "--architecture",
            paramLabel = "A",
            description = "The model's architecture, for a MODEL that has weights only: "
                    + "a file with what model.to_json() gives, or another model.")
    private Path architecture;

    @Option(
            names = "--by-name",
            description = "Find the weights by the names of layers, not by their order (legacy HDF5 files only).")
    private boolean byName;

    @Option(
            names = "--layer",
            paramLabel = "CLASS=KIND",
            description = "Which of several layers of one name is meant, where the file does not tell: for instance "
                    + "TransformerBlock=causal. May be given several times; without it such a model is refused, "
                    + "and the choices are named.")
    private List<String> kinds = List.of();

    String name() {
        return String.valueOf(model.getFileName());
    }

    /** Refuses options that do not go together. */
    void check(CommandSpec spec) {
        if (byName && architecture == null) {
            throw new ParameterException(spec.commandLine(), "--by-name needs --architecture");
        }
        try {
            commonLayers();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--layer: " + e.getMessage());
        }
        if (!kinds.isEmpty() && KerasFile.of(model).isCornu()) {
            throw new ParameterException(
                    spec.commandLine(), "--layer is for files of Keras; a .cornu file has what was chosen");
        }
    }

    void addTo(Targets targets) {
        targets.reads("MODEL", model).reads("--architecture", architecture);
    }

    /** MODEL. */
    KerasFile file() {
        KerasFile file = KerasFile.of(model);
        return backend == null ? file : file.onBackend(backend.name().toLowerCase(Locale.ROOT));
    }

    /** What tells the layers: MODEL, or the architecture of its weights. */
    KerasFile layers() {
        return architecture == null ? file() : KerasFile.of(architecture);
    }

    /** MODEL as one of KerasHub may be given; null with options that are for other files. */
    Path plain() {
        return architecture == null && backend == null ? model : null;
    }

    /** The layers of cornu-layers, and those that are chosen of them. */
    CustomObjects commonLayers() {
        return CommonLayers.all(kinds.toArray(String[]::new));
    }

    /** Loads {@link #layers}. */
    KerasLoader loader() {
        KerasLoader loader = KerasModels.loader().customObjects(HubObjects.with(commonLayers()));
        return architecture == null
                ? loader
                : loader.weights(file()).weightMatching(byName ? WeightMatching.NAME : WeightMatching.TOPOLOGY);
    }
}
