package io.github.cornu.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.layers.transformer.Blocks;
import io.github.cornu.layers.transformer.BookBlocks;
import io.github.cornu.op.shape.Reshape;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The layers called {@code TransformerEncoder} of Keras's examples and of the book "Deep Learning with Python":
 * attention of several heads, which does not see masked steps, and two dense layers, each added to its input and
 * normalized. Those with the config {@code embed_dim}, {@code dense_dim} and {@code num_heads} differ in what files do
 * not tell, so a program says it:
 *
 * <pre>{@code
 * CommonLayers.all("TransformerEncoder=book")
 * }</pre>
 */
public enum TransformerEncoder implements CustomLayer {
    /** Of the book's second edition: relu; what comes behind has no mask. */
    BOOK,
    /** Of the example of machine translation: relu; it passes its mask on. */
    TRANSLATION,
    /** Of the example of videos: gelu; what comes behind has no mask. */
    VIDEO;

    private static final double EPSILON = 1e-3;

    /** A layer for which none was chosen: that of the book's third edition, which its config tells, or a refusal. */
    static CustomFunction unchosen(CustomLayerBuilder layer) {
        if (layer.config().has("hidden_dim") && layer.config().has("intermediate_dim")) {
            return BookBlocks.encoder(layer);
        }
        if (!layer.config().has("dense_dim")) {
            throw new IllegalArgumentException("its config is not that of TransformerEncoder of Keras's examples, which"
                    + " has 'embed_dim', 'dense_dim' and 'num_heads', nor that of the third edition of \"Deep Learning with"
                    + " Python\", which has 'hidden_dim', 'intermediate_dim' and 'num_heads'");
        }
        throw Choice.missing(
                "classes of this name are of \"Deep Learning with Python\", and of Keras's examples of translation, which"
                        + " passes its mask on, and of videos, which has a gelu in place of relu",
                Choice.of("TransformerEncoder", values()));
    }

    @Override
    public CustomFunction create(CustomLayerBuilder layer) {
        Objects.requireNonNull(layer, "layer");
        int size = layer.config().integer("embed_dim");
        int heads = layer.config().integer("num_heads");
        int between = layer.config().integer("dense_dim");
        CustomInnerLayer attention = Blocks.attention(layer, "attention", size, heads);
        CustomInnerLayer dense = Blocks.dense(layer, "dense_proj", between, this == VIDEO ? "gelu" : "relu", size);
        CustomInnerLayer first = Blocks.norm(layer, "layernorm_1", EPSILON);
        CustomInnerLayer second = Blocks.norm(layer, "layernorm_2", EPSILON);
        return call -> {
            Value x = call.input();
            Map<String, Object> given = new HashMap<>(Map.of("value", x));
            if (call.mask() != null) {
                given.put("attention_mask", call.add(Reshape.expandDims(1), call.mask()));
            }
            Value attended = call.applyAll(attention, given, x).get(0);
            Value y = call.apply(first, Parts.add(call, x, attended));
            if (this == TRANSLATION && call.mask() != null) {
                call.passMask();
            }
            return call.apply(second, Parts.add(call, y, call.apply(dense, y)));
        };
    }
}
