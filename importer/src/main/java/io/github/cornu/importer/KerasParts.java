package io.github.cornu.importer;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.importer.custom.CustomObjects;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * A file from which several models are loaded, each built by other custom objects: a model as a whole and parts of it
 * for instance. Weights that they share are in memory once, and stay as long as any of the models does. For one thread;
 * the models are for any number.
 *
 * <pre>{@code
 * try (KerasParts parts = KerasModels.loader().parts(KerasFile.of(path))) {
 *     Model whole = parts.load(objects);
 *     Model encoder = parts.load(objectsOfEncoder);
 * }
 * }</pre>
 */
public final class KerasParts implements AutoCloseable {
    private final BiFunction<CustomObjects, Model, Model> loading;
    private final Runnable closing;
    private Model first;

    /** @param loading loads a model on the weights of another one, which is null at first */
    KerasParts(BiFunction<CustomObjects, Model, Model> loading, Runnable closing) {
        this.loading = loading;
        this.closing = closing;
    }

    /**
     * Loads a model, with the options of the loader.
     *
     * @param objects in place of those of the loader
     * @throws ModelException as {@link KerasLoader#load(KerasFile)} does
     */
    public Model load(CustomObjects objects) {
        Model model = loading.apply(Objects.requireNonNull(objects, "objects"), first);
        first = first == null ? model : first;
        return model;
    }

    /** Closes the file. The models do not need it any more. */
    @Override
    public void close() {
        closing.run();
    }
}
