package io.github.cornu.hub.layers.image;

import io.github.cornu.graph.Value;
import io.github.cornu.hub.layers.Parts;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.Fill;
import io.github.cornu.op.shape.Length;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code SpatialPyramidPooling} of DeepLabV3 (Chen et al., 2017): convolutions of several dilations, and the mean of
 * all pixels, side by side.
 */
public final class SpatialPyramid {
    private static final int MOST = 100;
    private static final double EPSILON = 1e-3;

    private final int channels;
    private final Object activation;

    private SpatialPyramid(CustomConfig config) {
        channels = config.integer("num_channels", 256);
        activation = config.has("activation") ? config.value("activation") : "relu";
    }

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        config.ignore("dropout");
        return new SpatialPyramid(config).build(layer, config.integers("dilation_rates"));
    }

    private CustomFunction build(CustomLayerBuilder layer, List<Integer> rates) {
        if (rates.size() > MOST) {
            throw new IllegalArgumentException(rates.size() + " dilation rates");
        }
        List<CustomInnerLayer> branches = new ArrayList<>();
        branches.add(normed(layer, branch(0), Map.of("kernel_size", 1)));
        for (int rate : rates) {
            Map<String, Object> dilated = Map.of("kernel_size", 3, "padding", "same", "dilation_rate", rate);
            branches.add(normed(layer, branch(branches.size()), dilated));
        }
        CustomInnerLayer ofMean = normed(layer, branch(branches.size()), Map.of("kernel_size", 1));
        CustomInnerLayer projection = normed(layer, "projection", Map.of("kernel_size", 1));
        return call -> {
            Value x = call.input();
            List<Value> made = new ArrayList<>();
            branches.forEach(branch -> made.add(call.apply(branch, x)));
            // Resizing the only pixel gives that pixel everywhere.
            Fill zeros =
                    new Fill(List.of(Length.ofAxis(0, 0), Length.ofAxis(0, 1), Length.ofAxis(0, 2), Length.of(1)), 0f);
            Value mean = call.apply(ofMean, ImageParts.mean(call, x));
            made.add(Parts.add(call, call.add(zeros, x), mean));
            return call.apply(projection, call.add(new Concatenate(3), made.toArray(Value[]::new)));
        };
    }

    private static String branch(int number) {
        return "aspp_parallel_channels/" + number;
    }

    /** A convolution, a batch normalization and an activation, which Keras has as one model. */
    private CustomInnerLayer normed(CustomLayerBuilder layer, String attribute, Map<String, Object> convolution) {
        Map<String, Object> config = Parts.options("filters", channels, "use_bias", false);
        config.putAll(convolution);
        List<Map<String, Object>> layers = List.of(
                Parts.named("Conv2D", "convolution", config),
                Parts.named("BatchNormalization", "norm", Parts.options("epsilon", EPSILON)),
                Parts.named("Activation", "activation", Parts.options("activation", activation)));
        return layer.inner(attribute, "Sequential", Map.of("layers", layers));
    }
}
