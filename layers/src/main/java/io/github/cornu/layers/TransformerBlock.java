package io.github.cornu.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.layers.transformer.Blocks;
import java.util.Map;
import java.util.Objects;

/**
 * The layers called {@code TransformerBlock} of Keras's examples: attention of several heads and two dense layers, relu
 * between them, each added to its input and normalized with an epsilon of 1e-6. Two examples have classes of this name
 * with the same config and the same weights, of which one has a causal mask that its code makes. Files do not tell
 * which, so a program says it:
 *
 * <pre>{@code
 * CommonLayers.all("TransformerBlock=causal")
 * }</pre>
 *
 * <p>The length of the keys, which some copies divide by the number of heads, is that of the weights. Causal blocks
 * stream.
 */
public enum TransformerBlock implements CustomLayer {
    /** Each step attends to all steps: of the example of text classification. */
    BIDIRECTIONAL,
    /** Each step attends to itself and those before: of the example of text generation with a miniature GPT. */
    CAUSAL;

    private static final double EPSILON = 1e-6;

    /** What is said of a layer for which none was chosen. */
    static IllegalArgumentException unchosen() {
        return Choice.missing(
                "Keras's examples have two classes of this name, bidirectional in that of text classification, causal in"
                        + " that of the miniature GPT",
                Choice.of("TransformerBlock", values()));
    }

    @Override
    public CustomFunction create(CustomLayerBuilder layer) {
        Objects.requireNonNull(layer, "layer");
        CustomConfig config = layer.config();
        config.ignore("rate", "dropout_rate", "dropout");
        int size = config.integer("embed_dim");
        int heads = config.integer("num_heads");
        CustomInnerLayer att = Blocks.attention(layer, "att", size, heads);
        CustomInnerLayer ffn = Blocks.dense(layer, "ffn", config.integer("ff_dim"), "relu", size);
        CustomInnerLayer first = Blocks.norm(layer, "layernorm1", EPSILON);
        CustomInnerLayer second = Blocks.norm(layer, "layernorm2", EPSILON);
        return call -> {
            if (call.mask() != null) {
                throw new IllegalArgumentException("TransformerBlock with a mask is not supported");
            }
            Value x = call.input();
            Value attended = call.applyAll(att, Map.of("value", x, "use_causal_mask", this == CAUSAL), x)
                    .get(0);
            Value y = call.apply(first, Parts.add(call, x, attended));
            return call.apply(second, Parts.add(call, y, call.apply(ffn, y)));
        };
    }
}
