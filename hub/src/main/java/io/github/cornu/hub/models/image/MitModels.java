package io.github.cornu.hub.models.image;

import static io.github.cornu.hub.layers.Parts.options;

import io.github.cornu.hub.models.common.Build;
import io.github.cornu.hub.models.common.Layers;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.List;
import java.util.Map;

/** The mix transformer (Xie et al., 2021): encoders in stages, each of smaller images than the one before. */
public final class MitModels {
    private static final int MOST_STAGES = 9;

    private MitModels() {}

    /** The backbone with these arguments. */
    public static Net backbone(Args args, Build build) {
        int stages = args.count("num_layers");
        if (stages < 1 || stages > MOST_STAGES) {
            throw new IllegalArgumentException("'num_layers' is " + stages);
        }
        args.ignore("max_drop_path_rate");
        List<Integer> depths = Images.ofStacks(args, "layerwise_depths", stages);
        List<Integer> dims = Images.ofStacks(args, "hidden_dims", stages);
        List<Integer> heads = Images.ofStacks(args, "layerwise_num_heads", stages);
        List<Integer> ratios = Images.ofStacks(args, "layerwise_sr_ratios", stages);
        List<Integer> patches = Images.ofStacks(args, "layerwise_patch_sizes", stages);
        List<Integer> strides = strides(args, stages);
        List<Integer> image = fixedShape(args);
        int height = image.get(0);
        int width = image.get(1);
        Net net = new Net();
        Ref x = Images.input(net, image);
        for (int i = 0; i < stages; i++) {
            height /= strides.get(i);
            width /= strides.get(i);
            Map<String, Object> embedding =
                    options("project_dim", dims.get(i), "patch_size", patches.get(i), "stride", strides.get(i));
            x = net.layer("keras_hub>OverlappingPatchingAndEmbedding", "patch_and_embed_" + i, embedding)
                    .call(x);
            Map<String, Object> encoder =
                    options("project_dim", dims.get(i), "num_heads", heads.get(i), "sr_ratio", ratios.get(i));
            for (int k = 0; k < blocks(depths.get(i)); k++) {
                x = net.layer(
                                "keras_hub>HierarchicalTransformerEncoder",
                                "hierarchical_encoder_" + i + "_" + k,
                                encoder)
                        .call(x);
            }
            x = Layers.norm(net, "layer_normalization_" + i, 1e-5).call(x);
            x = net.layer("Reshape", "output_level_" + i, Map.of("target_shape", List.of(height, width, -1)))
                    .call(x);
            net.level("P" + (i + 1), x);
        }
        return net.output(x);
    }

    private static int blocks(int count) {
        if (count < 0 || count > Images.MOST) {
            throw new IllegalArgumentException(count + " blocks in a stage");
        }
        return count;
    }

    private static List<Integer> strides(Args args, int stages) {
        List<Integer> strides = Images.ofStacks(args, "layerwise_strides", stages);
        if (strides.stream().anyMatch(stride -> stride < 1)) {
            throw new IllegalArgumentException("'layerwise_strides' is " + strides);
        }
        return strides;
    }

    /**
     * Height, width and channels.
     *
     * @throws IllegalArgumentException if one is free, which KerasHub cannot build either
     */
    static List<Integer> fixedShape(Args args) {
        List<Integer> image = Images.shape(args);
        if (image.get(0) < 1 || image.get(1) < 1) {
            throw new IllegalArgumentException("'image_shape' is " + image + ", expected a height and a width");
        }
        return image;
    }

    /** Height and width of the images of the first level. */
    static List<Integer> firstLevel(Args args) {
        int stride = strides(args, 1).get(0);
        return fixedShape(args).subList(0, 2).stream()
                .map(length -> length / stride)
                .toList();
    }
}
