package io.github.cornu.hub.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.tensor.Binary;

/**
 * {@code keras_hub.layers.TransformerEncoder} (Vaswani et al., 2017): attention of several heads and two dense layers,
 * each added to its input, and normalized before or after.
 */
public final class TransformerEncoder {
    private TransformerEncoder() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        int size = Parts.hiddenSize(layer);
        double epsilon = config.number("layer_norm_epsilon", 1e-5f);
        CustomInnerLayer attention = Heads.inner(layer, "self_attention_layer", size);
        CustomInnerLayer attentionNorm = Parts.norm(layer, "self_attention_layer_norm", epsilon);
        FeedForward feedForward = FeedForward.of(layer, size, epsilon);
        boolean first = config.bool("normalize_first", false);
        return call -> {
            Value x = call.input();
            Value mask = mask(call);
            Value y = first ? call.apply(attentionNorm, x) : x;
            y = call.applyAll(attention, Parts.options("value", y, "attention_mask", mask), y)
                    .get(0);
            y = Parts.add(call, y, x);
            return feedForward.apply(call, first ? y : call.apply(attentionNorm, y), first);
        };
    }

    /** Of padding, given or carried by the input, and of pairs of steps; null if there is none. */
    private static Value mask(CustomCall call) {
        Value given = Parts.keyword(call, "padding_mask");
        if (call.mask() != null) {
            call.passMask();
        }
        Value ofKeys = Parts.ofKeys(call, given == null ? call.mask() : given);
        Value ofPairs = Parts.keyword(call, "attention_mask");
        if (ofKeys == null || ofPairs == null) {
            return ofKeys == null ? ofPairs : ofKeys;
        }
        return call.add(new Combine(Binary.MINIMUM), isSet(call, ofKeys), isSet(call, ofPairs));
    }

    private static Value isSet(CustomCall call, Value mask) {
        return call.add(new CombineScalar(Binary.NOT_EQUAL, 0f), mask);
    }
}
