package io.github.cornu;

import io.github.cornu.file.FileContent;
import io.github.cornu.file.Reading;
import io.github.cornu.file.Writing;
import io.github.cornu.graph.Graph;
import io.github.cornu.op.custom.JavaFunctions;
import io.github.cornu.output.Durability;
import io.github.cornu.output.NewFiles;
import io.github.cornu.plan.NamedFunctions;
import io.github.cornu.plan.OutputChoice;
import io.github.cornu.plan.pass.Passes;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.WeightFormat;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A {@code .cornu} file: a whole model, its graph and its weights, which the runtime reads by itself. All that a model
 * can do, one from such a file can do, with the same bits. What was written is read by all later versions. Safe for any
 * number of threads.
 *
 * <pre>{@code
 * KerasModels.convert(Path.of("model.keras"), Path.of("model.cornu"), ConvertOptions.defaults());
 * Model model = CornuFile.read(Path.of("model.cornu")).compile(CompileOptions.defaults());
 * }</pre>
 *
 * <p>Nothing in a file is executed or believed: one that is damaged, or made to do harm, is refused.
 */
public final class CornuFile {
    private final FileContent content;
    private final Path path;
    private final String name;

    /** @param path the file, or null */
    private CornuFile(FileContent content, Path path, String name) {
        this.content = content;
        this.path = path;
        this.name = name;
    }

    /** Whether the first 8 bytes of a file say that it is one. */
    public static boolean isThere(byte[] head) {
        Objects.requireNonNull(head, "head");
        return Reading.isCornu(head);
    }

    /**
     * Maps a file, checks all of its bytes, and reads the graph. The weights are read when a model is compiled, from
     * the same map: the file may be deleted, but not changed. A file of at most 4 MB is read instead, which starts
     * faster.
     *
     * @throws ModelException if it is not there, is damaged, is no such file or of a later version
     */
    public static CornuFile read(Path path) {
        Objects.requireNonNull(path, "path");
        String name = String.valueOf(path.getFileName());
        return new CornuFile(Reading.read(path, name), path, name);
    }

    /**
     * Reads a file that is in memory.
     *
     * @param bytes may not be changed as long as the graph is used
     * @param name for messages
     * @throws ModelException as {@link #read(Path)} does
     */
    public static CornuFile read(byte[] bytes, String name) {
        Objects.requireNonNull(bytes, "bytes");
        Objects.requireNonNull(name, "name");
        return new CornuFile(Reading.read(bytes, name), null, name);
    }

    /** The model before it is compiled. */
    public Graph graph() {
        return content.graph();
    }

    /** The form of its matrices of weights. */
    public WeightFormat weights() {
        return content.weights();
    }

    /** What it gave in Keras, or null if that is not recorded. */
    public Golden golden() {
        return content.golden().isEmpty() ? null : Golden.of(content.golden());
    }

    /** How far outputs may be from the golden, relative to the largest. */
    public double tolerance() {
        return content.tolerance();
    }

    /**
     * Compiles the model.
     *
     * @param options with {@link WeightFormat#F32}, matrices have in memory the form that they have in the file
     * @throws ModelException if it cannot be compiled; or, with {@link CompileOptions#verify}, if it does not give what
     *     is recorded, or nothing is; or if it names functions in Java that the options do not have
     */
    public Model compile(CompileOptions options) {
        Objects.requireNonNull(options, "options");
        CompileOptions own = options.weights() == WeightFormat.F32 ? options.withWeights(content.weights()) : options;
        try {
            boolean whole = own.outputs().isEmpty();
            if (own.verify() && !whole) {
                verify(Model.compile(content.graph(), own.withOutputs()));
            }
            Model model = Model.compile(content.graph(), own);
            if (own.verify() && whole) {
                verify(model);
            }
            return model;
        } catch (ModelException e) {
            throw e.in(name);
        } catch (RuntimeException e) {
            throw new ModelException(name, null, null, "the file is damaged: " + e, e);
        } catch (OutOfMemoryError e) {
            throw new ModelException(name, null, null, "it needs more memory than Java has here", e);
        }
    }

    private void verify(Model model) {
        Golden golden = golden();
        if (golden == null) {
            throw new ModelException("there is nothing to verify it with: no golden is recorded in the file");
        }
        for (Comparison comparison : compare(golden, model)) {
            if (!comparison.isWithin(content.tolerance())) {
                throw new ModelException("it does not give here what is recorded in the file: " + comparison.describe()
                        + ", allowed " + content.tolerance() + "; Java " + System.getProperty("java.version") + " on "
                        + System.getProperty("os.arch"));
            }
        }
    }

    private static List<Comparison> compare(Golden golden, Model model) {
        try {
            return golden.compare(model);
        } catch (ModelException e) {
            if (e.layer() != null) {
                throw e;
            }
            throw new ModelException("its golden is not of this model: " + e.problem(), e);
        }
    }

    /**
     * Writes a graph. The file appears, or replaces the old one, when it is complete, was read back, and is as safe as
     * the options say; a golden has been compared with it then.
     *
     * @throws ModelException if an operation cannot be written, a weight cannot be read, the file cannot be written, or
     *     it does not give what the golden says; there is no new file then
     */
    public static void write(Path path, Graph graph, ConvertOptions options) {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(graph, "graph");
        Objects.requireNonNull(options, "options");
        boolean plain = options.weights() == WeightFormat.F32;
        Map<String, Tensor> golden =
                options.golden() == null ? Map.of() : options.golden().arrays();
        try {
            // Rounded weights are those that the compiler would round: with the normalizations multiplied in.
            Graph chosen = OutputChoice.of(graph, options.outputs());
            Graph written = plain ? chosen : Passes.apply(chosen);
            FileContent content = new FileContent(written, options.weights(), golden, options.tolerance());
            write(path, content, NamedFunctions.of(chosen), options.durability());
        } catch (ModelException e) {
            throw e.in(String.valueOf(path.getFileName()));
        }
    }

    /**
     * Writes the model to another file.
     *
     * @param options with {@link WeightFormat#F32}, matrices keep the form that they have; without a golden, the one
     *     that is recorded stays, unless the numbers or the outputs change
     * @throws ModelException as {@link #write} does; if the other file is this one; or if the matrices have another
     *     form already
     */
    public void copy(Path target, ConvertOptions options) {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(options, "options");
        if (path != null && NewFiles.isSame(target, path)) {
            String problem = "it cannot be written: it is the model that is read";
            throw new ModelException(String.valueOf(target.getFileName()), null, null, problem, null);
        }
        boolean changes = options.weights() != WeightFormat.F32 && options.weights() != content.weights();
        if (changes && content.weights() != WeightFormat.F32) {
            throw new ModelException(
                    name, null, null, "its weights are " + content.weights() + " already: convert the original", null);
        }
        ConvertOptions own = changes ? options : options.withWeights(content.weights());
        boolean same = !changes && options.outputs().isEmpty();
        boolean keeps = options.golden() == null && golden() != null && same;
        write(target, content.graph(), keeps ? own.withGolden(golden(), content.tolerance()) : own);
    }

    private static void write(Path path, FileContent content, JavaFunctions functions, Durability durability) {
        String name = String.valueOf(path.getFileName());
        try (NewFiles files = new NewFiles(durability)) {
            files.add(path, temporary -> {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
                    Writing.write(content, out);
                }
                CornuFile written = new CornuFile(Reading.read(temporary, name), null, name);
                if (!content.golden().isEmpty()) {
                    written.compile(CompileOptions.defaults().withVerify(true).withFunctions(functions));
                }
            });
            files.commit();
        }
    }
}
