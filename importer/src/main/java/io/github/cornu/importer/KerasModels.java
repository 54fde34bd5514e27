package io.github.cornu.importer;

import io.github.cornu.CompileOptions;
import io.github.cornu.ConvertOptions;
import io.github.cornu.CornuFile;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Graph;
import io.github.cornu.importer.custom.CustomObjects;
import io.github.cornu.importer.layer.Faults;
import io.github.cornu.importer.source.ModelFiles;
import io.github.cornu.importer.source.ModelSource;
import io.github.cornu.importer.source.VariableTree;
import io.github.cornu.importer.source.WeightsOfAnother;
import io.github.cornu.output.NewFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Loads trained Keras models, and {@code .cornu} files of them. What a file is, its content says, not its name: HDF5 as
 * {@code model.save("model.h5")} and {@code save_weights} write it, {@code .keras} archives and their folders,
 * {@code .weights.h5} and {@code .weights.json}, and the JSON of {@code model.to_json()}. Nothing in a file is executed.
 * Safe for any number of threads.
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
        if (file.isCornu()) {
            return file.openCornu().compile(options);
        }
        try (ModelSource source = file.open()) {
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
        try (ModelSource own = architecture.open();
                ModelSource other = weights.open()) {
            WeightsOfAnother source = new WeightsOfAnother(own, other);
            return compile(graph(source, matching, custom), options, source.name());
        }
    }

    /**
     * The table of a model's layers, as {@link io.github.cornu.Summary} prints it, of a model that need not be supported:
     * layers that are not are marked, and below the table is why. Shapes that the file does not tell are question marks.
     *
     * @param file a whole model
     * @throws ModelException as {@link #load(Path)} does, but for layers that are not supported
     */
    public static String summary(KerasFile file) {
        try (ModelSource source = file.open()) {
            return GraphReader.look(source, WeightMatching.NAME, CustomObjects.none())
                    .toString();
        }
    }

    /**
     * As {@link #summary(KerasFile)}, from two files.
     *
     * @throws ModelException as it does
     */
    public static String summary(KerasFile architecture, KerasFile weights, WeightMatching matching) {
        try (ModelSource own = architecture.open();
                ModelSource other = weights.open()) {
            WeightsOfAnother source = new WeightsOfAnother(own, other);
            check(source, matching);
            return GraphReader.look(source, matching, CustomObjects.none()).toString();
        }
    }

    /**
     * Writes a model as a {@code .cornu} file, which {@link Model#load(Path)} reads without this library's importer.
     *
     * @param path of a whole model, as for {@link #load(Path)}
     * @param target where the file goes; it appears, or replaces the old one, when it is complete
     * @throws ModelException as {@link #load(Path)} does; if the file cannot be written, or would replace the model that is
     *     read, or another one of Keras; or if the model does not give what a golden in the options says
     */
    public static void convert(Path path, Path target, ConvertOptions options) {
        convert(KerasFile.of(path), target, options);
    }

    /**
     * As {@link #convert(Path, Path, ConvertOptions)}, from a file or from bytes.
     *
     * @throws ModelException as the other method does
     */
    public static void convert(KerasFile file, Path target, ConvertOptions options) {
        convert(file, target, options, CustomObjects.none());
    }

    /**
     * As {@link #convert(Path, Path, ConvertOptions)}, of a model that has layers or functions which are not Keras's own.
     * They are written as the operations that they have added; those that compute in Java themselves cannot be written.
     *
     * @param custom what they compute
     * @throws ModelException as the other method does, and with the layer that computes in Java
     */
    public static void convert(KerasFile file, Path target, ConvertOptions options, CustomObjects custom) {
        NewFiles.check(target);
        ModelFiles.checkNoKerasModel(target);
        if (file.isCornu()) {
            file.openCornu().copy(target, options);
            return;
        }
        try (ModelSource source = file.open()) {
            CornuFile.write(target, GraphReader.read(source, custom), options);
        }
    }

    /**
     * As {@link #convert(Path, Path, ConvertOptions)}, from two files.
     *
     * @throws ModelException as it does, and as {@link #loadWithWeights(Path, Path, CompileOptions)} does
     */
    public static void convertWithWeights(
            KerasFile architecture, KerasFile weights, WeightMatching matching, Path target, ConvertOptions options) {
        NewFiles.check(target);
        ModelFiles.checkNoKerasModel(target);
        try (ModelSource own = architecture.open();
                ModelSource other = weights.open()) {
            WeightsOfAnother source = new WeightsOfAnother(own, other);
            CornuFile.write(target, graph(source, matching, CustomObjects.none()), options);
        }
    }

    private static Graph graph(WeightsOfAnother source, WeightMatching matching, CustomObjects custom) {
        check(source, matching);
        return GraphReader.read(source, matching, custom);
    }

    private static void check(WeightsOfAnother source, WeightMatching matching) {
        if (matching == WeightMatching.NAME && source.weights() instanceof VariableTree) {
            throw new UnsupportedModelException(
                    source.trained().name(),
                    null,
                    null,
                    "weights of this form cannot be found by the names of layers",
                    null);
        }
    }

    private static Model compile(Graph graph, CompileOptions options, String name) {
        if (options.verify()) {
            throw new ModelException(
                    name, null, null, "there is nothing to verify it with: only .cornu files record goldens", null);
        }
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
