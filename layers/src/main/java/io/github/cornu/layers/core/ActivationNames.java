package io.github.cornu.layers.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import java.util.Map;

/** The activation function that a layer's config names, which is any of Keras's for that version of the file. */
public final class ActivationNames {
    private final CustomInnerLayer layer;

    private ActivationNames(CustomInnerLayer layer) {
        this.layer = layer;
    }

    /** That of the key, or another if the key is missing or null. */
    public static ActivationNames read(CustomLayerBuilder builder, String key, String otherwise) {
        Object value = builder.config().value(key);
        Object named = value == null ? otherwise : value;
        return new ActivationNames(
                named.equals("linear") ? null : builder.inner(key, "Activation", Map.of("activation", named)));
    }

    /** Applies it. */
    public Value apply(CustomCall call, Value x) {
        return layer == null ? x : call.apply(layer, x);
    }
}
