package io.github.cornu.hub.layers;

import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;

/**
 * Attention of several heads inside a layer: {@code keras.layers.MultiHeadAttention}, or {@code
 * keras_hub.layers.CachedMultiHeadAttention}, which computes the same.
 */
public final class Heads {
    private Heads() {}

    /** One whose heads are as many as the config says, and together as long as the vectors. */
    public static CustomInnerLayer inner(CustomLayerBuilder layer, String attribute, int size) {
        return inner(layer, attribute, size, "MultiHeadAttention");
    }

    /** As {@link #inner(CustomLayerBuilder, String, int)}, of another class. */
    public static CustomInnerLayer inner(CustomLayerBuilder layer, String attribute, int size, String className) {
        CustomConfig config = layer.config();
        int heads = config.integer("num_heads");
        if (heads < 1 || size < heads) {
            throw new IllegalArgumentException("vectors of the length " + size + " for " + heads + " heads");
        }
        return layer.inner(
                attribute, className, Parts.options("num_heads", heads, "key_dim", size / heads, "dropout", (double)
                        config.number("dropout", 0f)));
    }
}
