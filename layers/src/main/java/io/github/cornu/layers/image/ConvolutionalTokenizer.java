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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code CCTTokenizer} of Keras's example of compact convolutional transformers: convolutions with relu, each padded
 * with zeros and pooled, and the pixels that are left as a sequence.
 */
public final class ConvolutionalTokenizer {
    private ConvolutionalTokenizer() {}

    /** The options that neither all configs nor the weights tell. */
    public static List<String> guessed() {
        return List.of("stride", "padding", "pooling_kernel_size", "pooling_stride");
    }

    /** Reads the config. Options that it does not have are those of the example. */
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
            layers.add(convolution(config, name, kernels.get(i)));
            layers.add(part("ZeroPadding2D", Map.of("name", name + "_pad", "padding", square(config, "padding", 1))));
            layers.add(pooling(config, name + "_pool"));
        }
        CustomInnerLayer model = layer.inner("conv_model", "Sequential", Map.of("layers", layers));
        return call -> {
            Value y = call.apply(model, call.input());
            int pixels = Math.multiplyExact(Parts.length(y.shape(), 1), Parts.length(y.shape(), 2));
            return call.add(Reshape.ofSamples(Shape.of(pixels, Parts.length(y.shape(), 3))), y);
        };
    }

    private static Map<String, Object> convolution(CustomConfig config, String name, Shape kernel) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("name", name);
        options.put("filters", kernel.length(3));
        options.put("kernel_size", square(config, "kernel_size", kernel.length(0)));
        options.put("strides", square(config, "stride", 1));
        options.put("padding", "valid");
        options.put("use_bias", false);
        options.put("activation", "relu");
        return part("Conv2D", options);
    }

    private static Map<String, Object> pooling(CustomConfig config, String name) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("name", name);
        options.put("pool_size", square(config, "pooling_kernel_size", 3));
        options.put("strides", square(config, "pooling_stride", 2));
        options.put("padding", "same");
        return part("MaxPooling2D", options);
    }

    private static List<Integer> square(CustomConfig config, String key, int usual) {
        int side = config.integer(key, usual);
        return List.of(side, side);
    }

    private static Map<String, Object> part(String className, Map<String, Object> options) {
        return Map.of("class_name", className, "config", options);
    }
}
