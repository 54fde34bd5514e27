package io.github.cornu.hub.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.op.attention.Attention;
import io.github.cornu.op.attention.Visibility;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The attention inside {@link BloomDecoder}: causal, of several heads, with {@link Alibi}. */
public final class BloomAttention {
    static final String CLASS = "cornu_hub>BloomAttention";

    private BloomAttention() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        int size = config.integer("hidden_dim");
        int heads = config.integer("num_heads");
        if (heads < 1 || size % heads != 0) {
            throw new IllegalArgumentException("vectors of the length " + size + " for " + heads + " heads");
        }
        CustomInnerLayer query = projection(layer, "query_dense", heads, size / heads);
        CustomInnerLayer key = projection(layer, "key_dense", heads, size / heads);
        CustomInnerLayer value = projection(layer, "value_dense", heads, size / heads);
        CustomInnerLayer output = Parts.dense(layer, "output_dense", size, null);
        float scale = (float) (1 / Math.sqrt(size / heads));
        Alibi alibi = new Alibi(heads, scale);
        Visibility causal = new Visibility(true, 0, Visibility.FullyMasked.ZERO);
        return call -> {
            Value x = call.inputs().get(0);
            Value padding = Parts.keyword(call, "padding_mask");
            List<Value> operands = new ArrayList<>();
            operands.add(alibi.queries(call, call.apply(query, x)));
            operands.add(alibi.keys(call, call.apply(key, x), Parts.positions(call, x)));
            operands.add(call.apply(value, x));
            if (padding != null) {
                operands.add(call.add(Reshape.expandDims(1), Parts.ofKeys(call, padding)));
            }
            Attention attention = new Attention(1, Weight.of(new float[] {scale}), causal);
            Value y = call.add(attention, operands.toArray(Value[]::new));
            return call.apply(output, call.add(Reshape.mergeAxes(2, 4), y));
        };
    }

    private static CustomInnerLayer projection(CustomLayerBuilder layer, String attribute, int heads, int size) {
        return layer.inner(
                attribute,
                "EinsumDense",
                Map.of(
                        "equation", "btm,mnh->btnh",
                        "output_shape", Arrays.asList(null, heads, size),
                        "bias_axes", "nh"));
    }
}
