package io.github.cornu.hub.models.image;

import static io.github.cornu.hub.layers.Parts.options;

import io.github.cornu.hub.models.common.Backbone;
import io.github.cornu.hub.models.common.Build;
import io.github.cornu.hub.models.common.Layers;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.List;
import java.util.Map;

/** The parts of CLIP (Radford et al., 2021): the encoders of images and of texts. */
public final class ClipModels {
    private static final double EPSILON = 1e-5;
    private static final int STEPS = 77;

    private ClipModels() {}

    /** The encoder of images with these arguments. */
    public static Net vision(Args args, Build build) {
        List<Integer> image = Images.shape(args);
        if (!image.get(0).equals(image.get(1))) {
            throw new IllegalArgumentException(
                    "images of " + image.get(0) + " by " + image.get(1) + ", expected squares");
        }
        Net net = new Net();
        Map<String, Object> patches = options(
                "hidden_dim", args.positive("hidden_dim"),
                "patch_size", args.positive("patch_size"),
                "image_size", image.get(0));
        Ref x = net.layer("keras_hub>CLIPVisionEmbedding", "embedding", patches).call(Images.input(net, image));
        x = Layers.norm(net, "pre_layer_norm", EPSILON).call(x);
        return encoded(net, args, x, false, EPSILON);
    }

    /** The encoder of texts with these arguments, whose steps attend to those before. */
    public static Net text(Args args, Build build) {
        Net net = new Net();
        Map<String, Object> tables = options(
                "vocabulary_size", args.positive("vocabulary_size"),
                "sequence_length", args.integer("max_sequence_length", STEPS),
                "embedding_dim", args.positive("embedding_dim"));
        Ref x = net.layer("keras_hub>TokenAndPositionEmbedding", "embedding", tables)
                .call(net.tokens("token_ids"));
        return encoded(net, args, x, true, 1e-6);
    }

    /** Encoders in a row, and the output of an inner one if the arguments name it. */
    private static Net encoded(Net net, Args args, Ref embedded, boolean causal, double epsilon) {
        int layers = args.count("num_layers");
        Map<String, Object> block = options(
                "hidden_dim", args.positive("hidden_dim"),
                "num_heads", args.positive("num_heads"),
                "intermediate_dim", args.positive("intermediate_dim"),
                "intermediate_activation", args.activation("intermediate_activation", "quick_gelu"),
                "use_causal_mask", causal);
        int inner = args.integer("intermediate_output_index", layers);
        Ref x = embedded;
        for (int i = 0; i < layers; i++) {
            x = net.layer("keras_hub>CLIPEncoderLayer", "encoder_block_" + i, block)
                    .call(x);
            if (i == Math.floorMod(inner, layers) && inner < layers) {
                net.output("intermediate_output", x);
            }
        }
        x = Layers.norm(net, "layer_norm", epsilon).call(x);
        return net.output(args.has("intermediate_output_index") ? Backbone.SEQUENCE : "", x);
    }
}
