package io.github.cornu.hub.models.image;

import static io.github.cornu.hub.layers.Parts.options;

import io.github.cornu.hub.models.common.Backbone;
import io.github.cornu.hub.models.common.Build;
import io.github.cornu.hub.models.common.Layers;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Vision transformers (Dosovitskiy et al., 2020). */
public final class VitModels {
    private VitModels() {}

    /** The backbone with these arguments. */
    public static Net backbone(Args args, Build build) {
        List<Integer> image = Images.shape(args);
        List<Integer> patch = pair(args, "patch_size");
        int hidden = args.positive("hidden_dim");
        Net net = new Net();
        Map<String, Object> patches = options(
                "image_size", image.subList(0, 2),
                "patch_size", patch,
                "hidden_dim", hidden,
                "use_class_token", args.bool("use_class_token", true),
                "use_patch_bias", args.bool("use_patch_bias", true));
        Ref x = net.layer("keras_hub>ViTPatchingAndEmbedding", "vit_patching_and_embedding", patches)
                .call(Images.input(net, image));
        Map<String, Object> encoder = options(
                "num_layers", args.count("num_layers"),
                "num_heads", args.count("num_heads"),
                "hidden_dim", hidden,
                "mlp_dim", args.positive("mlp_dim"),
                "attention_dropout", args.number("attention_dropout", 0),
                "layer_norm_epsilon", args.number("layer_norm_epsilon", 1e-6),
                "use_mha_bias", args.bool("use_mha_bias", true),
                "use_mlp_bias", args.bool("use_mlp_bias", true));
        return net.output(
                net.layer("keras_hub>ViTEncoder", "vit_encoder", encoder).call(x));
    }

    /** One number stands for both. */
    private static List<Integer> pair(Args args, String key) {
        List<Integer> numbers = args.value(key) instanceof Number
                ? List.of(args.positive(key), args.positive(key))
                : new ArrayList<>(args.integers(key));
        if (numbers.size() != 2 || numbers.get(0) < 1 || numbers.get(1) < 1) {
            throw new IllegalArgumentException("'" + key + "' is " + args.value(key) + ", expected two lengths");
        }
        return numbers;
    }

    /** The classifier with these arguments. */
    public static Net classifier(Args args, Build build) {
        Backbone backbone = Backbone.of(args, build);
        Net net = backbone.net();
        String pooling = args.text("pooling", "token");
        Ref x = switch (pooling) {
            case "token" -> Layers.firstStep(net, backbone.output());
            case "gap" -> net.layer("GlobalAveragePooling1D", "mean", Map.of()).call(backbone.output());
            default -> throw new IllegalArgumentException("unknown pooling '" + pooling + "'");
        };
        if (args.has("intermediate_dim")) {
            x = Layers.dense(net, "pre_logits", args.positive("intermediate_dim"), "tanh")
                    .call(x);
        }
        return net.output(Images.predictions(net, args, x));
    }
}
