package io.github.cornu.hub.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.StoredWeight;

/**
 * {@code keras_hub.layers.TransformerDecoder} (Vaswani et al., 2017): causal attention, attention to the result of an
 * encoder if it has one, and two dense layers, each added to its input, and normalized before or after.
 */
public final class TransformerDecoder {
    private TransformerDecoder() {}

    /** Attention, and the normalization before or after it. */
    private record Attended(CustomInnerLayer attention, CustomInnerLayer norm, boolean first) {
        Value apply(CustomCall call, Value x, Value encoded, Value mask, boolean causal) {
            Value y = first ? call.apply(norm, x) : x;
            Value value = encoded == null ? y : encoded;
            Object flag = causal ? true : null;
            y = call.applyAll(
                            attention,
                            Parts.options("value", value, "attention_mask", mask, "use_causal_mask", flag),
                            y)
                    .get(0);
            y = Parts.add(call, y, x);
            return first ? y : call.apply(norm, y);
        }
    }

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        int size = Parts.hiddenSize(layer);
        double epsilon = config.number("layer_norm_epsilon", 1e-5f);
        boolean first = config.bool("normalize_first", false);
        boolean crosses = config.has("cross_attention")
                ? config.bool("cross_attention", false)
                : layer.stored().stream().map(StoredWeight::name).anyMatch(name -> name.contains("cross_attention"));
        config.ignore("decoder_sequence_shape", "encoder_sequence_shape");
        if (config.bool(Stepped.KEY, false)) {
            return SteppedDecoder.create(layer, size, epsilon, first);
        }
        Attended self = attended(layer, "self_attention", size, epsilon, first);
        Attended cross = crosses ? attended(layer, "cross_attention", size, epsilon, first) : null;
        FeedForward feedForward = FeedForward.of(layer, size, epsilon);
        return call -> {
            Value x = Parts.argument(call, 0, "decoder_sequence");
            Value encoded = Parts.argument(call, 1, "encoder_sequence");
            if (encoded == null && cross != null) {
                throw new IllegalArgumentException("it is called without an encoder's sequence");
            }
            boolean causal = !Boolean.FALSE.equals(call.keyword("use_causal_mask"));
            Value y = self.apply(call, x, null, mask(call, "decoder", 0), causal);
            if (cross != null) {
                y = cross.apply(call, y, encoded, mask(call, "encoder", 1), false);
            }
            return feedForward.apply(call, y, first);
        };
    }

    private static Attended attended(CustomLayerBuilder layer, String name, int size, double epsilon, boolean first) {
        return new Attended(
                Heads.inner(layer, name + "_layer", size), Parts.norm(layer, name + "_layer_norm", epsilon), first);
    }

    /** That of padding, given or carried by the input; null if there is none. */
    private static Value mask(CustomCall call, String side, int input) {
        if (call.keyword(side + "_attention_mask") != null) {
            throw new IllegalArgumentException("it is called with " + side + "_attention_mask");
        }
        Value given = Parts.keyword(call, side + "_padding_mask");
        Value carried = input < call.masks().size() ? call.masks().get(input) : null;
        return Parts.ofKeys(call, given == null ? carried : given);
    }
}
