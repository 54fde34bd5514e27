package io.github.cornu.hub.models.image;

import static io.github.cornu.hub.layers.Parts.named;
import static io.github.cornu.hub.layers.Parts.options;

import io.github.cornu.hub.models.common.Backbone;
import io.github.cornu.hub.models.common.Build;
import io.github.cornu.hub.net.Args;
import io.github.cornu.hub.net.Net;
import io.github.cornu.hub.net.Ref;
import java.util.List;
import java.util.Map;

/** VGG (Simonyan and Zisserman, 2014). */
public final class VggModels {
    private static final String RELU = "relu";

    private VggModels() {}

    /** The backbone with these arguments. */
    public static Net backbone(Args args, Build build) {
        Net net = new Net();
        List<Integer> repeats = Images.blocks(args, "stackwise_num_repeats");
        List<Integer> filters = Images.ofStacks(args, "stackwise_num_filters", repeats.size());
        Ref x = Images.input(net, Images.shape(args));
        for (int stack = 0; stack < repeats.size(); stack++) {
            String name = "block" + (stack + 1);
            Map<String, Object> config = convolution(filters.get(stack), 3, "same");
            for (int i = 1; i <= repeats.get(stack); i++) {
                x = net.layer("Conv2D", name + "_conv" + i, config).call(x);
            }
            x = net.layer("MaxPooling2D", name + "_pool", Map.of("pool_size", 2, "strides", 2))
                    .call(x);
        }
        return net.output(x);
    }

    private static Map<String, Object> convolution(int filters, int size, String padding) {
        return options("filters", filters, "kernel_size", size, "padding", padding, "activation", RELU);
    }

    /** The dense layers behind the backbone are convolutions, unless all places are one vector. */
    public static Net classifier(Args args, Build build) {
        Backbone backbone = Backbone.of(args, build);
        args.ignore("head_dtype");
        String pooling = args.text("pooling", "avg");
        int hidden = args.positive("pooling_hidden_dim");
        Map<String, Object> scores =
                options("units", args.positive("num_classes"), "activation", args.value("activation"));
        Map<String, Object> dense = options("units", hidden, "activation", RELU);
        List<Map<String, Object>> head = pooling.equals("flatten")
                ? List.of(
                        named("Flatten", "flatten", Map.of()),
                        named("Dense", "fc1", dense),
                        named("Dense", "fc2", dense),
                        named("Dense", "predictions", scores))
                : List.of(
                        named("Conv2D", "fc1", convolution(hidden, 7, "valid")),
                        named("Conv2D", "fc2", convolution(hidden, 1, "same")),
                        named(Images.pooler(pooling), "pooler", Map.of()),
                        named("Dense", "predictions", scores));
        Net net = backbone.net();
        return net.output(
                net.layer("Sequential", "head", Map.of("layers", head)).call(backbone.output()));
    }
}
