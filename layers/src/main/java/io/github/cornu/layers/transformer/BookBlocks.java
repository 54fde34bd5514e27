package io.github.cornu.layers.transformer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.StoredWeight;
import io.github.cornu.layers.core.Pairs;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.shape.Reshape;
import java.util.Map;

/**
 * {@code TransformerEncoder} and {@code TransformerDecoder} of the third edition of "Deep Learning with Python", which
 * are called with the mask of the source as an argument, and the decoder of a language model there, which has no
 * source.
 */
public final class BookBlocks {
    private static final double EPSILON = 1e-3;

    private BookBlocks() {}

    /** The encoder: {@code call(source, source_mask)}. */
    public static CustomFunction encoder(CustomLayerBuilder layer) {
        Step attention = attention(layer, "self_attention");
        Step dense = dense(layer);
        return call -> {
            Value x = Pairs.argument(call, 0, "source");
            Value mask = seen(call, Pairs.argument(call, 1, "source_mask"));
            return dense.of(call, attention.of(call, x, Map.of("value", x, "attention_mask", mask)), Map.of());
        };
    }

    /** The decoder: {@code call(target, source, source_mask)}, or {@code call(inputs)} without a source. */
    static CustomFunction decoder(CustomLayerBuilder layer) {
        boolean hasSource = layer.stored().stream().filter(BookBlocks::isQuery).count() > 1;
        Step attention = attention(layer, "self_attention");
        Step cross = hasSource ? attention(layer, "cross_attention") : null;
        Step dense = dense(layer);
        return call -> {
            Value x = Pairs.argument(call, 0, hasSource ? "target" : "inputs");
            Value y = attention.of(call, x, Map.of("value", x, "use_causal_mask", true));
            if (hasSource) {
                Value source = Pairs.argument(call, 1, "source");
                Value mask = seen(call, Pairs.argument(call, 2, "source_mask"));
                y = cross.of(call, y, Map.of("value", source, "attention_mask", mask));
            }
            return dense.of(call, y, Map.of());
        };
    }

    private static boolean isQuery(StoredWeight weight) {
        return weight.name().contains("query") && weight.shape().rank() == 3;
    }

    /** For all queries. */
    private static Value seen(CustomCall call, Value mask) {
        return call.add(Reshape.expandDims(1), mask);
    }

    /** What is added to its input, and normalized. */
    private interface Step {
        Value of(CustomCall call, Value x, Map<String, ?> given);
    }

    private static Step attention(CustomLayerBuilder layer, String attribute) {
        int size = layer.config().integer("hidden_dim");
        CustomInnerLayer heads =
                Blocks.attention(layer, attribute, size, layer.config().integer("num_heads"));
        CustomInnerLayer norm = Blocks.norm(layer, attribute + "_layernorm", EPSILON);
        return (call, x, given) ->
                call.apply(norm, Parts.add(call, call.applyAll(heads, given, x).get(0), x));
    }

    private static Step dense(CustomLayerBuilder layer) {
        int between = layer.config().integer("intermediate_dim");
        CustomInnerLayer first = layer.inner("feed_forward_1", "Dense", Map.of("units", between, "activation", "relu"));
        int size = layer.config().integer("hidden_dim");
        CustomInnerLayer second = layer.inner("feed_forward_2", "Dense", Map.of("units", size));
        CustomInnerLayer norm = Blocks.norm(layer, "feed_forward_layernorm", EPSILON);
        return (call, x, given) -> call.apply(norm, Parts.add(call, call.apply(second, call.apply(first, x)), x));
    }
}
