package io.github.cornu.importer.layer.attention;

import static io.github.cornu.importer.layer.LayerEntry.entry;
import static io.github.cornu.importer.layer.LayerTrait.COMPUTES;

import io.github.cornu.importer.layer.LayerEntry;

/** The classes of {@code keras.layers.attention}. */
public final class AttentionLayers {
    private static final String SCORES = "use_scale; masks, use_causal_mask, return_attention_scores";
    private static final String HEADS =
            "masks, attention_mask, use_causal_mask, sliding_window, return_attention_scores, use_gate; int8, int4";

    private AttentionLayers() {}

    /** The entry of a class; null if it is none of these. */
    public static LayerEntry find(String className) {
        return switch (className) {
            case "MultiHeadAttention" ->
                entry(MultiHeadAttentionLayer::new, "value_dim, output_shape, attention_axes; " + HEADS, COMPUTES);
            case "GroupedQueryAttention" ->
                entry(GroupQueryAttentionLayer::new, "keras.layers.GroupQueryAttention; " + HEADS, COMPUTES);
            case "Attention" -> entry(DenseAttentionLayer::new, "score_mode, " + SCORES, COMPUTES);
            case "AdditiveAttention" -> entry(DenseAttentionLayer::new, SCORES, COMPUTES);
            default -> null;
        };
    }
}
