package io.github.cornu.hub.tokenizer;

/**
 * Texts to ids of tokens and back, as the tokenizer of KerasHub does it that was saved. Texts may hold any characters;
 * a surrogate without its other half is taken for U+FFFD. Immutable, safe for any number of threads.
 */
public interface Tokenizer {
    /** The ids of a text's tokens. None stand at the ends but those that the tokenizer's own options add. */
    int[] tokenize(String text);

    /**
     * The text of ids, as far as they tell it.
     *
     * @throws IllegalArgumentException if one is not in the vocabulary
     */
    String detokenize(int[] ids);

    /** How many ids there are, as KerasHub's {@code vocabulary_size()} counts them. */
    int vocabularySize();

    /**
     * The token of an id.
     *
     * @throws IllegalArgumentException if it is not in the vocabulary
     */
    String idToToken(int id);

    /**
     * The id of a token. For SentencePiece it is that of the unknown token if the token is not in the vocabulary.
     *
     * @throws IllegalArgumentException if there is none, for others
     */
    int tokenToId(String token);

    /** The tokens that mean something to the model. */
    SpecialTokens specialTokens();
}
