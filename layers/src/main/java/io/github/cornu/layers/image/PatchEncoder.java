package io.github.cornu.layers.image;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.StoredWeight;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.layers.transformer.Positions;
import io.github.cornu.tensor.Shape;
import java.util.List;
import java.util.Map;

/**
 * {@code PatchEncoder} and {@code PatchEmbedding} of Keras's examples of vision transformers: a Dense layer of each
 * patch, and a vector for its place that is added.
 */
public final class PatchEncoder {
    private static final String[] OPTIONS = {
        "input_shape",
        "patch_size",
        "num_patches",
        "projection_dim",
        "num_heads",
        "transformer_units",
        "transformer_layers",
        "mlp_head_units"
    };

    private PatchEncoder() {}

    /** {@code PatchEncoder}, whose config need not have the length of vectors: its weights have. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        ignoreOptions(layer.config());
        layer.config().integer("num_patches");
        return sum(layer, "num_patches", "projection", "position_embedding");
    }

    /** {@code PatchEmbedding}. */
    public static CustomFunction embedding(CustomLayerBuilder layer) {
        layer.config().ignore("embed_dim");
        return sum(layer, "num_patch", "proj", "pos_embed");
    }

    /** Some copies have all options of the model in the config of each layer. */
    static void ignoreOptions(CustomConfig config) {
        config.ignore(OPTIONS);
    }

    private static CustomFunction sum(CustomLayerBuilder layer, String count, String projection, String positions) {
        int patches = layer.config().integer(count);
        List<Shape> shapes = layer.stored().stream().map(StoredWeight::shape).toList();
        int size = shapes.isEmpty() ? 0 : shapes.get(0).length(-1);
        boolean fits = shapes.size() == 3
                && shapes.stream().filter(Shape.of(size)::equals).count() == 1
                && shapes.stream().anyMatch(Shape.of(patches, size)::equals);
        if (!fits) {
            throw new IllegalArgumentException("the file does not have the weights for it of the layer of this name of"
                    + " Keras's examples, a Dense layer and a table of " + patches + " places, but " + shapes);
        }
        CustomInnerLayer dense = layer.inner(projection, "Dense", Map.of("units", size));
        CustomInnerLayer table = layer.inner(positions, "Embedding", Map.of("input_dim", patches, "output_dim", size));
        return call -> {
            Value x = call.input();
            if (x.shape().rank() != 3 || x.shape().length(1) != patches) {
                throw new IllegalArgumentException("expected " + patches + " patches, got " + x.shape());
            }
            return Parts.add(call, call.apply(dense, x), call.apply(table, Positions.places(call, x)));
        };
    }
}
