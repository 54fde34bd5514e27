package io.github.cornu.hub.layers.image;

import io.github.cornu.graph.Value;
import io.github.cornu.hub.layers.Parts;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.Reshape;
import java.util.Map;

/**
 * {@code CLIPVisionEmbedding} (Radford et al., 2021): a vector for each patch of a square image, one for the whole
 * image before them, and one for each place added. The file has the order of the places.
 */
public final class ClipPatches {
    private ClipPatches() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        int size = config.integer("hidden_dim");
        int patch = config.integer("patch_size");
        if (patch < 1) {
            throw new IllegalArgumentException("patches of " + patch + " pixels");
        }
        int side = config.integer("image_size") / patch;
        int count = Math.addExact(Math.multiplyExact(side, side), 1);
        CustomWeight whole = layer.weight("class_embedding");
        CustomWeight order = layer.nonTrainableWeight("position_ids");
        CustomInnerLayer patches = layer.inner(
                "patch_embedding",
                "Conv2D",
                Map.of("filters", size, "kernel_size", patch, "strides", patch, "use_bias", false));
        CustomInnerLayer places =
                layer.inner("position_embedding", "Embedding", Map.of("input_dim", count, "output_dim", size));
        return call -> {
            Value x = call.add(Reshape.mergeAxes(1, 3), call.apply(patches, call.input()));
            Value first = Parts.beforeSteps(call, x, whole.expect(size), size);
            x = call.add(new Concatenate(1), first, x);
            return Parts.add(call, x, call.apply(places, Parts.constant(call, order.expect(1, count))));
        };
    }
}
