package io.github.cornu.importer;

import io.github.cornu.Model;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The models that are in use in this JVM, by the SHA-256 of their files and the loader. */
final class SharedModels {
    private static final Map<Key, WeakReference<Model>> MODELS = new HashMap<>();

    /** Loaders have no equality of their own: the same one counts. */
    private record Key(String sha256, KerasLoader loader) {}

    private SharedModels() {}

    /** The model that is there, or a new one. One after another, so that a model is never loaded twice at once. */
    static synchronized Model get(String sha256, KerasLoader loader, Supplier<Model> newModel) {
        MODELS.values().removeIf(model -> model.get() == null);
        Key key = new Key(sha256, loader);
        WeakReference<Model> known = MODELS.get(key);
        Model model = known == null ? null : known.get();
        if (model == null) {
            model = newModel.get();
            MODELS.put(key, new WeakReference<>(model));
        }
        return model;
    }
}
