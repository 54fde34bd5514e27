package io.github.cornu.layers.core;

import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;

/** {@code FixedDropout} of the efficientnet package, and the like: nothing at inference. */
public final class FixedDropout {
    private FixedDropout() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        layer.config().ignore("rate", "noise_shape", "p");
        return (CustomCall call) -> {
            call.passMask();
            return call.input();
        };
    }
}
