package io.github.cornu.hub.models.image;

import static io.github.cornu.hub.layers.Parts.options;

import io.github.cornu.hub.layers.image.Channels;
import io.github.cornu.hub.models.common.Backbone;
import io.github.cornu.hub.models.common.Build;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.List;
import java.util.Map;

/** MobileNet of three versions (Howard et al., 2017 and 2019, Sandler et al., 2018). */
public final class MobileNetModels {
    private static final double EPSILON = 1e-5;
    private static final int UNIT = 8;

    private MobileNetModels() {}

    /** The backbone with these arguments. */
    public static Net backbone(Args args, Build build) {
        args.ignore("output_num_filters", "output_activation");
        Net net = new Net();
        int filters = channels(args.integer("input_num_filters", 16));
        Ref x = Images.pad(net, "input_pad", 1, Images.input(net, Images.shape(args)));
        Map<String, Object> stem = options("filters", filters, "kernel_size", 3, "strides", 2, "use_bias", false);
        x = net.layer("Conv2D", "input_conv", stem).call(x);
        x = Images.norm(net, "input_batch_norm", EPSILON, x);
        x = Images.activation(net, "activation", args.activation("input_activation", "hard_swish"), x);
        Map<String, Object> first = options(
                "infilters", filters,
                "filters", args.positive("depthwise_filters"),
                "stride", args.integer("depthwise_stride"),
                "squeeze_excite_ratio", args.value("squeeze_and_excite"),
                "residual", args.bool("depthwise_residual", false));
        x = net.layer("keras_hub>DepthwiseConvBlock", "block_0", first).call(x);
        x = stacks(net, args, x);
        Map<String, Object> last =
                options("filter", channels(args.integer("last_layer_filter")), "activation", "hard_swish");
        int number = args.integers("stackwise_num_blocks").size() + 1;
        return net.output(net.layer("keras_hub>ConvBnActBlock", "block_" + number + "_0", last)
                .call(x));
    }

    private static Ref stacks(Net net, Args args, Ref x) {
        List<Integer> blocks = Images.blocks(args, "stackwise_num_blocks");
        int filters = args.positive("depthwise_filters");
        Ref y = x;
        for (int stack = 0; stack < blocks.size(); stack++) {
            for (int block = 0; block < blocks.get(stack); block++) {
                int input = filters;
                filters = channels(number(args, "stackwise_num_filters", stack, block));
                Map<String, Object> config = options(
                        "expansion", channels(number(args, "stackwise_expansion", stack, block)),
                        "infilters", input,
                        "filters", filters,
                        "kernel_size", item(args, "stackwise_kernel_size", stack, block),
                        "stride", item(args, "stackwise_num_strides", stack, block),
                        "squeeze_excite_ratio", item(args, "stackwise_se_ratio", stack, block),
                        "activation", item(args, "stackwise_activation", stack, block),
                        "padding", item(args, "stackwise_padding", stack, block));
                y = net.layer("keras_hub>InvertedResidualBlock", "block_" + (stack + 1) + "_" + block, config)
                        .call(y);
            }
        }
        return y;
    }

    /** What a list of lists has for a block. */
    private static Object item(Args args, String key, int stack, int block) {
        List<?> stacks = args.list(key);
        if (stack < stacks.size() && stacks.get(stack) instanceof List<?> blocks && block < blocks.size()) {
            return blocks.get(block);
        }
        throw new IllegalArgumentException("'" + key + "' lacks block " + block + " of stack " + stack);
    }

    private static double number(Args args, String key, int stack, int block) {
        if (item(args, key, stack, block) instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("'" + key + "' is " + args.value(key) + ", expected numbers");
    }

    private static int channels(double number) {
        return Channels.round(number, UNIT, UNIT, true);
    }

    /** The classifier with these arguments. */
    public static Net classifier(Args args, Build build) {
        Backbone backbone = Backbone.of(args, build);
        Net net = backbone.net();
        Ref x = net.layer("GlobalAveragePooling2D", "pooler", Map.of("keepdims", true))
                .call(backbone.output());
        Map<String, Object> features =
                options("filters", args.integer("num_features", 1024), "kernel_size", 1, "activation", "hard_silu");
        x = net.layer("Conv2D", "classifier_conv", features).call(x);
        x = net.layer("Flatten", "flatten", Map.of()).call(x);
        return net.output(Images.predictions(net, args, x));
    }
}
