package io.github.cornu.layers.attention;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.dense.MatMul;
import java.util.List;

/**
 * {@code ScaledDotProductAttention} of keras-self-attention (Vaswani et al., 2017): softmax(q kᵀ / √features) v, called
 * with a sequence, or with queries, keys and values.
 */
public final class ScaledAttention {
    private ScaledAttention() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        boolean both = layer.config().bool("return_attention", false);
        boolean past = layer.config().bool("history_only", false);
        return call -> {
            List<Value> inputs = Weighting.inputs(call);
            Value query = inputs.get(0);
            Value products = call.add(new MatMul(true), query, inputs.get(1));
            Value weights = Weighting.ofProducts(call, products, Parts.length(query.shape(), 2), past);
            if (both) {
                call.alsoReturn(weights);
            }
            return call.add(new MatMul(false), weights, inputs.get(2));
        };
    }
}
