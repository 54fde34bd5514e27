package io.github.cornu.hub.tokenizer;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.hub.tokenizer.TokenizerFamily.Kind;
import java.util.Map;
import java.util.TreeMap;

/** KerasHub's classes of tokenizers by name. */
final class KnownTokenizers {
    private static final String START = "start_token";
    private static final String END = "end_token";
    private static final String PAD = "pad_token";
    private static final String MASK = "mask_token";
    private static final String END_OF_TEXT = "<|endoftext|>";

    private static final Map<String, TokenizerFamily> FAMILIES = new TreeMap<>();

    static {
        add(TokenizerFamily.of(Kind.WORD_PIECE), "WordPieceTokenizer");
        add(
                bert(Kind.WORD_PIECE, "[PAD]", MASK, "[MASK]"),
                "BertTokenizer",
                "DistilBertTokenizer",
                "ElectraTokenizer",
                "RoformerV2Tokenizer");
        addBytePairs();
        addSentencePieces();
    }

    private KnownTokenizers() {}

    private static void add(TokenizerFamily family, String... names) {
        for (String name : names) {
            FAMILIES.put(name, family);
        }
    }

    private static TokenizerFamily bert(Kind kind, String padding, String... more) {
        return TokenizerFamily.of(
                        kind, "cls_token", "[CLS]", "sep_token", "[SEP]", PAD, padding, START, "[CLS]", END, "[SEP]")
                .with(more);
    }

    private static TokenizerFamily startAndEnd(Kind kind, String start, String end, String... more) {
        return TokenizerFamily.of(kind, START, start, END, end).with(more);
    }

    private static void addBytePairs() {
        Kind kind = Kind.BYTE_PAIR;
        add(TokenizerFamily.of(kind), "BytePairTokenizer");
        add(
                startAndEnd(kind, END_OF_TEXT, END_OF_TEXT).withId(PAD, 0),
                "GPT2Tokenizer",
                "FalconTokenizer",
                "GPTNeoXTokenizer");
        add(startAndEnd(kind, "<s>", "</s>", PAD, "<pad>", MASK, "<mask>"), "RobertaTokenizer");
        add(startAndEnd(kind, "<s>", "</s>", PAD, "<pad>"), "BartTokenizer", "BloomTokenizer");
        add(startAndEnd(kind, "</s>", "</s>", PAD, "<pad>"), "OPTTokenizer");
        add(
                TokenizerFamily.of(kind, END, END_OF_TEXT).withId(PAD, 0),
                "QwenTokenizer",
                "QwenMoeTokenizer",
                "GptOssTokenizer");
        add(TokenizerFamily.of(kind, END, "<|im_end|>", PAD, END_OF_TEXT), "Qwen3Tokenizer", "Qwen3MoeTokenizer");
        String[] headers = {
            "special_token_000",
            "<|start_header_id|>",
            "special_token_001",
            "<|end_header_id|>",
            "end_token2",
            "<|eot_id|>"
        };
        add(startAndEnd(kind, "<|begin_of_text|>", "<|end_of_text|>", headers).withId(PAD, 0), "Llama3Tokenizer");
        add(
                TokenizerFamily.of(
                                kind,
                                END,
                                "<|end_of_text|>",
                                "bos_token",
                                "<|begin_of_text|>",
                                "start_think_token",
                                "<think>",
                                "end_think_token",
                                "</think>")
                        .withId(PAD, 0),
                "SmolLM3Tokenizer");
    }

    private static void addSentencePieces() {
        Kind kind = Kind.SENTENCE_PIECE;
        add(TokenizerFamily.of(kind), "SentencePieceTokenizer");
        add(bert(kind, "<pad>", MASK, "[MASK]"), "AlbertTokenizer", "FNetTokenizer");
        add(bert(Kind.DEBERTA, "[PAD]"), "DebertaV3Tokenizer");
        add(TokenizerFamily.of(Kind.XLM_ROBERTA), "XLMRobertaTokenizer");
        add(startAndEnd(kind, "</s>", "</s>", PAD, "<pad>"), "T5Tokenizer");
        add(startAndEnd(kind, "<bos>", "<eos>", PAD, "<pad>"), "GemmaTokenizer", "T5GemmaTokenizer");
        add(startAndEnd(Kind.GEMMA3, "<bos>", "<eos>", PAD, "<pad>"), "Gemma3Tokenizer");
        add(startAndEnd(kind, "<s>", "</s>").withId(PAD, 0), "LlamaTokenizer", "MistralTokenizer", "MixtralTokenizer");
        add(startAndEnd(kind, "<s>", END_OF_TEXT).withId(PAD, 0), "Phi3Tokenizer");
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
