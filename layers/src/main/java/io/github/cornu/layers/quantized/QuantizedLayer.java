package io.github.cornu.layers.quantized;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.layers.core.ActivationNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code QDense}, {@code QConv1D}, {@code QConv2D} and {@code QActivation} of QKeras: layers of Keras whose weights,
 * which files have as floats, are quantised when the model is loaded, and whose activations may be quantised too.
 */
public final class QuantizedLayer {
    private static final List<String> CONVOLUTION = List.of(
            "filters", "kernel_size", "strides", "padding", "data_format", "dilation_rate", "groups", "use_bias");

    private QuantizedLayer() {}

    /** {@code QDense}. */
    public static CustomFunction dense(CustomLayerBuilder layer) {
        return create(layer, "Dense", List.of("units", "use_bias"));
    }

    /** {@code QConv1D}, {@code QConv2D}: the class of Keras. */
    public static CustomLayer convolution(String className) {
        return layer -> create(layer, className, CONVOLUTION);
    }

    /** {@code QActivation}. */
    public static CustomFunction activation(CustomLayerBuilder layer) {
        Quantizer quantizer = Quantizer.of(layer.config().value("activation"));
        return call -> {
            call.passMask();
            return quantizer.apply(call, call.input());
        };
    }

    private static CustomFunction create(CustomLayerBuilder layer, String className, List<String> keys) {
        CustomConfig config = layer.config();
        config.ignore("kernel_range", "bias_range");
        Map<String, Object> options = new LinkedHashMap<>();
        for (String key : keys) {
            if (config.value(key) != null) {
                options.put(key, config.value(key));
            }
        }
        CustomInnerLayer part = layer.part(className, options);
        Quantizer ofKernel = Quantizer.of(config.value("kernel_quantizer"));
        Quantizer ofBias = Quantizer.of(config.value("bias_quantizer"));
        if (ofKernel != null) {
            part.change("kernel", ofKernel::quantized);
        }
        if (ofBias != null && config.bool("use_bias", true)) {
            part.change("bias", ofBias::quantized);
        }
        Object named = config.value("activation");
        Quantizer quantizer = Quantizer.isOne(named) ? Quantizer.of(named) : null;
        ActivationNames activation = quantizer == null ? ActivationNames.read(layer, "activation", "linear") : null;
        return call -> {
            Value y = call.apply(part, call.input());
            return quantizer == null ? activation.apply(call, y) : quantizer.apply(call, y);
        };
    }
}
