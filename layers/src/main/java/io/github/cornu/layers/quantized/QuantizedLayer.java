package io.github.cornu.layers.quantized;

import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Layers of QKeras that are Keras's but for their weights, which files have as floats and which are quantised when the
 * model is loaded, and for their activations, which may be quantised too.
 */
public final class QuantizedLayer {
    private static final String BIAS = "bias";
    private static final List<String> CONVOLUTION = List.of(
            "filters", "kernel_size", "strides", "padding", "data_format", "dilation_rate", "groups", "use_bias");
    private static final List<String> TRANSPOSED = List.of(
            "filters",
            "kernel_size",
            "strides",
            "padding",
            "output_padding",
            "data_format",
            "dilation_rate",
            "groups",
            "use_bias");
    private static final List<String> DEPTHWISE = List.of(
            "kernel_size",
            "strides",
            "padding",
            "data_format",
            "dilation_rate",
            "depth_multiplier",
            "groups",
            "use_bias");
    private static final List<String> SEPARABLE = List.of(
            "filters",
            "kernel_size",
            "strides",
            "padding",
            "data_format",
            "dilation_rate",
            "depth_multiplier",
            "groups",
            "use_bias");

    /** The weights with the keys of their quantizers. */
    private static final Map<String, String> OF_KERNEL = Map.of("kernel", "kernel_quantizer", BIAS, "bias_quantizer");

    private static final Map<String, String> OF_DEPTHWISE =
            Map.of("depthwise_kernel", "depthwise_quantizer", BIAS, "bias_quantizer");
    private static final Map<String, String> OF_SEPARABLE = Map.of(
            "depthwise_kernel",
            "depthwise_quantizer",
            "pointwise_kernel",
            "pointwise_quantizer",
            BIAS,
            "bias_quantizer");
    private static final Map<String, String> OF_NORMALIZATION = Map.of(
            "gamma", "gamma_quantizer",
            "beta", "beta_quantizer",
            "moving_mean", "mean_quantizer",
            "moving_variance", "variance_quantizer");

    private QuantizedLayer() {}

    /** {@code QDense}. */
    public static CustomFunction dense(CustomLayerBuilder layer) {
        return create(layer, "Dense", List.of("units", "use_bias"), OF_KERNEL);
    }

    /** {@code QConv1D}, {@code QConv2D}: the class of Keras. */
    public static CustomLayer convolution(String className) {
        return layer -> create(layer, className, CONVOLUTION, OF_KERNEL);
    }

    /** {@code QConv2DTranspose}. */
    public static CustomFunction transposed(CustomLayerBuilder layer) {
        return create(layer, "Conv2DTranspose", TRANSPOSED, OF_KERNEL);
    }

    /** {@code QDepthwiseConv2D}. */
    public static CustomFunction depthwise(CustomLayerBuilder layer) {
        layer.config().ignore("depthwise_range");
        return create(layer, "DepthwiseConv2D", DEPTHWISE, OF_DEPTHWISE);
    }

    /** {@code QSeparableConv1D}, {@code QSeparableConv2D}: the class of Keras. */
    public static CustomLayer separable(String className) {
        return layer -> create(layer, className, SEPARABLE, OF_SEPARABLE);
    }

    /** {@code QBatchNormalization}. */
    public static CustomFunction normalization(CustomLayerBuilder layer) {
        layer.config().ignore("gamma_range", "beta_range", "momentum");
        return create(layer, "BatchNormalization", List.of("axis", "epsilon", "center", "scale"), OF_NORMALIZATION);
    }

    /** {@code QActivation}. */
    public static CustomFunction activation(CustomLayerBuilder layer) {
        QuantizedActivation activation = QuantizedActivation.read(layer);
        return call -> {
            call.passMask();
            return activation.apply(call, call.input());
        };
    }

    private static CustomFunction create(
            CustomLayerBuilder layer, String className, List<String> keys, Map<String, String> quantizers) {
        CustomConfig config = layer.config();
        config.ignore("kernel_range", "bias_range");
        Map<String, Object> options = new LinkedHashMap<>();
        for (String key : keys) {
            if (config.value(key) != null) {
                options.put(key, config.value(key));
            }
        }
        CustomInnerLayer part = layer.part(className, options);
        quantizers.forEach((weight, key) -> {
            Quantizer quantizer = Quantizer.of(config.value(key));
            if (quantizer != null && has(config, weight)) {
                part.change(weight, quantizer::quantized);
            }
        });
        QuantizedActivation activation = QuantizedActivation.read(layer);
        return call -> activation.apply(call, call.apply(part, call.input()));
    }

    private static boolean has(CustomConfig config, String weight) {
        return switch (weight) {
            case BIAS -> config.bool("use_bias", true);
            case "gamma" -> config.bool("scale", true);
            case "beta" -> config.bool("center", true);
            default -> true;
        };
    }
}
