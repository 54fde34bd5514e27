package io.github.cornu.hub;

import io.github.cornu.ModelException;
import io.github.cornu.UnsupportedModelException;
import java.nio.file.Path;

/**
 * Loads models of KerasHub, and of KerasNLP as it was called before: backbones and tasks in {@code .keras} archives,
 * and in the folders of presets. Nothing in a file is executed. Safe for any number of threads.
 *
 * <pre>{@code
 * HubModel sentiment = HubModels.load(Path.of("sentiment.keras"));
 * float[] scores = sentiment.classify("What a wonderful film!");
 * }</pre>
 *
 * <p>Models that are not quantised compute in float32, whatever number type they were saved with, as after
 * {@code from_preset(…, dtype="float32")} in Python.
 */
public final class HubModels {
    private HubModels() {}

    /**
     * Loads and compiles a model with the default options.
     *
     * @param path a {@code .keras} archive of a task or a backbone, the folder of an unzipped one, the folder that
     *     {@code save_to_preset} writes, of whose task this is if it has one, or a {@code .cornu} file of such a model
     * @throws ModelException if the file is not there, is damaged, or holds no model
     * @throws UnsupportedModelException if its class, or an option of it, is not supported; the message lists those
     *     that are
     */
    public static HubModel load(Path path) {
        return loader().load(path);
    }

    /** Loads with options, and parts of models. */
    public static HubLoader loader() {
        return HubLoader.DEFAULTS;
    }
}
