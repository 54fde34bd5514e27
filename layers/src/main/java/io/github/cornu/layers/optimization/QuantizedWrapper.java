package io.github.cornu.layers.optimization;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code QuantizeWrapper}, {@code QuantizeWrapperV2} and {@code QuantizeLayer} of quantization-aware training. Kernels
 * are quantized when the model is loaded, activations in each call.
 */
public final class QuantizedWrapper {
    private static final String ACTIVATION = "activation";
    private static final String OPTIMIZER_STEP = "optimizer_step";

    private QuantizedWrapper() {}

    /** {@code QuantizeLayer}, which quantizes what goes through it. */
    public static CustomFunction layer(CustomLayerBuilder layer) {
        FakeQuantizer quantizer = FakeQuantizer.of(layer.config().value("quantizer"));
        FakeQuantizer.Limits limits = quantizer == null
                ? null
                : quantizer.declare(layer, layer.config().name());
        layer.nonTrainableWeight(OPTIMIZER_STEP);
        return call -> limits == null ? Wrapped.withoutMask(call, call.input()) : limits.apply(call, call.input());
    }

    /** {@code QuantizeAnnotate}, which only notes how its layer is to be quantized. */
    public static CustomFunction annotated(CustomLayerBuilder layer) {
        layer.config().ignore("quantize_config");
        return Wrapped.of(layer.config()).call(layer.inner(Wrapped.LAYER, Wrapped.LAYER));
    }

    /** {@code QuantizeWrapper}, {@code QuantizeWrapperV2}. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        layer.listInnerFirst(false);
        Wrapped given = Wrapped.of(layer.config());
        QuantizeConfig quantize = QuantizeConfig.of(layer.config().value("quantize_config"), given);
        if (!List.of().equals(quantize.activations()) && !List.of(ACTIVATION).equals(quantize.activations())) {
            throw new IllegalArgumentException("the activation_attrs " + quantize.activations() + " are not supported");
        }
        Map<String, Object> options = new LinkedHashMap<>(given.options());
        Object function = function(options.get(ACTIVATION));
        if (!quantize.activations().isEmpty()) {
            options.put(ACTIVATION, "linear");
        }
        Wrapped wrapped = new Wrapped(given.className(), options);
        CustomInnerLayer inner = layer.inner(Wrapped.LAYER, wrapped.className(), options);
        layer.shareTrained(inner);
        layer.nonTrainableWeight(OPTIMIZER_STEP);
        for (String weight : quantize.weights()) {
            FakeQuantizer.Limits limits = quantize.ofWeights().declare(layer, weight);
            inner.change(weight, limits::quantized);
            layer.share(inner, weight, false);
        }
        QuantizedFunction activation =
                quantize.activations().isEmpty() ? null : QuantizedFunction.declare(layer, function, quantize);
        FakeQuantizer.Limits output =
                quantize.output() ? quantize.ofActivations().declare(layer, "output") : null;
        CustomFunction plain = wrapped.call(inner);
        return call -> {
            Value y = plain.call(call);
            Value activated = activation == null ? y : activation.apply(call, y);
            return output == null ? activated : output.apply(call, activated);
        };
    }

    /** What an activation is without what Python's code puts around it. */
    private static Object function(Object activation) {
        Object inner = Wrapped.named(activation);
        while (inner instanceof Map<?, ?> object
                && object.get("config") instanceof Map<?, ?> config
                && config.containsKey(ACTIVATION)) {
            inner = Wrapped.named(config.get(ACTIVATION));
        }
        return inner;
    }

    /**
     * An activation function with what is quantized before and behind it.
     *
     * @param layer null if the function does nothing
     * @param before or null
     * @param behind or null
     */
    private record QuantizedFunction(CustomInnerLayer layer, FakeQuantizer.Limits before, FakeQuantizer.Limits behind) {
        private static final List<String> BEFORE = List.of("softmax", "sigmoid", "tanh", "gelu");
        private static final List<String> BEHIND = List.of("linear", "relu", "swish", "gelu");

        static QuantizedFunction declare(CustomLayerBuilder builder, Object function, QuantizeConfig quantize) {
            Object named = function == null ? "linear" : function;
            boolean none = named instanceof Map<?, ?> object && "NoOpActivation".equals(object.get("class_name"));
            if (!none && !BEFORE.contains(named) && !BEHIND.contains(named)) {
                throw new IllegalArgumentException(
                        "the activation " + named + " is not supported in a quantized layer");
            }
            FakeQuantizer quantizer = quantize.ofActivations();
            FakeQuantizer.Limits before = BEFORE.contains(named) ? quantizer.declare(builder, "pre_activation") : null;
            FakeQuantizer.Limits behind = BEHIND.contains(named) ? quantizer.declare(builder, "post_activation") : null;
            return new QuantizedFunction(
                    none || named.equals("linear")
                            ? null
                            : builder.inner(ACTIVATION, "Activation", Map.of(ACTIVATION, named)),
                    before,
                    behind);
        }

        Value apply(CustomCall call, Value x) {
            Value y = before == null ? x : before.apply(call, x);
            y = layer == null ? y : call.apply(layer, y);
            return behind == null ? y : behind.apply(call, y);
        }
    }
}
