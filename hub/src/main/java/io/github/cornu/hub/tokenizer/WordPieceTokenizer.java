package io.github.cornu.hub.tokenizer;

import io.github.cornu.hub.tokenizer.wordpiece.WordPieces;
import java.util.Objects;

/** KerasHub's {@code WordPieceTokenizer}. */
record WordPieceTokenizer(WordPieces pieces, SpecialTokens specialTokens) implements Tokenizer {
    @Override
    public int[] tokenize(String text) {
        return pieces.encode(Objects.requireNonNull(text, "text"));
    }

    @Override
    public String detokenize(int[] ids) {
        return pieces.decode(Objects.requireNonNull(ids, "ids"));
    }

    @Override
    public int vocabularySize() {
        return pieces.size();
    }

    @Override
    public String idToToken(int id) {
        return pieces.token(id);
    }

    @Override
    public int tokenToId(String token) {
        return Tokens.known(pieces.id(Objects.requireNonNull(token, "token")), token);
    }
}
