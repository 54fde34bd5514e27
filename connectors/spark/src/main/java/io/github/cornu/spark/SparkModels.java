package io.github.cornu.spark;

import io.github.cornu.Model;
import io.github.cornu.importer.KerasModels;
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
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkEnv;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

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
        return held(ref, loading.load(ref, uri -> open(uri, hadoop.value())));
    }

    /** With the configuration of Hadoop that Spark's own options give. */
    static Model get(ModelRef ref) {
        Configuration configuration = new Configuration();
        SparkEnv env = SparkEnv.get();
        if (env != null) {
            for (Tuple2<String, String> option : env.conf().getAllWithPrefix("spark.hadoop.")) {
                configuration.set(option._1(), option._2());
            }
        }
        return held(ref, ref.load(KerasModels.loader(), uri -> open(uri, configuration)));
    }

    private static Model held(ModelRef ref, Model model) {
        synchronized (HELD) {
            HELD.values().removeIf(held -> held.get() == null);
            HELD.put(ref, new SoftReference<>(model));
        }
        return model;
    }

    private static InputStream open(URI uri, Configuration configuration) throws IOException {
        if (URLS.contains(uri.getScheme().toLowerCase(Locale.ROOT))) {
            return ModelRef.Opener.ofJdk().open(uri);
        }
        Path path = new Path(uri);
        return path.getFileSystem(configuration).open(path);
    }
}
