package io.github.cornu.importer;

import io.github.cornu.Model;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;

/**
 * The models that are in use in this JVM, by the loader and the SHA-256 of their files. Holds neither models nor
 * loaders, whose custom objects may be of classes that are to be unloaded.
 */
final class SharedModels {
    /** Loaders have no equality of their own: the same one counts. */
    private static final Map<KerasLoader, Map<String, WeakReference<Model>>> MODELS = new WeakHashMap<>();

    private SharedModels() {}

    /** The model that is there, or a new one. One after another, so that a model is never loaded twice at once. */
    static synchronized Model get(String sha256, KerasLoader loader, Supplier<Model> newModel) {
        Map<String, WeakReference<Model>> models = MODELS.computeIfAbsent(loader, key -> new HashMap<>());
        models.values().removeIf(model -> model.get() == null);
        WeakReference<Model> known = models.get(sha256);
        Model model = known == null ? null : known.get();
        if (model == null) {
            model = newModel.get();
            models.put(sha256, new WeakReference<>(model));
        }
        return model;
    }
}
