package io.github.cornu.hub.tokenizer;

import io.github.cornu.hub.tokenizer.sentencepiece.SentencePieces;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * KerasHub's {@code XLMRobertaTokenizer}: the ids of its file, shifted by one behind four tokens of its own, and a mask
 * token after the last.
 */
record XlmRobertaTokenizer(SentencePieceTokenizer tokenizer) implements Tokenizer {
    private static final List<String> FIRST = List.of("<s>", "<pad>", "</s>", "<unk>");
    private static final int UNKNOWN = 3;
    private static final SpecialTokens NONE = new SpecialTokens(Map.of(), Set.of());

    XlmRobertaTokenizer(SentencePieces pieces, boolean addStart, boolean addEnd) {
        this(new SentencePieceTokenizer(pieces, addStart, addEnd, NONE));
    }

    @Override
    public int[] tokenize(String text) {
        return Arrays.stream(tokenizer.tokenize(text))
                .map(id -> id == 0 ? UNKNOWN : id + 1)
                .toArray();
    }

    @Override
    public String detokenize(int[] ids) {
        int mask = vocabularySize() - 1;
        return tokenizer.detokenize(Arrays.stream(Objects.requireNonNull(ids, "ids"))
                .filter(id -> id != mask)
                .map(XlmRobertaTokenizer::inFile)
                .toArray());
    }

    /** The start and the end have other places in files, and padding has none. */
    private static int inFile(int id) {
        return switch (id) {
            case 0 -> 1;
            case 1, UNKNOWN -> 0;
            case 2 -> 2;
            default -> id - 1;
        };
    }

    @Override
    public int vocabularySize() {
        return tokenizer.vocabularySize() + 2;
    }

    @Override
    public String idToToken(int id) {
        if (id == vocabularySize() - 1) {
            return "<mask>";
        }
        return id >= 0 && id < FIRST.size() ? FIRST.get(id) : tokenizer.idToToken(id - 1);
    }

    @Override
    public int tokenToId(String token) {
        int first = FIRST.indexOf(Objects.requireNonNull(token, "token"));
        if (first >= 0) {
            return first;
        }
        int id = tokenizer.tokenToId(token);
        return id == tokenizer.pieces().unknownId() ? UNKNOWN : id + 1;
    }

    @Override
    public SpecialTokens specialTokens() {
        return new SpecialTokens(
                Map.of(
                        "start_token",
                        0,
                        "pad_token",
                        1,
                        "end_token",
                        2,
                        "unk_token",
                        UNKNOWN,
                        "mask_token",
                        vocabularySize() - 1),
                Set.of(0, 1, 2, UNKNOWN));
    }
}
