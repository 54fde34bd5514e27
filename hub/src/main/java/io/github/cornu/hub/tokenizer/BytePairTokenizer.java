package io.github.cornu.hub.tokenizer;

import io.github.cornu.hub.tokenizer.bytepair.BytePairs;
import io.github.cornu.hub.tokenizer.bytepair.Splitting;
import java.util.Objects;

/** KerasHub's {@code BytePairTokenizer}. */
record BytePairTokenizer(BytePairs pairs, Splitting splitting, boolean prefixSpace, SpecialTokens specialTokens)
        implements Tokenizer {
    @Override
    public int[] tokenize(String text) {
        return pairs.encode(Objects.requireNonNull(text, "text"), splitting, prefixSpace);
    }

    @Override
    public String detokenize(int[] ids) {
        return pairs.decode(Objects.requireNonNull(ids, "ids"), splitting);
    }

    @Override
    public int vocabularySize() {
        return pairs.size();
    }

    @Override
    public String idToToken(int id) {
        return pairs.token(id);
    }

    @Override
    public int tokenToId(String token) {
        return Tokens.known(pairs.id(Objects.requireNonNull(token, "token")), token);
    }
}
