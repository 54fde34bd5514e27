package io.github.cornu.layers.image;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.StoredWeight;
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
        // Options that a program did not give are not in files of Keras 2; the weights have them.
        List<Shape> kernels = layer.stored().stream()
                .map(StoredWeight::shape)
                .filter(shape -> shape.rank() == 4)
                .toList();
        int count = config.integer("num_conv_layers", kernels.size());
        if (count < 1 || count != layer.stored().size() || count != kernels.size()) {
            throw new IllegalArgumentException(
                    "the file does not have the weights for it of the layer of Keras's example," + " kernels of "
                            + count + " convolutions, but " + kernels);
        }
        config.ignore("num_output_channels");
        List<Object> layers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = config.name() + "_" + i;
            layers.add(part(
                    "Conv2D",
                    Map.of(
                            "name",
                            name,
                            "filters",
                            kernels.get(i).length(3),
                            "kernel_size",
                            square(config, "kernel_size", 3),
                            "strides",
                            square(config, "stride", 1),
                            "padding",
                            "valid",
                            "use_bias",
                            false,
                            "activation",
                            "relu")));
            layers.add(part("ZeroPadding2D", Map.of("name", name + "_pad", "padding", square(config, "padding", 1))));
            layers.add(part(
                    "MaxPooling2D",
                    Map.of(
                            "name",
                            name + "_pool",
                            "pool_size",
                            square(config, "pooling_kernel_size", 3),
                            "strides",
                            square(config, "pooling_stride", 2),
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

    private static List<Integer> square(CustomConfig config, String key, int usual) {
        int side = config.integer(key, usual);
        return List.of(side, side);
    }

    private static Map<String, Object> part(String className, Map<String, Object> options) {
        return Map.of("class_name", className, "config", options);
    }
}
