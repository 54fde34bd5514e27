package io.github.cornu.hub.layers.image;

import io.github.cornu.graph.Value;
import io.github.cornu.hub.layers.Parts;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import java.util.Map;

/** The blocks of EfficientNetV2 (Tan and Le, 2021), and of what others have made of it. */
public final class MbConv {
    private final CustomLayerBuilder layer;
    private final double epsilon;
    private final int input;
    private final int output;
    private final int kernel;
    private final int stride;
    private final Object activation;
    private final boolean adds;

    private MbConv(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        config.ignore("batch_norm_momentum", "dropout");
        if (!config.string("data_format", "channels_last").equals("channels_last")) {
            throw new IllegalArgumentException("its channels are first, expected last");
        }
        this.layer = layer;
        epsilon = config.number("batch_norm_epsilon", 1e-3f);
        input = config.integer("input_filters");
        output = config.integer("output_filters");
        kernel = config.integer("kernel_size", 3);
        stride = config.integer("strides", 1);
        activation = config.has("activation") ? config.value("activation") : "swish";
        boolean alone = config.bool("nores", false);
        adds = !alone && stride == 1 && input == output;
    }

    /** {@code MBConvBlock}: more channels, a convolution of each, and fewer channels. */
    public static CustomFunction unfused(CustomLayerBuilder layer) {
        return new MbConv(layer).unfused();
    }

    /** {@code FusedMBConvBlock}: a convolution to more channels, and fewer channels. */
    public static CustomFunction fused(CustomLayerBuilder layer) {
        return new MbConv(layer).fused();
    }

    /** {@code CBABlock}: a convolution. */
    public static CustomFunction plain(CustomLayerBuilder layer) {
        return new MbConv(layer).plain();
    }

    private CustomFunction unfused() {
        int expansion = layer.config().integer("expand_ratio", 1);
        int wide = Math.multiplyExact(input, expansion);
        CustomInnerLayer act = ImageParts.activation(layer, "act", activation);
        CustomFunction expand =
                expansion == 1 ? CustomCall::input : normed(ImageParts.pointwise(layer, "conv1", wide), "bn1", act);
        CustomInnerLayer each = layer.inner(
                "depthwise",
                "DepthwiseConv2D",
                Map.of("kernel_size", kernel, "strides", stride, "padding", "same", "use_bias", false));
        CustomInnerLayer norm = ImageParts.norm(layer, "bn2", epsilon);
        CustomInnerLayer[] squeeze = squeeze(wide);
        int last = expansion == 1 ? kernel : 1;
        CustomInnerLayer project = convolution("output_conv", output, last, 1);
        CustomInnerLayer projectNorm = ImageParts.norm(layer, "bn3", epsilon);
        return call -> {
            Value x = call.apply(act, call.apply(norm, call.apply(each, expand.call(call))));
            x = ImageParts.pad(call, squeezed(call, x, squeeze), last / 2);
            return withInput(call, call.apply(projectNorm, call.apply(project, x)));
        };
    }

    private CustomFunction normed(CustomInnerLayer convolution, String norm, CustomInnerLayer act) {
        CustomInnerLayer normed = ImageParts.norm(layer, norm, epsilon);
        return call -> call.apply(act, call.apply(normed, call.apply(convolution, call.input())));
    }

    private CustomFunction fused() {
        int expansion = layer.config().integer("expand_ratio", 1);
        int last = layer.config().integer("projection_kernel_size", 1);
        Object lastActivation = layer.config().value("projection_activation");
        int wide = Math.multiplyExact(input, expansion);
        CustomInnerLayer first = convolution("conv1", wide, kernel, stride);
        CustomInnerLayer norm = ImageParts.norm(layer, "bn1", epsilon);
        CustomInnerLayer act = ImageParts.activation(layer, "act", activation);
        CustomInnerLayer[] squeeze = squeeze(wide);
        CustomInnerLayer project = convolution("output_conv", output, last, 1);
        CustomInnerLayer projectNorm = ImageParts.norm(layer, "bn2", epsilon);
        CustomInnerLayer projected = lastActivation == null || expansion != 1
                ? null
                : ImageParts.activation(layer, "projection_act", lastActivation);
        return call -> {
            Value x = call.apply(first, ImageParts.pad(call, call.input(), kernel / 2));
            x = squeezed(call, call.apply(act, call.apply(norm, x)), squeeze);
            x = call.apply(projectNorm, call.apply(project, ImageParts.pad(call, x, last / 2)));
            return withInput(call, projected == null ? x : call.apply(projected, x));
        };
    }

    private CustomFunction plain() {
        CustomInnerLayer convolution = convolution("conv1", output, kernel, stride);
        CustomInnerLayer norm = ImageParts.norm(layer, "bn1", epsilon);
        CustomInnerLayer act = ImageParts.activation(layer, "act", activation);
        return call -> {
            Value x = call.apply(convolution, ImageParts.pad(call, call.input(), kernel / 2));
            return withInput(call, call.apply(act, call.apply(norm, x)));
        };
    }

    private CustomInnerLayer convolution(String attribute, int filters, int size, int step) {
        return ImageParts.convolution(
                layer, attribute, Map.of("filters", filters, "kernel_size", size, "strides", step, "use_bias", false));
    }

    /** The two layers that weigh channels; null without a ratio. */
    private CustomInnerLayer[] squeeze(int filters) {
        double ratio = Parts.number(layer.config(), "se_ratio", 0);
        if (!(ratio > 0 && ratio <= 1)) {
            return null;
        }
        int few = Math.max(1, (int) (input * ratio));
        return new CustomInnerLayer[] {
            ImageParts.convolution(
                    layer, "se_conv1", Map.of("filters", few, "kernel_size", 1, "activation", activation)),
            ImageParts.convolution(
                    layer, "se_conv2", Map.of("filters", filters, "kernel_size", 1, "activation", "sigmoid"))
        };
    }

    private static Value squeezed(CustomCall call, Value x, CustomInnerLayer[] squeeze) {
        return squeeze == null ? x : ImageParts.weighted(call, x, squeeze[0], squeeze[1]);
    }

    private Value withInput(CustomCall call, Value x) {
        return adds ? Parts.add(call, x, call.input()) : x;
    }
}
