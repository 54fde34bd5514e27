package io.github.cornu.layers.core;

import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;

/** {@code StochasticDepth} of Keras's examples: it drops samples in training, and does nothing at inference. */
public final class Dropping {
    private Dropping() {}

    /** The layer, or null if the config is that of another layer of this name, of Keras's own. */
    public static CustomLayer stochasticDepth(CustomConfig config) {
        return config.has("drop_prop") || config.has("drop_prob") ? Dropping::nothing : null;
    }

    /** A layer that gives its input as it is, with its mask, as those do that drop samples in training only. */
    public static CustomFunction nothing(CustomLayerBuilder layer) {
        layer.config().ignore("drop_prop", "drop_prob", "drop_path", "rate", "seed");
        return call -> {
            call.passMask();
            return call.input();
        };
    }
}
