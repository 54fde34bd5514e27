package io.github.cornu.hub.tokenizer;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** KerasHub's {@code DebertaV3Tokenizer}: with a mask token after the last one if its file has none. */
record DebertaTokenizer(SentencePieceTokenizer tokenizer, int mask) implements Tokenizer {
    static final String MASK = "[MASK]";

    /** @param tokenizer of the file */
    static DebertaTokenizer of(SentencePieceTokenizer tokenizer) {
        int id = tokenizer.tokenToId(MASK);
        boolean found = tokenizer.idToToken(id).equals(MASK);
        return new DebertaTokenizer(tokenizer, found ? id : tokenizer.vocabularySize());
    }

    @Override
    public int[] tokenize(String text) {
        return tokenizer.tokenize(text);
    }

    @Override
    public String detokenize(int[] ids) {
        return tokenizer.detokenize(Arrays.stream(Objects.requireNonNull(ids, "ids"))
                .filter(id -> id != mask)
                .toArray());
    }

    @Override
    public int vocabularySize() {
        return Math.max(tokenizer.vocabularySize(), mask + 1);
    }

    @Override
    public String idToToken(int id) {
        return id == mask ? MASK : tokenizer.idToToken(id);
    }

    @Override
    public int tokenToId(String token) {
        return Objects.requireNonNull(token, "token").equals(MASK) ? mask : tokenizer.tokenToId(token);
    }

    @Override
    public SpecialTokens specialTokens() {
        Map<String, Integer> ids = new LinkedHashMap<>(tokenizer.specialTokens().ids());
        ids.put("mask_token", mask);
        Set<Integer> stripped = new TreeSet<>(tokenizer.specialTokens().stripped());
        stripped.add(mask);
        return new SpecialTokens(ids, stripped);
    }
}
