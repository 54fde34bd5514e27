package io.github.cornu.hub.models.image;

import static io.github.cornu.hub.layers.Parts.options;

import io.github.cornu.hub.models.common.Build;
import io.github.cornu.hub.models.common.Layers;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.List;
import java.util.Map;

/** ResNet (He et al., 2015), ResNetV2 (2016), and the variants of He et al. (2018) that KerasHub calls vd. */
public final class ResNetModels {
    private final Net net = new Net();
    private final boolean bottleneck;
    private final boolean variant;
    private final boolean preActivation;

    private ResNetModels(String blockType, boolean preActivation) {
        variant = blockType.endsWith("_vd");
        bottleneck = blockType.startsWith("bottleneck_block");
        this.preActivation = preActivation;
    }

    /** The backbone with these arguments. */
    public static Net backbone(Args args, Build build) {
        String type = args.text("block_type", "");
        if (!List.of("basic_block", "bottleneck_block", "basic_block_vd", "bottleneck_block_vd")
                .contains(type)) {
            throw new IllegalArgumentException("unknown block_type '" + type + "'");
        }
        return new ResNetModels(type, args.bool("use_pre_activation", false)).build(args);
    }

    private Net build(Args args) {
        Ref x = stem(args);
        List<Integer> filters = args.integers("stackwise_num_filters");
        List<Integer> blocks = Images.blocks(args, "stackwise_num_blocks");
        List<Integer> strides = args.integers("stackwise_num_strides");
        if (blocks.size() != filters.size() || strides.size() != filters.size()) {
            throw new IllegalArgumentException(
                    "stacks of " + filters + " filters, " + blocks + " blocks and " + strides + " strides");
        }
        for (int stack = 0; stack < filters.size(); stack++) {
            for (int block = 0; block < blocks.get(stack); block++) {
                boolean first = block == 0;
                boolean projects = first && (bottleneck || variant || stack > 0);
                String name = "stack" + stack + "_block" + block;
                x = block(x, filters.get(stack), first ? strides.get(stack) : 1, projects, name);
            }
            net.level("P" + (stack + 2), x);
        }
        return net.output(preActivation ? relu(norm(x, "post_bn"), "post_relu") : x);
    }

    private Ref stem(Args args) {
        List<Integer> filters = args.integers("input_conv_filters");
        List<Integer> sizes = args.integers("input_conv_kernel_sizes");
        if (filters.isEmpty() || filters.size() != sizes.size()) {
            throw new IllegalArgumentException(filters + " filters of the sizes " + sizes + " at the input");
        }
        Ref x = pad(Images.input(net, Images.shape(args)), (sizes.get(0) - 1) / 2, "conv1_pad");
        x = convolution(x, filters.get(0), sizes.get(0), 2, "conv1_conv");
        for (int i = 1; i < filters.size(); i++) {
            x = relu(norm(x, "conv" + i + "_bn"), "conv" + i + "_relu");
            x = convolution(x, filters.get(i), sizes.get(i), 1, "conv" + (i + 1) + "_conv");
        }
        if (preActivation) {
            x = Layers.function(net, "pad", "pad_images_with_the_least", x);
        } else {
            x = relu(norm(x, "conv" + filters.size() + "_bn"), "conv" + filters.size() + "_relu");
            x = pad(x, 1, "pool1_pad");
        }
        return net.layer("MaxPooling2D", "pool1_pool", Map.of("pool_size", 3, "strides", 2))
                .call(x);
    }

    private Ref block(Ref input, int filters, int stride, boolean projects, String name) {
        int outer = bottleneck ? 4 * filters : filters;
        Ref x = preActivation ? relu(norm(input, name + "_pre_activation_bn"), name + "_pre_activation_relu") : input;
        Ref shortcut = projects ? projection(x, outer, stride, name) : input;
        int last = bottleneck ? 3 : 2;
        for (int i = 1; i < last; i++) {
            boolean wide = !bottleneck || i == 2;
            int own = i == last - 1 && bottleneck || i == 1 && !bottleneck ? stride : 1;
            x = own > 1 ? pad(x, 1, name + "_" + i + "_pad") : x;
            x = convolution(x, filters, wide ? 3 : 1, own, name + "_" + i + "_conv");
            x = relu(norm(x, name + "_" + i + "_bn"), name + "_" + i + "_relu");
        }
        x = convolution(x, outer, bottleneck ? 1 : 3, 1, name + "_" + last + "_conv");
        if (preActivation) {
            return Layers.add(net, name + "_out", shortcut, x);
        }
        x = norm(x, name + "_" + last + "_bn");
        return relu(Layers.add(net, name + "_add", shortcut, x), name + "_out");
    }

    private Ref projection(Ref x, int filters, int stride, String name) {
        Ref y = x;
        if (variant && !preActivation && stride > 1) {
            Map<String, Object> pool = Map.of("pool_size", 2, "strides", stride, "padding", "same");
            y = net.layer("AveragePooling2D", name + "_0_pool", pool).call(y);
        }
        Map<String, Object> config =
                options("filters", filters, "kernel_size", 1, "strides", variant ? 1 : stride, "use_bias", false);
        y = net.layer("Conv2D", name + "_0_conv", config).call(y);
        return preActivation ? y : norm(y, name + "_0_bn");
    }

    /** One that is not strided keeps the size; for others, a layer before them pads. */
    private Ref convolution(Ref x, int filters, int size, int stride, String name) {
        Map<String, Object> config = options(
                "filters", filters,
                "kernel_size", size,
                "strides", stride,
                "padding", stride > 1 ? "valid" : "same",
                "use_bias", false);
        return net.layer("Conv2D", name, config).call(x);
    }

    private Ref norm(Ref x, String name) {
        return Images.norm(net, name, 1e-5, x);
    }

    private Ref relu(Ref x, String name) {
        return Images.activation(net, name, "relu", x);
    }

    private Ref pad(Ref x, int count, String name) {
        return Images.pad(net, name, count, x);
    }
}
