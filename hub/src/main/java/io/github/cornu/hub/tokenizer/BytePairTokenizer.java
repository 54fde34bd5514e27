package io.github.cornu.hub.tokenizer;

import io.github.cornu.hub.tokenizer.bytepair.BytePairs;
import io.github.cornu.hub.tokenizer.bytepair.Splitting;

/** KerasHub's {@code BytePairTokenizer}. */
record BytePairTokenizer(BytePairs pairs, Splitting splitting, boolean prefixSpace, SpecialTokens specialTokens)
        implements Tokenizer {
    @Override
    public int[] tokenize(String text) {
        return pairs.encode(text, splitting, prefixSpace);
    }

    @Override
    public String detokenize(int[] ids) {
        return pairs.decode(ids, splitting);
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
        return Tokens.known(pairs.id(token), token);
    }
}
