package io.github.cornu.hub.layers.image;

import io.github.cornu.graph.Value;
import io.github.cornu.hub.layers.Heads;
import io.github.cornu.hub.layers.Parts;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import java.util.Map;

/** {@code CLIPEncoderLayer} (Radford et al., 2021): attention and two dense layers, each after a normalization. */
public final class ClipEncoder {
    private static final double EPSILON = 1e-5;

    private ClipEncoder() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        int size = config.integer("hidden_dim");
        boolean causal = config.bool("use_causal_mask", true);
        Object activation = config.value("intermediate_activation");
        if (activation == null) {
            throw new IllegalArgumentException("'intermediate_activation' is null or missing, expected a name");
        }
        boolean quick = activation.equals("quick_gelu");
        CustomInnerLayer norm = Parts.norm(layer, "layer_norm_1", EPSILON);
        CustomInnerLayer attention = Heads.inner(layer, "attention", size);
        CustomInnerLayer secondNorm = Parts.norm(layer, "layer_norm_2", EPSILON);
        CustomInnerLayer first =
                Parts.dense(layer, "dense_1", config.integer("intermediate_dim"), quick ? null : activation);
        CustomInnerLayer second = Parts.dense(layer, "dense_2", size, null);
        return call -> {
            Value x = call.input();
            Value y = call.apply(norm, x);
            y = call.applyAll(attention, Map.of("value", y, "use_causal_mask", causal), y)
                    .get(0);
            y = Parts.add(call, x, y);
            Value z = call.apply(first, call.apply(secondNorm, y));
            return Parts.add(call, y, call.apply(second, quick ? quickGelu(call, z) : z));
        };
    }

    /** x sigmoid(1.702 x). */
    private static Value quickGelu(CustomCall call, Value x) {
        Value scaled = Parts.with(call, Binary.MULTIPLY, x, 1.702);
        return Parts.multiply(call, x, Parts.unary(call, Unary.SIGMOID, scaled));
    }
}
