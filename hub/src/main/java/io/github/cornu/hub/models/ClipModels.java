package io.github.cornu.hub.models;

import static io.github.cornu.hub.models.Layers.options;

import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.List;
import java.util.Map;

/** The vision part of CLIP (Radford et al., 2021). */
final class ClipModels {
    private static final double EPSILON = 1e-5;

    private ClipModels() {}

    static Net vision(Args args, Build build) {
        List<Integer> image = Images.shape(args);
        if (!image.get(0).equals(image.get(1))) {
            throw new IllegalArgumentException(
                    "images of " + image.get(0) + " by " + image.get(1) + ", expected squares");
        }
        int layers = args.count("num_layers");
        int hidden = args.positive("hidden_dim");
        Net net = new Net();
        Map<String, Object> patches =
                options("hidden_dim", hidden, "patch_size", args.positive("patch_size"), "image_size", image.get(0));
        Ref x = net.layer("keras_hub>CLIPVisionEmbedding", "embedding", patches).call(Images.input(net, image));
        x = Layers.norm(net, "pre_layer_norm", EPSILON).call(x);
        Map<String, Object> block = options(
                "hidden_dim", hidden,
                "num_heads", args.positive("num_heads"),
                "intermediate_dim", args.positive("intermediate_dim"),
                "intermediate_activation", args.value("intermediate_activation"),
                "use_causal_mask", false);
        int inner = args.integer("intermediate_output_index", layers);
        for (int i = 0; i < layers; i++) {
            x = net.layer("keras_hub>CLIPEncoderLayer", "encoder_block_" + i, block)
                    .call(x);
            if (i == Math.floorMod(inner, layers) && inner < layers) {
                net.output("intermediate_output", x);
            }
        }
        x = Layers.norm(net, "layer_norm", EPSILON).call(x);
        return net.output(args.has("intermediate_output_index") ? Encoders.SEQUENCE : "", x);
    }
}
