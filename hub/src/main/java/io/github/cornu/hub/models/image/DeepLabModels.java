package io.github.cornu.hub.models.image;

import static io.github.cornu.hub.layers.Parts.options;

import io.github.cornu.hub.models.common.Backbone;
import io.github.cornu.hub.models.common.Build;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.List;
import java.util.Map;

/** DeepLabV3 (Chen et al., 2017), and with a level of details DeepLabV3+ (2018). */
public final class DeepLabModels {
    private static final int FILTERS = 256;
    private static final double EPSILON = 1e-3;
    /** Levels that an image of a reasonable size has. */
    private static final int MOST_LEVELS = 20;

    private final Net net = new Net();

    private DeepLabModels() {}

    /** The backbone with these arguments. */
    public static Net backbone(Args args, Build build) {
        return new DeepLabModels().build(args, build);
    }

    private Net build(Args args, Build build) {
        List<Integer> shape = args.has("image_shape") ? Images.shape(args) : List.of(-1, -1, 3);
        Images.input(net, shape);
        Map<String, Ref> levels = Pyramids.of(net, args.object("image_encoder"), build);
        String key = args.text("spatial_pyramid_pooling_key", "");
        List<Integer> size = size(args);
        Map<String, Object> rates = options("dilation_rates", args.integers("dilation_rates"));
        Ref x = net.layer("keras_hub>SpatialPyramidPooling", "spatial_pyramid_pooling", rates)
                .call(Pyramids.level(levels, key));
        x = enlarged(x, "encoder_output_upsampling", size);
        int filters = args.integer("projection_filters", 48);
        if (args.has("low_level_feature_key")) {
            Ref details = Pyramids.level(levels, args.text("low_level_feature_key", ""));
            details = projected(details, "decoder_", filters);
            x = net.layer("Concatenate", "encoder_decoder_concat", Map.of("axis", -1))
                    .merge(x, details);
        }
        x = projected(x, "segmentation_head_", FILTERS);
        int rest = (1 << exponent(key)) / size.get(0);
        return net.output(enlarged(x, "backbone_output_upsampling", List.of(rest, rest)));
    }

    /** The level tells by which power of two its images are smaller. */
    private static int exponent(String level) {
        int exponent = level.isEmpty() ? -1 : Character.digit(level.charAt(level.length() - 1), MOST_LEVELS);
        if (exponent < 0) {
            throw new IllegalArgumentException("'spatial_pyramid_pooling_key' is '" + level + "'");
        }
        return exponent;
    }

    /** One number stands for both. */
    private static List<Integer> size(Args args) {
        String key = "upsampling_size";
        List<Integer> size = args.value(key) instanceof Number
                ? List.of(args.positive(key), args.positive(key))
                : args.integers(key);
        if (size.size() != 2 || size.get(0) < 1 || size.get(1) < 1) {
            throw new IllegalArgumentException("'" + key + "' is " + args.value(key) + ", expected two factors");
        }
        return size;
    }

    private Ref enlarged(Ref x, String name, List<Integer> size) {
        return net.layer("UpSampling2D", name, Map.of("size", size, "interpolation", "bilinear"))
                .call(x);
    }

    private Ref projected(Ref x, String prefix, int filters) {
        Map<String, Object> config =
                options("filters", filters, "kernel_size", 1, "padding", "same", "use_bias", false);
        Ref y = net.layer("Conv2D", prefix + "conv", config).call(x);
        y = Images.norm(net, prefix + "norm", EPSILON, y);
        return net.layer("ReLU", prefix + "relu", Map.of()).call(y);
    }

    /** The scores of each pixel. */
    public static Net segmenter(Args args, Build build) {
        Backbone backbone = Backbone.of(args, build);
        Map<String, Object> config = options(
                "filters",
                args.positive("num_classes"),
                "kernel_size",
                1,
                "padding",
                "same",
                "use_bias",
                false,
                "activation",
                args.value("activation"));
        Net net = backbone.net();
        return net.output(net.layer("Conv2D", "segmentation_output", config).call(backbone.output()));
    }
}
