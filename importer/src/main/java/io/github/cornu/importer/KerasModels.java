package io.github.cornu.importer;

import io.github.cornu.CompileOptions;
import io.github.cornu.Model;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.ModelException;
import io.github.cornu.importer.source.LegacyH5Source;
import io.github.cornu.importer.source.ModelSource;
import io.github.cornu.importer.source.WeightsOfAnother;
import java.nio.file.Path;

/** Loads trained Keras models. Safe for any number of threads. */
public final class KerasModels {
    private KerasModels() {}

    /**
     * Loads and compiles a model with the default options.
     *
     * @param path a whole model, as {@code model.save("model.h5")} of Keras 2 and 3 writes it
     * @throws ModelException if the file is not there, is damaged, or holds no model
     * @throws io.github.cornu.graph.UnsupportedModelException if the model needs something that Cornu does not have; the
     *     message lists all of it
     */
    public static Model load(Path path) {
        return load(path, CompileOptions.defaults());
    }

    /**
     * Loads and compiles a model.
     *
     * @throws ModelException as {@link #load(Path)} does
     */
    public static Model load(Path path, CompileOptions options) {
        try (ModelSource source = open(path)) {
            Graph graph = GraphReader.read(source);
            return compile(graph, options, source.name());
        }
    }

    /**
     * Loads a model with the weights that another file has for the layers of the same names: a twin of a trained model, for
     * instance with another batch size, with {@code stateful}, or with the states as further outputs.
     *
     * @param architecture a whole model, whose own weights are not read
     * @param trained a whole model
     * @throws ModelException as {@link #load(Path)} does, and if the other file has no weights for a layer, or others
     */
    public static Model loadWithWeights(Path architecture, Path trained, CompileOptions options) {
        try (ModelSource own = open(architecture);
                ModelSource other = open(trained)) {
            ModelSource source = new WeightsOfAnother(own, other);
            return compile(GraphReader.read(source), options, source.name());
        }
    }

    private static ModelSource open(Path path) {
        try {
            return new LegacyH5Source(path);
        } catch (ModelException e) {
            throw e.in(String.valueOf(path.getFileName()));
        }
    }

    private static Model compile(Graph graph, CompileOptions options, String name) {
        try {
            return Model.compile(graph, options);
        } catch (ModelException e) {
            throw e.in(name);
        }
    }
}
