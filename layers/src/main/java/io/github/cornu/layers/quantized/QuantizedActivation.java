package io.github.cornu.layers.quantized;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.layers.core.ActivationNames;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.Activation;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import java.util.Map;

/**
 * The activation of a layer of QKeras: a {@link Quantizer}, one of QKeras's own functions, of which {@code
 * hard_sigmoid} is another than Keras's, or a function of Keras.
 */
@FunctionalInterface
interface QuantizedActivation {
    Value apply(CustomCall call, Value x);

    /** That of the key {@code activation}. */
    static QuantizedActivation read(CustomLayerBuilder layer) {
        Object given = layer.config().value("activation");
        // Archives write a function of Python as an object.
        boolean isFunction = given instanceof Map<?, ?> map && "function".equals(map.get("class_name"));
        Object value = isFunction ? ((Map<?, ?>) given).get("config") : given;
        boolean quantizes = value instanceof Map || value instanceof String text && text.startsWith("quantized_");
        if (quantizes) {
            return Quantizer.of(value)::apply;
        }
        QuantizedActivation own = value instanceof String name ? named(name) : null;
        return own != null ? own : ActivationNames.read(layer, "activation", "linear")::apply;
    }

    /** A function of QKeras, or null. */
    private static QuantizedActivation named(String name) {
        return switch (name) {
            case "hard_sigmoid" -> (call, x) -> sigmoid(call, x, 0.5f);
            case "smooth_sigmoid" -> (call, x) -> sigmoid(call, x, 0.1875f);
            case "hard_tanh" -> (call, x) -> tanh(call, sigmoid(call, x, 0.5f));
            case "smooth_tanh" -> (call, x) -> tanh(call, sigmoid(call, x, 0.1875f));
            case "binary_sigmoid" -> (call, x) -> Parts.unary(call, Unary.ROUND, sigmoid(call, x, 0.5f));
            case "binary_tanh" -> (call, x) -> tanh(call, Parts.unary(call, Unary.ROUND, sigmoid(call, x, 0.5f)));
            default -> null;
        };
    }

    private static Value sigmoid(CustomCall call, Value x, float slope) {
        Value line = Parts.with(call, Binary.ADD, Parts.with(call, Binary.MULTIPLY, x, slope), 0.5);
        return call.add(new Elementwise(Activation.of(Unary.CLIP, 0f, 1f, 0f)), line);
    }

    private static Value tanh(CustomCall call, Value sigmoid) {
        return Parts.with(call, Binary.SUBTRACT, Parts.with(call, Binary.MULTIPLY, sigmoid, 2), 1);
    }
}
