package io.github.cornu.hub.tokenizer;

import java.util.Arrays;

/** A tokenizer whose {@code sequence_length} is set: each text becomes as many tokens, cut off or filled up. */
record FixedLength(Tokenizer tokenizer, int length, int padding) implements Tokenizer {
    @Override
    public int[] tokenize(String text) {
        int[] ids = tokenizer.tokenize(text);
        int[] fixed = Arrays.copyOf(ids, length);
        if (ids.length < length) {
            Arrays.fill(fixed, ids.length, length, padding);
        }
        return fixed;
    }

    @Override
    public String detokenize(int[] ids) {
        return tokenizer.detokenize(ids);
    }

    @Override
    public int vocabularySize() {
        return tokenizer.vocabularySize();
    }

    @Override
    public String idToToken(int id) {
        return tokenizer.idToToken(id);
    }

    @Override
    public int tokenToId(String token) {
        return tokenizer.tokenToId(token);
    }

    @Override
    public SpecialTokens specialTokens() {
        return tokenizer.specialTokens();
    }
}
