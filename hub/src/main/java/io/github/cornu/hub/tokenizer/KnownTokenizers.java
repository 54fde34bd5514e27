package io.github.cornu.hub.tokenizer;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.hub.tokenizer.TokenizerFamily.Kind;
import java.util.Map;
import java.util.TreeMap;

/** KerasHub's classes of tokenizers by name. */
final class KnownTokenizers {
    private static final Map<String, TokenizerFamily> FAMILIES = new TreeMap<>();

    static {
        addWordPieces();
        addBytePairs();
        addSentencePieces();
    }

    private KnownTokenizers() {}

    private static void addWordPieces() {
        FAMILIES.put("WordPieceTokenizer", TokenizerFamily.of(Kind.WORD_PIECE));
        for (String name : new String[] {"BertTokenizer", "DistilBertTokenizer", "ElectraTokenizer"}) {
            FAMILIES.put(name, bert(Kind.WORD_PIECE, "[PAD]"));
        }
    }

    private static TokenizerFamily bert(Kind kind, String padding) {
        return TokenizerFamily.of(
                kind,
                "cls_token",
                "[CLS]",
                "sep_token",
                "[SEP]",
                "pad_token",
                padding,
                "mask_token",
                "[MASK]",
                "start_token",
                "[CLS]",
                "end_token",
                "[SEP]");
    }

    private static void addBytePairs() {
        FAMILIES.put("BytePairTokenizer", TokenizerFamily.of(Kind.BYTE_PAIR));
        TokenizerFamily gpt = TokenizerFamily.of(
                        Kind.BYTE_PAIR, "end_token", "<|endoftext|>", "start_token", "<|endoftext|>")
                .withId("pad_token", 0);
        FAMILIES.put("GPT2Tokenizer", gpt);
        TokenizerFamily roberta = TokenizerFamily.of(
                Kind.BYTE_PAIR,
                "start_token",
                "<s>",
                "pad_token",
                "<pad>",
                "end_token",
                "</s>",
                "mask_token",
                "<mask>");
        FAMILIES.put("RobertaTokenizer", roberta);
        FAMILIES.put("BartTokenizer", roberta);
    }

    private static void addSentencePieces() {
        FAMILIES.put("SentencePieceTokenizer", TokenizerFamily.of(Kind.SENTENCE_PIECE));
        FAMILIES.put("XLMRobertaTokenizer", TokenizerFamily.of(Kind.XLM_ROBERTA));
    }

    /**
     * The family of a class.
     *
     * @throws UnsupportedModelException if none has that name
     */
    static TokenizerFamily family(String className) {
        TokenizerFamily family = FAMILIES.get(className);
        if (family == null) {
            throw new UnsupportedModelException(
                    "the tokenizer " + className + "; known are " + String.join(", ", FAMILIES.keySet()));
        }
        return family;
    }
}
