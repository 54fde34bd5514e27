package io.github.cornu.layers.quantized;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * {@code QAveragePooling2D} and {@code QGlobalAveragePooling2D} of QKeras: Keras's average times the number of pixels
 * of a window, times one over that number, quantised.
 */
public final class QuantizedPooling {
    private QuantizedPooling() {}

    /** {@code QAveragePooling2D}. */
    public static CustomFunction average(CustomLayerBuilder layer) {
        List<Integer> size = layer.config().integers("pool_size");
        int area = size.stream().reduce(1, Math::multiplyExact);
        return create(
                layer,
                "AveragePooling2D",
                List.of("pool_size", "strides", "padding", "data_format"),
                shape -> size.size() == 1 ? area * area : area);
    }

    /** {@code QGlobalAveragePooling2D}. */
    public static CustomFunction globalAverage(CustomLayerBuilder layer) {
        int first = "channels_first".equals(layer.config().string("data_format", null)) ? 2 : 1;
        return create(
                layer,
                "GlobalAveragePooling2D",
                List.of("data_format", "keepdims"),
                shape -> Parts.length(shape, first) * Parts.length(shape, first + 1));
    }

    private static CustomFunction create(
            CustomLayerBuilder layer, String className, List<String> keys, ToIntFunction<Shape> area) {
        CustomConfig config = layer.config();
        Map<String, Object> options = new LinkedHashMap<>();
        for (String key : keys) {
            if (config.value(key) != null) {
                options.put(key, config.value(key));
            }
        }
        CustomInnerLayer part = layer.part(className, options);
        Quantizer quantizer = Quantizer.of(config.value("average_quantizer"));
        QuantizedActivation activation = QuantizedActivation.read(layer);
        return call -> {
            Value y = call.apply(part, call.input());
            if (quantizer != null) {
                int pixels = area.applyAsInt(call.input().shape());
                float share = quantizer.quantized(Weight.of(new float[] {1f / pixels}, 1))
                        .read()[0];
                y = Parts.with(call, Binary.MULTIPLY, Parts.with(call, Binary.MULTIPLY, y, pixels), share);
            }
            return activation.apply(call, y);
        };
    }
}
