package io.github.cornu.layers;

import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.layers.core.Parts;
import io.github.cornu.layers.transformer.TokenAndPositionEmbedding;
import io.github.cornu.tensor.Binary;
import java.util.Objects;

/**
 * {@code PositionalEmbedding} of Keras's example of machine translation and of the book "Deep Learning with Python": a
 * vector for each token plus one for its place. In Keras 2 it masks tokens that are 0. Of Keras 3 there are classes
 * with the same config that do, and others that do not, as those of the example and of the third edition, so a program
 * says it:
 *
 * <pre>{@code
 * CommonLayers.all("PositionalEmbedding=unmasked")
 * }</pre>
 */
public enum PositionalEmbedding implements CustomLayer {
    /** Tokens that are 0 are masked: {@code compute_mask} gives {@code inputs != 0}. */
    MASKED,
    /** There is no mask: {@code compute_mask} gives {@code None} where the input has none, or is not there. */
    UNMASKED;

    /** A layer for which none was chosen. */
    static CustomFunction unchosen(CustomLayerBuilder layer) {
        if (layer.kerasVersion() < 3) {
            return MASKED.create(layer);
        }
        isOfBook(layer.config());
        throw Choice.missing(
                "classes of this name in Keras 3 mask tokens that are 0, or do not, as that of Keras's example",
                Choice.of("PositionalEmbedding", values()));
    }

    /** Whether it is that of the book, and not that of the example of machine translation. */
    private static boolean isOfBook(CustomConfig config) {
        boolean ofBook = config.has("input_dim") && config.has("output_dim");
        if (!config.has("sequence_length") || !ofBook && !config.has("vocab_size")) {
            throw new IllegalArgumentException("its config is not that of PositionalEmbedding of Keras's example of"
                    + " machine translation, which has 'sequence_length', 'vocab_size' and 'embed_dim', nor that of \"Deep"
                    + " Learning with Python\", which has 'sequence_length', 'input_dim' and 'output_dim'; write it in Java"
                    + " with CustomObjects.register");
        }
        return ofBook;
    }

    @Override
    public CustomFunction create(CustomLayerBuilder layer) {
        Objects.requireNonNull(layer, "layer");
        boolean ofBook = isOfBook(layer.config());
        CustomFunction sum = TokenAndPositionEmbedding.sum(
                layer,
                "sequence_length",
                ofBook ? "input_dim" : "vocab_size",
                ofBook ? "output_dim" : "embed_dim",
                "token_embeddings",
                "position_embeddings");
        return call -> {
            if (this == MASKED) {
                call.setMask(Parts.with(call, Binary.NOT_EQUAL, call.input(), 0));
            }
            return sum.call(call);
        };
    }
}
