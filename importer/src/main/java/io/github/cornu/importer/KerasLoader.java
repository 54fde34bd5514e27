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
import io.github.cornu.tensor.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;

/**
 * Loads models in all ways that there are. {@link KerasModels#loader()} is where it starts. Immutable, so that one
 * loader may be kept and used by any number of threads: each method that sets something returns another one.
 *
 * <pre>{@code
 * KerasLoader loader = KerasModels.loader()
 *         .customObjects(CustomObjects.none().register("Attention", attention))
 *         .options(CompileOptions.defaults().withThreads(4));
 * Model model = loader.load(Path.of("model.keras"));          // a file, or the folder of an unzipped archive
 * Model same = loader.loadResource(Service.class, "model.h5"); // beside a class, in its jar
 * Model other = loader.load(blob.stream(), "model 7");        // anything else
 * }</pre>
 */
public final class KerasLoader {
    static final KerasLoader DEFAULTS = new KerasLoader(
            CompileOptions.defaults(), new ReadOptions(CustomObjects.none(), WeightMatching.TOPOLOGY, null), null);

    private final CompileOptions options;
    private final ReadOptions reading;
    private final KerasFile weights;

    private KerasLoader(CompileOptions options, ReadOptions reading, KerasFile weights) {
        this.options = options;
        this.reading = reading;
        this.weights = weights;
    }

    /** With other options than {@link CompileOptions#defaults()}. */
    public KerasLoader options(CompileOptions other) {
        return new KerasLoader(Objects.requireNonNull(other, "other"), reading, weights);
    }

    /** The options that models are compiled with. */
    public CompileOptions options() {
        return options;
    }

    /** With layers and functions that are not Keras's own, in place of those that were registered before. */
    public KerasLoader customObjects(CustomObjects custom) {
        return new KerasLoader(options, reading.with(Objects.requireNonNull(custom, "custom")), weights);
    }

    /**
     * With the weights of another file, as {@code load_weights} of Keras: what is loaded gives the architecture only.
     * That is what {@code model.to_json()} gives, or a whole model, for instance a twin with another batch size, with
     * {@code stateful}, or with the states as further outputs.
     *
     * @param file what {@code save_weights} writes, or a whole model
     */
    public KerasLoader weights(Path file) {
        return weights(KerasFile.of(file));
    }

    /** As {@link #weights(Path)}, from a file, from bytes or from a resource. */
    public KerasLoader weights(KerasFile file) {
        return new KerasLoader(options, reading, Objects.requireNonNull(file, "file"));
    }

    /** With another way in which the layers find the {@link #weights} than {@link WeightMatching#TOPOLOGY}. */
    public KerasLoader weightMatching(WeightMatching matching) {
        return new KerasLoader(options, reading.with(Objects.requireNonNull(matching, "matching")), weights);
    }

    /**
     * With the shape of the input of a Sequential model whose file does not tell it, because the model had seen none
     * when it was saved; as {@code input_shape} of Keras.
     *
     * @param lengths of the axes without the batch; {@link Shape#FREE} for an axis that each call chooses
     * @throws IllegalArgumentException if a length is below 0 and not {@link Shape#FREE}
     */
    public KerasLoader inputShape(int... lengths) {
        Shape shape = Shape.of(Objects.requireNonNull(lengths, "lengths")).insert(0, Shape.FREE);
        return new KerasLoader(options, reading.with(shape), weights);
    }

    /**
     * Loads and compiles a model.
     *
     * @param path a whole model: the file that {@code model.save} of Keras 1, 2 and 3 writes, the folder of an unzipped
     *     {@code .keras} archive, or a {@code .cornu} file; with {@link #weights} an architecture
     * @throws ModelException if the file is not there, is damaged, or holds no model; if the weights are those of
     *     another architecture; if a registered implementation does not fit its layer; if {@link
     *     CompileOptions#withOutputs} names a layer that is not there
     * @throws UnsupportedModelException if the model needs something that Cornu does not have; the message lists all of
     *     it
     */
    public Model load(Path path) {
        return load(KerasFile.of(path));
    }

    /**
     * Loads and compiles a model from a stream, which is read to its end and left open. A {@link Path} needs less
     * memory.
     *
     * @param in the content of a file
     * @param name of the model, for messages
     * @throws ModelException as {@link #load(Path)} does
     * @throws IOException if the stream cannot be read
     */
    public Model load(InputStream in, String name) throws IOException {
        return load(KerasFile.of(in, name));
    }

    /**
     * Loads and compiles a model that lies beside a class, in its jar for instance.
     *
     * @param beside a class of the program; in a named module its package must be open
     * @param name of the resource as {@link Class#getResourceAsStream} has it: {@code model.keras} in the package of
     *     the class, {@code /models/model.keras} from the root
     * @throws ModelException as {@link #load(Path)} does, and if there is no such resource
     */
    public Model loadResource(Class<?> beside, String name) {
        return load(KerasFile.ofResource(beside, name));
    }

    /**
     * Loads and compiles a model from a file, from bytes or from a resource.
     *
     * @throws ModelException as {@link #load(Path)} does
     */
    public Model load(KerasFile file) {
        Objects.requireNonNull(file, "file");
        if (weights == null && file.isCornu()) {
            requireNoInputShape(file);
            return file.openCornu().compile(options);
        }
        try (Sources sources = open(file)) {
            return compile(read(sources), sources.model().name(), graph -> Model.compile(graph, options));
        }
    }

    /**
     * Opens a file from which several models are loaded.
     *
     * @param file whole models, but no {@code .cornu} file; with {@link #weights} architectures
     * @throws ModelException if the file is not there, is damaged, or holds no model
     */
    public KerasParts parts(KerasFile file) {
        Sources sources = open(Objects.requireNonNull(file, "file"));
        try {
            check(sources.other());
            ModelSource source = new OpenedOnce(sources.model());
            return new KerasParts((objects, first) -> loadPart(source, objects, first), sources::close);
        } catch (RuntimeException | Error e) {
            sources.close();
            throw e;
        }
    }

    private Model loadPart(ModelSource source, CustomObjects objects, Model first) {
        Graph graph = GraphReader.read(source, matched().with(objects));
        return compile(
                graph, source.name(), read -> first == null ? Model.compile(read, options) : first.compileBeside(read));
    }

    /**
     * Writes a model as a {@code .cornu} file, which {@link Model#load(Path)} reads without this library's importer.
     * Custom objects are written as the operations that they have added; those that compute in Java themselves cannot
     * be, unless they have a name, see {@link io.github.cornu.op.custom.JavaFunctions}.
     *
     * @param path of a whole model, as for {@link #load(Path)}
     * @param target where the file goes; it appears, or replaces the old one, when it is complete
     * @param how the options for the file; those of this loader are for compiling, and do not count
     * @throws ModelException as {@link #load(Path)} does; if the file cannot be written, or would replace the model
     *     that is read, or another one of Keras; or if the model does not give what a golden in the options says
     */
    public void convert(Path path, Path target, ConvertOptions how) {
        convert(KerasFile.of(path), target, how);
    }

    /**
     * As {@link #convert(Path, Path, ConvertOptions)}, from a file, from bytes or from a resource.
     *
     * @throws ModelException as the other method does
     */
    public void convert(KerasFile file, Path target, ConvertOptions how) {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(how, "how");
        NewFiles.check(Objects.requireNonNull(target, "target"));
        ModelFiles.checkNoKerasModel(target);
        if (weights == null && file.isCornu()) {
            requireNoInputShape(file);
            file.openCornu().copy(target, how);
            return;
        }
        try (Sources sources = open(file)) {
            CornuFile.write(target, read(sources), how);
        }
    }

    /**
     * The table of a model's layers, as {@link io.github.cornu.Summary} prints it, of a model that need not be
     * supported: layers that are not are marked, and below the table is why. Shapes that the file does not tell are
     * question marks.
     *
     * @param file a whole model; with {@link #weights} an architecture
     * @throws ModelException as {@link #load(Path)} does, but for layers that are not supported
     */
    public String summary(KerasFile file) {
        Objects.requireNonNull(file, "file");
        try (Sources sources = open(file)) {
            check(sources.other());
            return GraphReader.look(sources.model(), matched()).toString();
        }
    }

    /**
     * A model that is being read.
     *
     * @param own the file that was given
     * @param other that of the weights, or null
     */
    private record Sources(ModelSource own, ModelSource other) implements AutoCloseable {
        ModelSource model() {
            return other == null ? own : new WeightsOfAnother(own, other);
        }

        @Override
        public void close() {
            try (ModelSource last = own) {
                if (other != null) {
                    other.close();
                }
            }
        }
    }

    private Sources open(KerasFile file) {
        ModelSource own = file.open();
        try {
            return new Sources(own, weights == null ? null : weights.open());
        } catch (RuntimeException | Error e) {
            own.close();
            throw e;
        }
    }

    private Graph read(Sources sources) {
        check(sources.other());
        return GraphReader.read(sources.model(), matched());
    }

    /** A whole model has the weights of its own layers, which their names tell. */
    private ReadOptions matched() {
        return weights == null ? reading.with(WeightMatching.NAME) : reading;
    }

    private void check(ModelSource other) {
        if (other != null && reading.matching() == WeightMatching.NAME && other.weights() instanceof VariableTree) {
            String problem = "weights of this form cannot be found by the names of layers";
            throw new UnsupportedModelException(other.name(), null, null, problem, null);
        }
    }

    private void requireNoInputShape(KerasFile file) {
        if (reading.inputShape() != null) {
            throw new ModelException(file.name(), null, null, ReadOptions.TOLD, null);
        }
    }

    /** Compiles a graph, with the name of its file in what goes wrong. */
    private Model compile(Graph graph, String name, Function<Graph, Model> compiler) {
        if (options.verify()) {
            throw new ModelException(
                    name, null, null, "there is nothing to verify it with: only .cornu files record goldens", null);
        }
        try {
            return compiler.apply(graph);
        } catch (ModelException e) {
            throw e.in(name);
        } catch (RuntimeException e) {
            throw Faults.unknown(e).in(name);
        } catch (OutOfMemoryError e) {
            throw new ModelException(name, null, null, "it needs more memory than Java has here", e);
        }
    }
}
