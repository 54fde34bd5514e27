package io.github.cornu.layers.transformer;

import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.StoredWeight;
import io.github.cornu.tensor.Shape;
import java.util.List;
import java.util.Map;

/** The inner layers of transformers' blocks. */
public final class Blocks {
    private Blocks() {}

    /** A MultiHeadAttention, whose keys have the length that the file's weights have. */
    public static CustomInnerLayer attention(CustomLayerBuilder layer, String attribute, int size, int heads) {
        Map<String, Object> options = Map.of("num_heads", heads, "key_dim", keyLength(layer, size, heads));
        return layer.inner(attribute, "MultiHeadAttention", options);
    }

    private static int keyLength(CustomLayerBuilder layer, int size, int heads) {
        List<Shape> queries = layer.stored().stream()
                .filter(weight ->
                        weight.name().contains("query") && weight.shape().rank() == 3)
                .map(StoredWeight::shape)
                .distinct()
                .toList();
        Shape shape = queries.size() == 1 ? queries.get(0) : null;
        if (shape == null || shape.length(0) != size || shape.length(1) != heads) {
            throw new IllegalArgumentException("the file does not have the weights for it of the known layer of this"
                    + " name: the kernel of its queries, (" + size + ", " + heads + ", key_dim), is missing");
        }
        return shape.length(2);
    }

    /** A Sequential of two Dense layers, the second of which is linear. */
    public static CustomInnerLayer dense(
            CustomLayerBuilder layer, String attribute, int between, String activation, int size) {
        String name = layer.config().name();
        List<Object> both = List.of(dense(name + "_0", between, activation), dense(name + "_1", size, "linear"));
        return layer.inner(attribute, "Sequential", Map.of("layers", both));
    }

    /** With a name of its own, as it has in Python. */
    private static Map<String, Object> dense(String name, int units, String activation) {
        Map<String, Object> options = Map.of("name", name, "units", units, "activation", activation);
        return Map.of("class_name", "Dense", "config", options);
    }

    /** A LayerNormalization of the last axis. */
    public static CustomInnerLayer norm(CustomLayerBuilder layer, String attribute, double epsilon) {
        return layer.inner(attribute, "LayerNormalization", Map.of("epsilon", epsilon));
    }
}
