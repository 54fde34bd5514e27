package io.github.cornu.layers.quantized;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.layers.core.ActivationNames;
import java.util.Map;
import java.util.Set;

/**
 * The activation of a layer of QKeras: a {@link Quantizer}, one of QKeras's own functions, of which {@code
 * hard_sigmoid} is another than Keras's, or a function of Keras.
 */
@FunctionalInterface
interface QuantizedActivation {
    /** What Keras computes as QKeras does. */
    Set<String> OF_KERAS = Set.of("linear", "relu", "tanh", "sigmoid");

    Value apply(CustomCall call, Value x);

    /** That of the key {@code activation}. */
    static QuantizedActivation read(CustomLayerBuilder layer) {
        Object value = plain(layer.config().value("activation"));
        boolean quantizes = value instanceof Map || value instanceof String text && text.startsWith("quantized_");
        if (quantizes) {
            return Quantizer.of(value)::apply;
        }
        Steps own = value instanceof String name && !OF_KERAS.contains(name) ? Steps.named(name) : null;
        return own != null ? own::apply : ActivationNames.read(layer, "activation", "linear")::apply;
    }

    /** That of a key, for each number alone. */
    static Steps steps(CustomLayerBuilder layer, String key) {
        Object value = plain(layer.config().value(key));
        boolean quantizes = value instanceof Map || value instanceof String text && text.startsWith("quantized_");
        Steps steps =
                quantizes ? Quantizer.of(value).steps() : Steps.named(value instanceof String name ? name : "linear");
        if (steps == null) {
            throw new IllegalArgumentException("the " + key + " '" + value + "' is not supported inside");
        }
        return steps;
    }

    /** The name of a function of Python, which archives write as an object. */
    private static Object plain(Object given) {
        boolean isFunction = given instanceof Map<?, ?> map && "function".equals(map.get("class_name"));
        return isFunction ? ((Map<?, ?>) given).get("config") : given;
    }
}
