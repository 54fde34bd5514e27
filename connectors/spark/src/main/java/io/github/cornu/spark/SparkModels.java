package io.github.cornu.spark;

import io.github.cornu.Model;
import io.github.cornu.importer.ModelRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.lang.ref.SoftReference;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;

/** Loads a model where a task runs, and keeps it for the next task. */
final class SparkModels implements Serializable {
    private static final long serialVersionUID = 1;

    private static final Set<String> URLS = Set.of("http", "https", "jar");
    /** They let go of models when memory is short, or that were not used for long. */
    private static final Map<ModelRef, SoftReference<Model>> HELD = new HashMap<>();

    private final ModelRef ref;
    private final ModelLoading loading;
    private final SerializableConfiguration hadoop;

    SparkModels(ModelRef ref, ModelLoading loading, SerializableConfiguration hadoop) {
        this.ref = ref;
        this.loading = loading;
        this.hadoop = hadoop;
    }

    Model get() {
        Model model = loading.load(ref, this::open);
        synchronized (HELD) {
            HELD.values().removeIf(held -> held.get() == null);
            HELD.put(ref, new SoftReference<>(model));
        }
        return model;
    }

    private InputStream open(URI uri) throws IOException {
        if (URLS.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
            return uri.toURL().openStream();
        }
        Path path = new Path(uri);
        return path.getFileSystem(hadoop.value()).open(path);
    }
}
