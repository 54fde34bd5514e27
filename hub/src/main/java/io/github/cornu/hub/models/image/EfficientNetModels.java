package io.github.cornu.hub.models.image;

import static io.github.cornu.hub.layers.Parts.options;

import io.github.cornu.hub.layers.image.Channels;
import io.github.cornu.hub.models.common.Build;
import io.github.cornu.hub.models.common.Layers;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.List;
import java.util.Map;

/** EfficientNet of two versions (Tan and Le, 2019 and 2021), and what others have made of it. */
public final class EfficientNetModels {
    private static final int FEATURES = 1280;

    private final Net net = new Net();
    private final Args args;
    private final Object activation;
    private final double epsilon;
    private final List<Double> widths;

    private EfficientNetModels(Args args, int stacks) {
        this.args = args;
        activation = args.activation("activation", "swish");
        epsilon = args.number("batch_norm_epsilon", 1e-5);
        widths = coefficients(args, "width", stacks);
    }

    /** What one block is made of. */
    private record Block(
            int stack, String name, int input, int output, int stride, int kernel, int expansion, double squeeze) {}

    /** The backbone with these arguments. */
    public static Net backbone(Args args, Build build) {
        args.ignore("batch_norm_momentum");
        return new EfficientNetModels(
                        args, Images.blocks(args, "stackwise_num_repeats").size())
                .build();
    }

    private static List<Double> coefficients(Args args, String kind, int stacks) {
        String older = kind + "_coefficient";
        return args.numbers(args.has(older) ? older : "stackwise_" + older + "s", stacks);
    }

    private Net build() {
        List<Integer> repeats = Images.blocks(args, "stackwise_num_repeats");
        int stacks = repeats.size();
        List<Double> depths = coefficients(args, "depth", stacks);
        List<Integer> inputs = Images.ofStacks(args, "stackwise_input_filters", stacks);
        List<Integer> outputs = Images.ofStacks(args, "stackwise_output_filters", stacks);
        Ref x = stem(inputs.get(0));
        int level = 1;
        for (int stack = 0; stack < stacks; stack++) {
            int count = (int) Math.ceil(depths.get(stack) * repeats.get(stack));
            if (count > Images.MOST) {
                throw new IllegalArgumentException(count + " blocks in a stack");
            }
            int output = filters(outputs.get(stack), stack);
            for (int i = 0; i < count; i++) {
                Block next = describe(stack, i, i == 0 ? filters(inputs.get(stack), stack) : output, output);
                if (next.stride() != 1) {
                    net.level("P" + level++, x);
                }
                x = block(x, next);
            }
        }
        Map<String, Object> top = options(
                "filters",
                filters(args.integer("num_features", FEATURES), stacks - 1),
                "kernel_size",
                1,
                "padding",
                "same",
                "use_bias",
                false);
        x = net.layer("Conv2D", "top_conv", top).call(x);
        x = normed(x, "top_bn", "top_activation");
        net.level("P" + level, x);
        return net.output(x);
    }

    private Ref stem(int filters) {
        Ref x = Images.input(net, Images.shape(args, "input_shape"));
        x = args.bool("include_stem_padding", true) ? Images.pad(net, "stem_conv_pad", 1, x) : x;
        Map<String, Object> config = options(
                "filters",
                filters(filters, 0),
                "kernel_size",
                3,
                "strides",
                2,
                "padding",
                args.text("stem_conv_padding", "valid"),
                "use_bias",
                false);
        return normed(net.layer("Conv2D", "stem_conv", config).call(x), "stem_bn", "stem_activation");
    }

    /** @param input filters of the input, unless all blocks of the stack are told to take others */
    private Block describe(int stack, int i, int input, int output) {
        int stacks = stack + 1;
        int forced = args.has("stackwise_force_input_filters")
                ? Images.ofStacks(args, "stackwise_force_input_filters", stacks).get(stack)
                : 0;
        return new Block(
                stack,
                "block" + stacks + (char) ('a' + i) + "_",
                forced > 0 ? filters(forced, stack) : input,
                output,
                i == 0 ? Images.ofStacks(args, "stackwise_strides", stacks).get(stack) : 1,
                Images.ofStacks(args, "stackwise_kernel_sizes", stacks).get(stack),
                Images.ofStacks(args, "stackwise_expansion_ratios", stacks).get(stack),
                args.numbers("stackwise_squeeze_and_excite_ratios", stacks).get(stack));
    }

    private Ref block(Ref x, Block block) {
        Object type = item("stackwise_block_types", block.stack(), null);
        String className = switch (String.valueOf(type)) {
            case "v1" -> null;
            case "unfused" -> "MBConvBlock";
            case "fused" -> "FusedMBConvBlock";
            case "cba" -> "CBABlock";
            default -> throw new IllegalArgumentException("unknown block type '" + type + "'");
        };
        if (className == null) {
            return first(x, block);
        }
        Map<String, Object> config = options(
                "input_filters", block.input(),
                "output_filters", block.output(),
                "kernel_size", block.kernel(),
                "strides", block.stride(),
                "activation", activation,
                "batch_norm_epsilon", epsilon,
                "nores", item("stackwise_nores_option", block.stack(), false));
        if (!className.equals("CBABlock")) {
            config.put("expand_ratio", block.expansion());
            config.put("se_ratio", block.squeeze());
        }
        if (className.equals("FusedMBConvBlock") && args.has("projection_activation")) {
            config.put("projection_activation", args.value("projection_activation"));
        }
        return net.layer("keras_hub>" + className, block.name(), config).call(x);
    }

    private Object item(String key, int stack, Object otherwise) {
        List<?> items = args.list(key);
        return stack < items.size() ? items.get(stack) : otherwise;
    }

    /** A block of the first version, which is made of layers of the model itself. */
    private Ref first(Ref input, Block block) {
        String name = block.name();
        int filters = Math.multiplyExact(block.input(), block.expansion());
        Ref x = input;
        if (block.expansion() != 1) {
            x = normed(pointwise(x, name + "expand_conv", filters), name + "expand_bn", name + "expand_activation");
        }
        x = Images.pad(net, name + "dwconv_pad", block.kernel() / 2, x);
        Map<String, Object> depthwise =
                options("kernel_size", block.kernel(), "strides", block.stride(), "use_bias", false);
        x = net.layer("DepthwiseConv2D", name + "dwconv", depthwise).call(x);
        x = normed(x, name + "dwconv_bn", name + "dwconv_activation");
        if (block.squeeze() > 0 && block.squeeze() <= 1) {
            x = squeezed(x, block, filters);
        }
        x = Images.norm(net, name + "project_bn", epsilon, pointwise(x, name + "project", block.output()));
        if (args.has("projection_activation")) {
            x = Images.activation(net, name + "projection_activation", args.value("projection_activation"), x);
        }
        boolean adds = block.stride() == 1 && block.input() == block.output();
        return adds ? Layers.add(net, name + "add", x, input) : x;
    }

    private Ref squeezed(Ref x, Block block, int filters) {
        String name = block.name();
        Ref y = net.layer("GlobalAveragePooling2D", name + "se_squeeze", Map.of("keepdims", true))
                .call(x);
        Map<String, Object> reduce = options(
                "filters",
                Math.max(1, (int) (block.input() * block.squeeze())),
                "kernel_size",
                1,
                "activation",
                activation);
        y = net.layer("Conv2D", name + "se_reduce", reduce).call(y);
        Map<String, Object> expand = options("filters", filters, "kernel_size", 1, "activation", "sigmoid");
        y = net.layer("Conv2D", name + "se_expand", expand).call(y);
        return net.layer("Multiply", name + "se_excite", Map.of()).merge(x, y);
    }

    private Ref pointwise(Ref x, String name, int filters) {
        return net.layer("Conv2D", name, options("filters", filters, "kernel_size", 1, "use_bias", false))
                .call(x);
    }

    private Ref normed(Ref x, String norm, String name) {
        return Images.activation(net, name, activation, Images.norm(net, norm, epsilon, x));
    }

    /** A number of filters, as much as the width of a stack makes of it. */
    private int filters(int number, int stack) {
        int unit = args.integer("depth_divisor", 8);
        boolean least = args.bool("use_depth_divisor_as_min_depth", false);
        return Channels.round(
                number * widths.get(stack),
                Math.max(1, unit),
                least ? unit : args.integer("min_depth", 8),
                args.bool("cap_round_filter_decrease", false));
    }
}
