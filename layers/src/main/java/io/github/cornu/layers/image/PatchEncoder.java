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

    /**
     * {@code PatchEncoder}. Its config need not have anything: the weights have it. That of the example of small data
     * sets has no Dense layer.
     */
    public static CustomFunction create(CustomLayerBuilder layer) {
        ignoreOptions(layer.config());
        return sum(layer, layer.config().integer("num_patches", 0), "projection", "position_embedding");
    }

    /** {@code PatchEmbedding}. */
    public static CustomFunction embedding(CustomLayerBuilder layer) {
        layer.config().ignore("embed_dim");
        return sum(layer, layer.config().integer("num_patch"), "proj", "pos_embed");
    }

    /** Some copies have all options of the model in the config of each layer. */
    static void ignoreOptions(CustomConfig config) {
        config.ignore(OPTIONS);
    }

    private static CustomFunction sum(CustomLayerBuilder layer, int given, String projection, String positions) {
        List<StoredWeight> stored = layer.stored();
        List<Shape> tables = stored.stream()
                .filter(weight ->
                        weight.component().equals("embeddings") || weight.name().startsWith(positions + "/"))
                .map(StoredWeight::shape)
                .toList();
        boolean alone = stored.size() == 1;
        if (tables.size() != 1
                || tables.get(0).rank() != 2
                || !alone && stored.size() != 3
                || given > 0 && tables.get(0).length(0) != given) {
            throw new IllegalArgumentException("the file does not have the weights for it of the layer of this name of"
                    + " Keras's examples, a table of places and a Dense layer before it, but "
                    + stored.stream().map(StoredWeight::shape).toList());
        }
        int patches = tables.get(0).length(0);
        int size = tables.get(0).length(1);
        CustomInnerLayer dense = alone ? null : layer.inner(projection, "Dense", Map.of("units", size));
        CustomInnerLayer table = layer.inner(positions, "Embedding", Map.of("input_dim", patches, "output_dim", size));
        return call -> {
            Value x = call.input();
            if (x.shape().rank() != 3 || x.shape().length(1) != patches) {
                throw new IllegalArgumentException("expected " + patches + " patches, got " + x.shape());
            }
            Value places = call.apply(table, Positions.places(call, x));
            return Parts.add(call, alone ? x : call.apply(dense, x), places);
        };
    }
}
