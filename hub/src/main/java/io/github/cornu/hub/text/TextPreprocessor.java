package io.github.cornu.hub.text;

import io.github.cornu.hub.tokenizer.Tokenizer;
import java.util.Map;

/**
 * From texts to the inputs of a model, one row each, as the preprocessor of KerasHub makes them that was saved.
 * Immutable, safe for any number of threads.
 */
public interface TextPreprocessor {
    /**
     * The inputs of a model by name, for instance {@code token_ids}, {@code padding_mask} and {@code segment_ids}.
     * Masks are 1 where a token is and 0 where padding.
     *
     * @param texts one text; for classifiers and masked models also several that are packed into one row; for
     *     sequence-to-sequence models the encoder's and, if it is not empty, the decoder's
     * @throws IllegalArgumentException if there are too few or too many texts
     */
    Map<String, int[]> preprocess(String... texts);

    /**
     * The inputs as {@code call} makes them, which is what {@code predict} takes: of models that generate with an end
     * token, and a decoder's text as it is in training; of all others as {@link #preprocess} makes them.
     *
     * @param texts as for that method; for sequence-to-sequence models both
     * @throws IllegalArgumentException if there are too few or too many texts
     */
    default Map<String, int[]> preprocessForPredict(String... texts) {
        return preprocess(texts);
    }

    /** What cuts texts into tokens. */
    Tokenizer tokenizer();
}
