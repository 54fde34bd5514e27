package io.github.cornu.layers.attention;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.custom.JavaFunction;
import io.github.cornu.op.dense.MatMul;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import java.util.List;

/**
 * {@code ScaledDotProductAttention} of keras-self-attention (Vaswani et al., 2017): softmax(q kᵀ / √features) v, called
 * with a sequence, or with queries, keys and values.
 */
public final class ScaledAttention {
    private static final int INPUTS = 3;

    private ScaledAttention() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        boolean both = layer.config().bool("return_attention", false);
        boolean past = layer.config().bool("history_only", false);
        return call -> {
            List<Value> inputs = call.inputs();
            if (inputs.size() != 1 && inputs.size() != INPUTS) {
                throw new IllegalArgumentException(
                        "expected queries, keys and values, got " + inputs.size() + " inputs");
            }
            Value query = inputs.get(0);
            Value key = inputs.get(inputs.size() == 1 ? 0 : 1);
            Value value = inputs.get(inputs.size() == 1 ? 0 : 2);
            double root = Math.sqrt(Parts.length(query.shape(), 2));
            Value scores = Parts.with(call, Binary.DIVIDE, call.add(new MatMul(true), query, key), root);
            if (past) {
                JavaFunction reach = SelfAttentionFunctions.reach(
                        SelfAttentionFunctions.UNLIMITED - 1, SelfAttentionFunctions.UNLIMITED);
                scores = Parts.add(call, scores, call.add(reach, scores));
            }
            Value mask = call.masks().get(inputs.size() == 1 ? 0 : 1);
            if (mask != null) {
                Value hidden = call.add(Reshape.expandDims(1), Weighting.hidden(call, mask));
                scores = Parts.add(call, scores, hidden);
            }
            Value weights = Weighting.softmax(call, scores, 2, 0);
            if (both) {
                call.alsoReturn(weights);
            }
            return call.add(new MatMul(false), weights, value);
        };
    }
}
