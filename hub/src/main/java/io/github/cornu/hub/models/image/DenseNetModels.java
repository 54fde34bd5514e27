package io.github.cornu.hub.models.image;

import static io.github.cornu.hub.layers.Parts.options;

import io.github.cornu.hub.models.common.Build;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.List;
import java.util.Map;

/** DenseNet (Huang et al., 2016): the output of each block is appended to its input. */
public final class DenseNetModels {
    private static final double EPSILON = 1.001e-5;
    private static final int STEM = 64;

    private final Net net = new Net();

    private DenseNetModels() {}

    /** The backbone with these arguments. */
    public static Net backbone(Args args, Build build) {
        return new DenseNetModels().build(args);
    }

    private Net build(Args args) {
        List<Integer> repeats = Images.blocks(args, "stackwise_num_repeats");
        int growth = args.integer("growth_rate", 32);
        double ratio = args.number("compression_ratio", 0.5);
        Ref x = Images.input(net, Images.shape(args));
        x = convolution(x, "conv1_conv", options("filters", STEM, "kernel_size", 7, "strides", 2, "padding", "same"));
        x = normed(x, "conv1_");
        x = net.layer("MaxPooling2D", "pool1", Map.of("pool_size", 3, "strides", 2, "padding", "same"))
                .call(x);
        int channels = STEM;
        for (int stack = 1; stack <= repeats.size(); stack++) {
            for (int i = 1; i <= repeats.get(stack - 1); i++) {
                x = block(x, growth, "stack" + stack + "_block" + i);
                channels += growth;
            }
            net.level("P" + (stack + 1), x);
            if (stack < repeats.size()) {
                channels = (int) (channels * ratio);
                x = transition(x, channels, "transition" + stack);
            }
        }
        return net.output(normed(x, ""));
    }

    private Ref block(Ref input, int growth, String name) {
        Ref x = normed(input, name + "_1_");
        x = convolution(x, name + "_1_conv", options("filters", 4 * growth, "kernel_size", 1));
        x = normed(x, name + "_2_");
        x = convolution(x, name + "_2_conv", options("filters", growth, "kernel_size", 3, "padding", "same"));
        return net.layer("Concatenate", name + "_concat", Map.of("axis", -1)).merge(input, x);
    }

    private Ref transition(Ref input, int filters, String name) {
        Ref x = normed(input, name + "_");
        x = convolution(x, name + "_conv", options("filters", filters, "kernel_size", 1));
        return net.layer("AveragePooling2D", name + "_pool", Map.of("pool_size", 2, "strides", 2))
                .call(x);
    }

    private Ref normed(Ref x, String prefix) {
        return Images.activation(net, prefix + "relu", "relu", Images.norm(net, prefix + "bn", EPSILON, x));
    }

    private Ref convolution(Ref x, String name, Map<String, Object> config) {
        config.put("use_bias", false);
        return net.layer("Conv2D", name, config).call(x);
    }
}
