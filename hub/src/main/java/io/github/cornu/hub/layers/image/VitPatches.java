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
import java.util.List;
import java.util.Map;

/**
 * {@code ViTPatchingAndEmbedding} (Dosovitskiy et al., 2020): a vector for each patch of an image, one for the whole
 * image before them, and one for each place added.
 */
public final class VitPatches {
    private VitPatches() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        int size = config.integer("hidden_dim");
        List<Integer> image = config.integers("image_size");
        List<Integer> patch = config.integers("patch_size");
        boolean hasToken = config.bool("use_class_token", true);
        config.ignore("num_channels", "num_patches", "num_positions");
        CustomWeight token = hasToken ? layer.weight("class_token") : null;
        CustomInnerLayer patches = layer.inner(
                "patch_embedding",
                "Conv2D",
                Map.of(
                        "filters", size,
                        "kernel_size", patch,
                        "strides", patch,
                        "padding", "valid",
                        "use_bias", config.bool("use_patch_bias", true)));
        int count = Math.multiplyExact(image.get(0) / patch.get(0), image.get(1) / patch.get(1));
        CustomInnerLayer places = layer.inner(
                "position_embedding",
                "Embedding",
                Map.of("input_dim", hasToken ? count + 1 : count, "output_dim", size));
        return call -> {
            Value x = call.add(Reshape.mergeAxes(1, 3), call.apply(patches, call.input()));
            if (token != null) {
                Value first = Parts.beforeSteps(call, x, token.expect(1, 1, size), size);
                x = call.add(new Concatenate(1), first, x);
            }
            return Parts.add(call, x, call.apply(places, Parts.positions(call, x)));
        };
    }
}
