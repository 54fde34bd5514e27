package io.github.cornu.hub.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.StoredWeight;
import io.github.cornu.op.Activation;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.reduce.Accumulate;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.op.shape.Fill;
import io.github.cornu.op.shape.Length;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Short names for what most layers are composed of. */
public final class Parts {
    private Parts() {}

    /** a + b. */
    public static Value add(CustomCall call, Value a, Value b) {
        return call.add(new Combine(Binary.ADD), a, b);
    }

    /** a b. */
    public static Value multiply(CustomCall call, Value a, Value b) {
        return call.add(new Combine(Binary.MULTIPLY), a, b);
    }

    /** A function of each element and a number. */
    public static Value with(CustomCall call, Binary function, Value a, double number) {
        return call.add(new CombineScalar(function, (float) number), a);
    }

    /** A function of each element. */
    public static Value unary(CustomCall call, Unary function, Value a) {
        return call.add(new Elementwise(Activation.of(function)), a);
    }

    /** A constant. */
    public static Value constant(CustomCall call, Weight value) {
        return call.add(new Constant(value));
    }

    /** The position of each step of a sequence (batch, steps, …), counted from 0: (batch, steps). */
    public static Value positions(CustomCall call, Value x) {
        Value ones = call.add(new Fill(List.of(Length.ofAxis(0, 0), Length.ofAxis(0, 1)), 1f), x);
        return with(call, Binary.SUBTRACT, call.add(new Accumulate(Binary.ADD, 1), ones), 1);
    }

    /** A mask of padding, (batch, keys), as one of attention, (batch, 1, keys); null if it is. */
    public static Value ofKeys(CustomCall call, Value padding) {
        return padding == null ? null : call.add(Reshape.expandDims(1), padding);
    }

    /** A tensor that is given by name, or null. */
    public static Value keyword(CustomCall call, String name) {
        Object value = call.keyword(name);
        if (value == null || value instanceof Value) {
            return (Value) value;
        }
        throw new IllegalArgumentException("it is called with a '" + name + "' that is no tensor");
    }

    /** A tensor that is given by position or by name, or null. */
    public static Value argument(CustomCall call, int position, String name) {
        Value named = keyword(call, name);
        return position < call.inputs().size() ? call.inputs().get(position) : named;
    }

    /** A map without the values that are null. */
    public static Map<String, Object> options(Object... keysAndValues) {
        Map<String, Object> options = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            if (keysAndValues[i + 1] != null) {
                options.put((String) keysAndValues[i], keysAndValues[i + 1]);
            }
        }
        return options;
    }

    /** A layer in the list of a Sequential model, as a config has it. */
    public static Map<String, Object> named(String className, String name, Map<String, ?> config) {
        Map<String, Object> named = options("name", name);
        named.putAll(config);
        return Map.of("class_name", className, "config", named);
    }

    /** A number with all its digits, or another if the key is missing or null. */
    public static double number(CustomConfig config, String key, double otherwise) {
        Object value = config.value(key);
        if (value == null || value instanceof Number) {
            return value == null ? otherwise : ((Number) value).doubleValue();
        }
        throw new IllegalArgumentException("'" + key + "' is " + value + ", expected a number");
    }

    /** An inner LayerNormalization. */
    public static CustomInnerLayer norm(CustomLayerBuilder layer, String attribute, double epsilon) {
        return layer.inner(attribute, "LayerNormalization", Map.of("epsilon", epsilon));
    }

    /** An inner Dense layer. */
    public static CustomInnerLayer dense(CustomLayerBuilder layer, String attribute, int units, Object activation) {
        return layer.inner(attribute, "Dense", options("units", units, "activation", activation));
    }

    /**
     * The length of the vectors that a layer is called with: models here tell it; in a file it is that of its first
     * layer normalization.
     */
    public static int hiddenSize(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        if (config.has("hidden_dim")) {
            return config.integer("hidden_dim");
        }
        for (StoredWeight weight : layer.stored()) {
            if (weight.name().contains("layer_norm") && weight.shape().rank() == 1) {
                return weight.shape().length(0);
            }
        }
        throw new IllegalArgumentException("the file does not have the weights of its layer normalization");
    }

    /**
     * A vector of the model's own as the only step of a sequence, for each sample of another sequence.
     *
     * @param x (batch, steps, size)
     */
    public static Value beforeSteps(CustomCall call, Value x, Weight vector, int size) {
        Fill zeros = new Fill(List.of(Length.ofAxis(0, 0), Length.of(1), Length.of(size)), 0f);
        return add(call, call.add(zeros, x), constant(call, vector));
    }
}
