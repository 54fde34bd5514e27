package io.github.cornu.layers.image;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code CCTTokenizer} of Keras's example of compact convolutional transformers: convolutions with relu, each padded
 * with zeros and pooled, and the pixels that are left as a sequence.
 */
public final class ConvolutionalTokenizer {
    private ConvolutionalTokenizer() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        config.ignore("positional_emb");
        List<Integer> channels = config.integers("num_output_channels");
        int count = config.integer("num_conv_layers");
        if (count < 1 || count > channels.size()) {
            throw new IllegalArgumentException(
                    "expected 'num_output_channels' of " + count + " layers, got " + channels);
        }
        List<Object> layers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = config.name() + "_" + i;
            layers.add(part(
                    "Conv2D",
                    Map.of(
                            "name",
                            name,
                            "filters",
                            channels.get(i),
                            "kernel_size",
                            square(config, "kernel_size"),
                            "strides",
                            square(config, "stride"),
                            "padding",
                            "valid",
                            "use_bias",
                            false,
                            "activation",
                            "relu")));
            layers.add(part("ZeroPadding2D", Map.of("name", name + "_pad", "padding", square(config, "padding"))));
            layers.add(part(
                    "MaxPooling2D",
                    Map.of(
                            "name",
                            name + "_pool",
                            "pool_size",
                            square(config, "pooling_kernel_size"),
                            "strides",
                            square(config, "pooling_stride"),
                            "padding",
                            "same")));
        }
        CustomInnerLayer model = layer.inner("conv_model", "Sequential", Map.of("layers", layers));
        return call -> {
            Value y = call.apply(model, call.input());
            int pixels = Math.multiplyExact(Parts.length(y.shape(), 1), Parts.length(y.shape(), 2));
            return call.add(Reshape.ofSamples(Shape.of(pixels, Parts.length(y.shape(), 3))), y);
        };
    }

    private static List<Integer> square(CustomConfig config, String key) {
        int side = config.integer(key);
        return List.of(side, side);
    }

    private static Map<String, Object> part(String className, Map<String, Object> options) {
        return Map.of("class_name", className, "config", options);
    }
}
