package io.github.cornu.layers.transformer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.layers.core.Pairs;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.shape.Reshape;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code TransformerDecoder} of Keras's example of machine translation and of the second and third edition of "Deep
 * Learning with Python": causal attention, attention to what an encoder gives, and two dense layers with relu between
 * them, each added to its input and normalized.
 */
public final class TransformerDecoder {
    private static final double EPSILON = 1e-3;

    private TransformerDecoder() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        if (config.has("hidden_dim") && config.has("intermediate_dim")) {
            return BookBlocks.decoder(layer);
        }
        if (!config.has("embed_dim") || config.has("latent_dim") == config.has("dense_dim")) {
            throw new IllegalArgumentException(
                    "its config is not that of TransformerDecoder of Keras's example of machine"
                            + " translation or of \"Deep Learning with Python\"");
        }
        int size = config.integer("embed_dim");
        int heads = config.integer("num_heads");
        int between = config.integer(config.has("latent_dim") ? "latent_dim" : "dense_dim");
        CustomInnerLayer own = Blocks.attention(layer, "attention_1", size, heads);
        CustomInnerLayer cross = Blocks.attention(layer, "attention_2", size, heads);
        CustomInnerLayer dense = Blocks.dense(layer, "dense_proj", between, "relu", size);
        CustomInnerLayer first = Blocks.norm(layer, "layernorm_1", EPSILON);
        CustomInnerLayer second = Blocks.norm(layer, "layernorm_2", EPSILON);
        CustomInnerLayer third = Blocks.norm(layer, "layernorm_3", EPSILON);
        boolean ofKeras3 = layer.kerasVersion() >= 3;
        return call -> {
            Value x = call.inputs().get(0);
            Value encoded = Pairs.argument(call, 1, "encoder_outputs");
            Value mask = call.masks().get(0);
            if (ofKeras3 && call.masks().stream().anyMatch(any -> any != null)) {
                throw new IllegalArgumentException(
                        "TransformerDecoder with a mask is not supported in Keras 3, where classes of this name do"
                                + " different things with it");
            }
            Value attended = attended(call, own, Map.of("value", x, "use_causal_mask", true), x);
            Value y = call.apply(first, Parts.add(call, x, attended));
            Map<String, Object> given = new HashMap<>(Map.of("value", encoded));
            if (mask != null) {
                // Its code joins the mask of its own steps with the causal one, and lets both hide the encoder's.
                given.put("attention_mask", call.add(Reshape.expandDims(1), mask));
                given.put("use_causal_mask", true);
                call.setMask(mask);
            }
            Value z = call.apply(second, Parts.add(call, y, attended(call, cross, given, y)));
            return call.apply(third, Parts.add(call, z, call.apply(dense, z)));
        };
    }

    private static Value attended(CustomCall call, CustomInnerLayer attention, Map<String, ?> given, Value query) {
        return call.applyAll(attention, given, query).get(0);
    }
}
