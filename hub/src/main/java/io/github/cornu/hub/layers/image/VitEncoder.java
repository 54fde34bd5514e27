package io.github.cornu.hub.layers.image;

import io.github.cornu.graph.Value;
import io.github.cornu.hub.layers.Parts;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code ViTEncoder} and the blocks in it (Dosovitskiy et al., 2020): attention and two dense layers each. */
public final class VitEncoder {
    private static final int MAX_LAYERS = 1000;

    private VitEncoder() {}

    /** Reads the config of the encoder. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        config.ignore("dropout_rate");
        int count = config.integer("num_layers");
        if (count < 0 || count > MAX_LAYERS) {
            throw new IllegalArgumentException("'num_layers' is " + count);
        }
        float epsilon = config.number("layer_norm_epsilon", 1e-6f);
        Map<String, Object> options = Map.of(
                "num_heads", config.integer("num_heads"),
                "hidden_dim", config.integer("hidden_dim"),
                "mlp_dim", config.integer("mlp_dim"),
                "use_mha_bias", config.bool("use_mha_bias", true),
                "use_mlp_bias", config.bool("use_mlp_bias", true),
                "attention_dropout", config.number("attention_dropout", 0f),
                "layer_norm_epsilon", epsilon);
        List<CustomInnerLayer> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            blocks.add(layer.inner("encoder_layers/" + i, "keras_hub>ViTEncoderBlock", options));
        }
        CustomInnerLayer norm = Parts.norm(layer, "layer_norm", epsilon);
        return call -> {
            Value x = call.input();
            for (CustomInnerLayer block : blocks) {
                x = call.apply(block, x);
            }
            return call.apply(norm, x);
        };
    }

    /** Reads the config of a block. */
    public static CustomFunction block(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        config.ignore("key_dim", "dropout_rate");
        int size = config.integer("hidden_dim");
        int heads = config.integer("num_heads");
        if (heads < 1 || size < heads) {
            throw new IllegalArgumentException("vectors of the length " + size + " for " + heads + " heads");
        }
        float epsilon = config.number("layer_norm_epsilon", 1e-6f);
        CustomInnerLayer norm = Parts.norm(layer, "layer_norm_1", epsilon);
        CustomInnerLayer attention = layer.inner(
                "mha",
                "MultiHeadAttention",
                Map.of(
                        "num_heads",
                        heads,
                        "key_dim",
                        size / heads,
                        "use_bias",
                        config.bool("use_mha_bias", true),
                        "dropout",
                        config.number("attention_dropout", 0f)));
        CustomInnerLayer secondNorm = Parts.norm(layer, "layer_norm_2", epsilon);
        CustomInnerLayer dense = layer.inner(
                "mlp",
                "cornu_hub>TwoDense",
                Map.of(
                        "hidden_dim", size,
                        "mlp_dim", config.integer("mlp_dim"),
                        "use_bias", config.bool("use_mlp_bias", true)));
        return call -> {
            Value x = call.input();
            Value y = call.apply(norm, x);
            y = Parts.add(call, call.applyAll(attention, Map.of("value", y), y).get(0), x);
            return Parts.add(call, y, call.apply(dense, call.apply(secondNorm, y)));
        };
    }

    /** Reads the config of the two dense layers in a block. */
    public static CustomFunction twoDense(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        boolean bias = config.bool("use_bias", true);
        CustomInnerLayer first = layer.inner(
                "dense_1", "Dense", Map.of("units", config.integer("mlp_dim"), "use_bias", bias, "activation", "gelu"));
        CustomInnerLayer second =
                layer.inner("dense_2", "Dense", Map.of("units", config.integer("hidden_dim"), "use_bias", bias));
        return call -> call.apply(second, call.apply(first, call.input()));
    }
}
