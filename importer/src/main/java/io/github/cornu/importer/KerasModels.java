package io.github.cornu.importer;

import io.github.cornu.CompileOptions;
import io.github.cornu.ConvertOptions;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.UnsupportedModelException;
import io.github.cornu.importer.custom.CustomObjects;
import java.nio.file.Path;

/**
 * Loads trained Keras models, and {@code .cornu} files of them. What a file is, its content says, not its name: HDF5 as
 * {@code model.save("model.h5")} and {@code save_weights} write it, {@code .keras} archives and their folders, {@code
 * .weights.h5} and {@code .weights.json}, and the JSON of {@code model.to_json()}. Nothing in a file is executed. Safe
 * for any number of threads.
 *
 * <pre>{@code
 * Model model = KerasModels.load(Path.of("model.keras"));
 * Tensor y = model.run(Tensor.of(new float[][] {{5.1f, 3.5f, 1.4f, 0.2f}}));
 * }</pre>
 *
 * <p>What else there is to choose, {@link #loader()} has.
 */
public final class KerasModels {
    private KerasModels() {}

    /**
     * Loads and compiles a model with the default options.
     *
     * @param path a whole model: the file that {@code model.save} of Keras 1, 2 and 3 writes, the folder of an unzipped
     *     {@code .keras} archive, or a {@code .cornu} file
     * @throws ModelException if the file is not there, is damaged, or holds no model
     * @throws UnsupportedModelException if the model needs something that Cornu does not have; the message lists all of
     *     it
     */
    public static Model load(Path path) {
        return loader().load(path);
    }

    /**
     * Loads and compiles a model.
     *
     * @throws ModelException as {@link #load(Path)} does, and if there is no layer of a name in {@link
     *     CompileOptions#withOutputs}
     */
    public static Model load(Path path, CompileOptions options) {
        return loader().options(options).load(path);
    }

    /**
     * Loads and compiles a model that has layers or functions which are not Keras's own.
     *
     * @param custom what they compute
     * @throws ModelException as {@link #load(Path)} does, and if a registered implementation does not fit its layer
     */
    public static Model load(Path path, CustomObjects custom) {
        return loader().customObjects(custom).load(path);
    }

    /**
     * Loads and compiles a model that lies beside a class, in its jar for instance.
     *
     * @param beside a class of the program; in a named module its package must be open
     * @param name of the resource: {@code model.keras} in the package of the class, {@code /models/model.keras} from
     *     the root
     * @throws ModelException as {@link #load(Path)} does, and if there is no such resource
     */
    public static Model loadResource(Class<?> beside, String name) {
        return loader().loadResource(beside, name);
    }

    /** Loads with options, custom objects and weights of other files, from streams and bytes. */
    public static KerasLoader loader() {
        return KerasLoader.DEFAULTS;
    }

    /**
     * Writes a model as a {@code .cornu} file, which {@link Model#load(Path)} reads without this library's importer.
     *
     * @param path of a whole model, as for {@link #load(Path)}
     * @param target where the file goes; it appears, or replaces the old one, when it is complete
     * @throws ModelException as {@link #load(Path)} does; if the file cannot be written, or would replace the model
     *     that is read, or another one of Keras; or if the model does not give what a golden in the options says
     */
    public static void convert(Path path, Path target, ConvertOptions options) {
        loader().convert(path, target, options);
    }
}
