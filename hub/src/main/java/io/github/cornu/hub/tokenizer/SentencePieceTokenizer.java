package io.github.cornu.hub.tokenizer;

import io.github.cornu.hub.tokenizer.sentencepiece.SentencePieces;
import java.util.Objects;

/** KerasHub's {@code SentencePieceTokenizer}, which may add a start and an end to each text. */
record SentencePieceTokenizer(SentencePieces pieces, boolean addStart, boolean addEnd, SpecialTokens specialTokens)
        implements Tokenizer {
    @Override
    public int[] tokenize(String text) {
        int[] ids = pieces.encode(Objects.requireNonNull(text, "text"));
        int before = addStart ? 1 : 0;
        int[] all = new int[before + ids.length + (addEnd ? 1 : 0)];
        System.arraycopy(ids, 0, all, before, ids.length);
        if (addStart) {
            all[0] = pieces.startId();
        }
        if (addEnd) {
            all[all.length - 1] = pieces.endId();
        }
        return all;
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
        if (id < 0 || id >= pieces.size()) {
            throw new IllegalArgumentException("token " + id + " in a vocabulary of " + pieces.size() + " tokens");
        }
        return pieces.piece(id);
    }

    @Override
    public int tokenToId(String token) {
        return pieces.id(Objects.requireNonNull(token, "token"));
    }
}
