package io.github.cornu.importer;

import io.github.cornu.CompileOptions;
import io.github.cornu.Model;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.ModelException;
import io.github.cornu.graph.UnsupportedModelException;
import io.github.cornu.importer.custom.CustomObjects;
import io.github.cornu.importer.layer.Faults;
import io.github.cornu.importer.source.KerasFile;
import io.github.cornu.importer.source.ModelFiles;
import io.github.cornu.importer.source.ModelSource;
import io.github.cornu.importer.source.VariableTree;
import io.github.cornu.importer.source.WeightsOfAnother;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Loads trained Keras models. What a file is, its content says, not its name: HDF5 as {@code model.save("model.h5")} and
 * {@code save_weights} write it, {@code .keras} archives and their folders, {@code .weights.h5} and
 * {@code .weights.json}, and the JSON of {@code model.to_json()}. Nothing in a file is executed. Safe for any number of
 * threads.
 */
public final class KerasModels {
    private KerasModels() {}

    /**
     * Loads and compiles a model with the default options.
     *
     * @param path a whole model: the file that {@code model.save} of Keras 1, 2 and 3 writes, or the folder of an unzipped
     *     {@code .keras} archive
     * @throws ModelException if the file is not there, is damaged, or holds no model
     * @throws UnsupportedModelException if the model needs something that Cornu does not have; the message lists all of it
     */
    public static Model load(Path path) {
        return load(path, CompileOptions.defaults());
    }

    /**
     * Loads and compiles a model that has layers or functions which are not Keras's own.
     *
     * @param custom what they compute
     * @throws ModelException as {@link #load(Path)} does, and if a registered implementation does not fit its layer
     */
    public static Model load(Path path, CustomObjects custom) {
        return load(KerasFile.of(path), CompileOptions.defaults(), custom);
    }

    /**
     * Loads and compiles a model.
     *
     * @throws ModelException as {@link #load(Path)} does
     */
    public static Model load(Path path, CompileOptions options) {
        return load(KerasFile.of(path), options);
    }

    /**
     * Loads and compiles a model that is in memory.
     *
     * @param bytes the content of a file of a whole model; not kept
     * @param name of the model, for messages
     * @throws ModelException as {@link #load(Path)} does
     */
    public static Model load(byte[] bytes, String name, CompileOptions options) {
        return load(KerasFile.of(bytes, name), options);
    }

    /**
     * Loads and compiles a model from a stream, which is read to its end and left open. A {@link Path} needs less memory.
     *
     * @param in the content of a file of a whole model
     * @param name of the model, for messages
     * @throws ModelException as {@link #load(Path)} does
     * @throws IOException if the stream cannot be read
     */
    public static Model load(InputStream in, String name, CompileOptions options) throws IOException {
        return load(KerasFile.of(in.readAllBytes(), name), options);
    }

    /**
     * Loads and compiles a model from a file or from bytes.
     *
     * @throws ModelException as {@link #load(Path)} does
     */
    public static Model load(KerasFile file, CompileOptions options) {
        return load(file, options, CustomObjects.none());
    }

    /**
     * Loads and compiles a model from a file or from bytes.
     *
     * @param custom layers and functions that are not Keras's own
     * @throws ModelException as {@link #load(Path, CustomObjects)} does
     */
    public static Model load(KerasFile file, CompileOptions options, CustomObjects custom) {
        try (ModelSource source = ModelFiles.open(file)) {
            return compile(GraphReader.read(source, custom), options, source.name());
        }
    }

    /**
     * Loads a model with the weights of another file, as {@code load_weights} of Keras does: those that were saved without
     * the architecture, or those of a twin, for instance one with another batch size, with {@code stateful}, or with the
     * states as further outputs. The weights are found by their place in the model.
     *
     * @param architecture what {@code model.to_json()} gives, or a whole model, whose own weights are not read
     * @param weights what {@code save_weights} writes, or a whole model
     * @throws ModelException as {@link #load(Path)} does, and if the weights are those of another architecture
     */
    public static Model loadWithWeights(Path architecture, Path weights, CompileOptions options) {
        return loadWithWeights(KerasFile.of(architecture), KerasFile.of(weights), WeightMatching.TOPOLOGY, options);
    }

    /**
     * As {@link #loadWithWeights(Path, Path, CompileOptions)}, from files or from bytes.
     *
     * @param matching how the layers find their weights
     * @throws ModelException as the other method does
     */
    public static Model loadWithWeights(
            KerasFile architecture, KerasFile weights, WeightMatching matching, CompileOptions options) {
        return loadWithWeights(architecture, weights, matching, options, CustomObjects.none());
    }

    /**
     * As the other methods of this name, of a model that has layers or functions which are not Keras's own.
     *
     * @param custom what they compute
     * @throws ModelException as the other methods do, and if a registered implementation does not fit its layer
     */
    public static Model loadWithWeights(
            KerasFile architecture,
            KerasFile weights,
            WeightMatching matching,
            CompileOptions options,
            CustomObjects custom) {
        try (ModelSource own = ModelFiles.open(architecture);
                ModelSource other = ModelFiles.open(weights)) {
            ModelSource source = new WeightsOfAnother(own, other);
            if (matching == WeightMatching.NAME && source.weights() instanceof VariableTree) {
                throw new UnsupportedModelException(
                        other.name(), null, null, "weights of this form cannot be found by the names of layers", null);
            }
            return compile(GraphReader.read(source, matching, custom), options, source.name());
        }
    }

    private static Model compile(Graph graph, CompileOptions options, String name) {
        try {
            return Model.compile(graph, options);
        } catch (ModelException e) {
            throw e.in(name);
        } catch (RuntimeException e) {
            throw Faults.unknown(e).in(name);
        } catch (OutOfMemoryError e) {
            throw new ModelException(name, null, null, "it needs more memory than Java has here", e);
        }
    }
}
