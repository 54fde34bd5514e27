package io.github.cornu.layers.core;

import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.tensor.Unary;

/** {@code GELU} of TensorFlow Addons: the approximation by tanh, or the exact function. */
public final class Gelu {
    private Gelu() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        Unary function = layer.config().bool("approximate", true) ? Unary.GELU_TANH : Unary.GELU;
        return call -> {
            call.passMask();
            return Parts.unary(call, function, call.input());
        };
    }
}
