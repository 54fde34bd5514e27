package io.github.cornu.hub.layers.image;

import io.github.cornu.graph.Value;
import io.github.cornu.hub.layers.Parts;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import java.util.Map;

/** The blocks of MobileNet (Howard et al., 2017 and 2019, Sandler et al., 2018). */
public final class MobileNetBlocks {
    private static final double EPSILON = 1e-5;
    private static final int UNIT = 8;

    private MobileNetBlocks() {}

    /** {@code SqueezeAndExcite2D}: channels weighted by what two small layers make of their averages. */
    public static CustomFunction squeeze(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        config.ignore("spatial_dims");
        int filters = config.integer("filters");
        Object squeezed = config.value("squeeze_activation");
        Object excited = config.value("excite_activation");
        CustomInnerLayer reduce = ImageParts.convolution(
                layer,
                "conv_reduce",
                Parts.options(
                        "filters",
                        config.integer("bottleneck_filters"),
                        "kernel_size",
                        1,
                        "activation",
                        squeezed == null ? "relu" : squeezed));
        CustomInnerLayer expand = ImageParts.convolution(
                layer,
                "conv_expand",
                Parts.options(
                        "filters", filters, "kernel_size", 1, "activation", excited == null ? "sigmoid" : excited));
        return call -> ImageParts.weighted(call, call.input(), reduce, expand);
    }

    /** One inside a block; null without a ratio. */
    private static CustomInnerLayer squeeze(CustomLayerBuilder layer, String attribute, int filters) {
        double ratio = Parts.number(layer.config(), "squeeze_excite_ratio", 0);
        return ratio == 0
                ? null
                : layer.inner(
                        attribute,
                        "keras_hub>SqueezeAndExcite2D",
                        Map.of(
                                "filters",
                                filters,
                                "bottleneck_filters",
                                channels(filters * ratio),
                                "excite_activation",
                                "hard_sigmoid"));
    }

    private static int channels(double number) {
        return Channels.round(number, UNIT, UNIT, true);
    }

    /** {@code DepthwiseConvBlock}: a convolution of each channel, and one of all. */
    public static CustomFunction depthwise(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        int filters = config.integer("infilters");
        boolean adds = config.bool("residual", false);
        CustomInnerLayer first = ofChannels(layer, "conv1", filters, config.integer("stride", 2));
        CustomInnerLayer firstNorm = ImageParts.norm(layer, "batch_normalization1", EPSILON);
        CustomInnerLayer relu = layer.inner("activation1", "ReLU", Map.of());
        CustomInnerLayer squeeze = squeeze(layer, "se_layer", filters);
        CustomInnerLayer second = ImageParts.pointwise(layer, "conv2", config.integer("filters"));
        CustomInnerLayer secondNorm = ImageParts.norm(layer, "batch_normalization2", EPSILON);
        return call -> {
            Value x = call.apply(first, ImageParts.pad(call, call.input(), 1));
            x = call.apply(relu, call.apply(firstNorm, x));
            x = squeeze == null ? x : call.apply(squeeze, x);
            x = call.apply(secondNorm, call.apply(second, x));
            return adds ? Parts.add(call, x, call.input()) : x;
        };
    }

    private static CustomInnerLayer ofChannels(CustomLayerBuilder layer, String attribute, int filters, int stride) {
        return ImageParts.convolution(
                layer,
                attribute,
                Parts.options(
                        "filters", filters,
                        "kernel_size", layer.config().integer("kernel_size", 3),
                        "strides", stride,
                        "groups", filters,
                        "use_bias", false));
    }

    /** {@code InvertedResidualBlock}: more channels, a convolution of each, and fewer channels. */
    public static CustomFunction inverted(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        int wide = channels(config.integer("expansion"));
        int stride = config.integer("stride");
        int padding = config.integer("padding");
        int filters = config.integer("filters");
        int input = config.integer("infilters");
        boolean adds = stride == 1 && input == filters;
        CustomInnerLayer expand = ImageParts.pointwise(layer, "conv1", wide);
        CustomInnerLayer expandNorm = ImageParts.norm(layer, "batch_normalization1", EPSILON);
        CustomInnerLayer firstActivation = ImageParts.activation(layer, "activation1", config.value("activation"));
        CustomInnerLayer each = ofChannels(layer, "conv2", wide, stride);
        CustomInnerLayer eachNorm = ImageParts.norm(layer, "batch_normalization2", EPSILON);
        CustomInnerLayer secondActivation = ImageParts.activation(layer, "activation2", config.value("activation"));
        CustomInnerLayer squeeze = squeeze(layer, "squeeze_excite", wide);
        CustomInnerLayer project = ImageParts.pointwise(layer, "conv3", filters);
        CustomInnerLayer projectNorm = ImageParts.norm(layer, "batch_normalization3", EPSILON);
        return call -> {
            Value x = call.apply(firstActivation, call.apply(expandNorm, call.apply(expand, call.input())));
            x = call.apply(each, ImageParts.pad(call, x, padding));
            x = call.apply(secondActivation, call.apply(eachNorm, x));
            x = squeeze == null ? x : call.apply(squeeze, x);
            x = call.apply(projectNorm, call.apply(project, x));
            return adds ? Parts.add(call, call.input(), x) : x;
        };
    }

    /** {@code ConvBnActBlock}: a convolution of single pixels. */
    public static CustomFunction last(CustomLayerBuilder layer) {
        CustomInnerLayer convolution =
                ImageParts.pointwise(layer, "conv", layer.config().integer("filter"));
        CustomInnerLayer norm = ImageParts.norm(layer, "batch_normalization", EPSILON);
        CustomInnerLayer activation =
                ImageParts.activation(layer, "activation_layer", layer.config().value("activation"));
        return call -> call.apply(activation, call.apply(norm, call.apply(convolution, call.input())));
    }
}
