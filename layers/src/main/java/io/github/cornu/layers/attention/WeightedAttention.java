package io.github.cornu.layers.attention;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.Activation;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.shape.Reshape;

/**
 * The mean over time, weighted by softmax(x W + b): {@code SeqWeightedAttention} of keras-self-attention, and {@code
 * AttentionWeightedAverage} of DeepMoji (Felbo et al., 2017), which leaves masked steps out.
 */
public final class WeightedAttention {
    private WeightedAttention() {}

    /** Reads the config of {@code SeqWeightedAttention}. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        CustomWeight w = layer.weight("W");
        CustomWeight b = layer.config().bool("use_bias", true) ? layer.weight("b") : null;
        boolean both = layer.config().bool("return_attention", false);
        return call -> {
            Value scores = scores(call, w, b);
            if (call.mask() != null) {
                Value hidden = call.add(Reshape.expandDims(2), Weighting.hidden(call, call.mask()));
                scores = Parts.add(call, scores, hidden);
            }
            return weighted(call, Weighting.softmax(call, scores, 1, Weighting.EPSILON), both);
        };
    }

    /** Reads the config of {@code AttentionWeightedAverage}. */
    public static CustomFunction average(CustomLayerBuilder layer) {
        CustomWeight w = layer.weight("W");
        boolean both = layer.config().bool("return_attention", false);
        return call -> {
            if (call.mask() != null) {
                throw new IllegalArgumentException("AttentionWeightedAverage with a mask is not supported");
            }
            return weighted(call, Weighting.softmax(call, scores(call, w, null), 1, Weighting.EPSILON), both);
        };
    }

    private static Value scores(CustomCall call, CustomWeight w, CustomWeight b) {
        int features = Parts.length(call.input().shape(), 2);
        Dense dense = new Dense(w.expect(features, 1), b == null ? null : b.expect(1), Activation.LINEAR);
        return call.add(dense, call.input());
    }

    private static Value weighted(CustomCall call, Value weights, boolean both) {
        if (both) {
            call.alsoReturn(call.add(Reshape.squeeze(2), weights));
        }
        return Weighting.sum(call, call.input(), weights);
    }
}
