package io.github.cornu.hub.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * {@code T5TransformerLayer} (Raffel et al., 2019): attention, in decoders also to the result of the encoder, and dense
 * layers, each after an RMS normalization and added to its input. Outputs: the result, and what is added to the scores.
 */
public final class T5Layer {
    private final CustomInnerLayer attention;
    private final CustomInnerLayer attentionNorm;
    private final CustomInnerLayer cross;
    private final CustomInnerLayer crossNorm;
    private final CustomInnerLayer input;
    private final CustomInnerLayer gate;
    private final CustomInnerLayer output;
    private final CustomInnerLayer norm;

    private T5Layer(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        config.ignore("dropout");
        boolean decoder = config.bool("is_decoder", false);
        int hidden = config.integer("hidden_dim");
        int intermediate = config.integer("intermediate_dim");
        Map<String, Object> options = Parts.options(
                "is_decoder",
                decoder,
                "hidden_dim",
                hidden,
                "key_value_dim",
                config.integer("key_value_dim"),
                "num_heads",
                config.integer("num_heads"),
                Stepped.KEY,
                config.value(Stepped.KEY));
        Map<String, Object> first =
                Parts.options("use_relative_attention_bias", config.bool("use_relative_attention_bias", false));
        first.putAll(options);
        attention = layer.inner("self_attention", T5Attention.CLASS, first);
        attentionNorm = norm(layer, "self_attention_layer_norm");
        cross = decoder ? layer.inner("cross_attention", T5Attention.CLASS, options) : null;
        crossNorm = decoder ? norm(layer, "cross_attention_layer_norm") : null;
        input = dense(layer, "input_projector", intermediate, config.value("activation"));
        boolean gated = config.bool("use_gated_activation", false);
        gate = gated ? dense(layer, "gate_projector", intermediate, null) : null;
        output = dense(layer, "output_projector", hidden, null);
        norm = norm(layer, "layer_norm");
    }

    private static CustomInnerLayer norm(CustomLayerBuilder layer, String attribute) {
        float epsilon = layer.config().number("layer_norm_epsilon");
        return layer.inner(attribute, "keras_hub>T5LayerNorm", Map.of("epsilon", epsilon));
    }

    private static CustomInnerLayer dense(CustomLayerBuilder layer, String attribute, int units, Object activation) {
        return layer.inner(
                attribute, "Dense", Parts.options("units", units, "use_bias", false, "activation", activation));
    }

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        T5Layer read = new T5Layer(layer);
        return layer.config().bool(Stepped.KEY, false) ? read::step : read::call;
    }

    /**
     * Of some steps, with the keywords of {@link Stepped}. Outputs: the result, the keys and values of the steps, and
     * in the first layer what is added to the scores; or, of the output of an encoder alone, its keys and values.
     */
    private Value step(CustomCall call) {
        Value x = call.inputs().get(0);
        if (!Stepped.isCross(call)) {
            List<Value> made = call.applyAll(cross, Map.of(), x);
            call.alsoReturn(made.get(1));
            return made.get(0);
        }
        Map<String, Object> earlier = Stepped.earlier(call);
        earlier.put("position_bias", Parts.keyword(call, "position_bias"));
        earlier.put("distances", Parts.keyword(call, "distances"));
        earlier.values().removeIf(Objects::isNull);
        List<Value> attended = call.applyAll(attention, earlier, call.apply(attentionNorm, x));
        Value y = Parts.add(call, attended.get(0), x);
        Value z = call.applyAll(cross, Stepped.cross(call), call.apply(crossNorm, y))
                .get(0);
        y = Parts.add(call, z, y);
        attended.subList(1, attended.size()).forEach(call::alsoReturn);
        return Parts.add(call, feedForward(call, call.apply(norm, y)), y);
    }

    private Value call(CustomCall call) {
        Value x = call.inputs().get(0);
        Map<String, Object> masks = Parts.options(
                "padding_mask", Parts.keyword(call, "padding_mask"),
                "position_bias", Parts.keyword(call, "position_bias"));
        List<Value> attended = call.applyAll(attention, masks, call.apply(attentionNorm, x));
        Value y = Parts.add(call, attended.get(0), x);
        if (cross != null) {
            Map<String, Object> source = Parts.options(
                    "key_value_states", Parts.keyword(call, "encoder_hidden_states"),
                    "padding_mask", Parts.keyword(call, "encoder_padding_mask"));
            Value z = call.applyAll(cross, source, call.apply(crossNorm, y)).get(0);
            y = Parts.add(call, z, y);
        }
        if (attended.size() > 1) {
            call.alsoReturn(attended.get(1));
        }
        return Parts.add(call, feedForward(call, call.apply(norm, y)), y);
    }

    private Value feedForward(CustomCall call, Value x) {
        Value y = call.apply(input, x);
        return call.apply(output, gate == null ? y : Parts.multiply(call, y, call.apply(gate, x)));
    }
}
