package io.github.cornu.layers.transformer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.op.shape.Gather;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Weight;
import java.util.HashMap;
import java.util.Map;

/** Layers of keras-bert that are one of Keras's, or a part of a sequence. */
public final class BertParts {
    private BertParts() {}

    /**
     * {@code TokenEmbedding}, and {@code EmbeddingRet} of keras-embed-sim: an Embedding, whose second output is the
     * table; null if the config is that of another layer of this name.
     */
    public static CustomLayer tokens(CustomConfig given) {
        return given.has("input_dim") && given.has("output_dim") ? BertParts::embedding : null;
    }

    private static CustomFunction embedding(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        config.ignore("input_length", "sparse");
        int rows = config.integer("input_dim");
        int columns = config.integer("output_dim");
        boolean maskZero = config.bool("mask_zero", false);
        CustomWeight embeddings = layer.weight("embeddings");
        return call -> {
            Value tokens = call.input();
            Weight table = embeddings.expect(rows, columns);
            if (maskZero) {
                call.setMask(Parts.with(call, Binary.NOT_EQUAL, tokens, 0));
            }
            call.alsoReturn(Parts.constant(call, table));
            return call.add(new Gather(table), tokens);
        };
    }

    /** {@code LayerNormalization} of keras-layer-normalization; null if the config is that of Keras's, with an axis. */
    public static CustomLayer normalization(CustomConfig given) {
        if (given.has("axis") || !given.has("center") || !given.has("scale")) {
            return null;
        }
        return layer -> {
            Map<String, Object> options = new HashMap<>(Map.of("axis", -1));
            options.put("epsilon", layer.config().number("epsilon"));
            options.put("center", layer.config().bool("center", true));
            options.put("scale", layer.config().bool("scale", true));
            CustomInnerLayer norm = layer.part("LayerNormalization", options);
            return call -> call.apply(norm, call.input());
        };
    }

    /** {@code Extract}: one step of a sequence; null if the config is that of another layer of this name. */
    public static CustomLayer extract(CustomConfig given) {
        return !given.has("index")
                ? null
                : layer -> {
                    int index = layer.config().integer("index");
                    Slice one = new Slice(1, index, index == -1 ? Slice.END : index + 1, 1);
                    return call -> {
                        Value step = call.add(one, call.input());
                        return call.add(Reshape.squeeze(1), step);
                    };
                };
    }
}
