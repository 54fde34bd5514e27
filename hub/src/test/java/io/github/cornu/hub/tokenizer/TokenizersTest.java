package io.github.cornu.hub.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.ModelException;
import io.github.cornu.UnsupportedModelException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What goldens do not show: halves of surrogates, long texts, damaged files, and what is refused. */
class TokenizersTest {
    private static final String PIECES = "{\"class_name\": \"SentencePieceTokenizer\", \"config\": {}}";

    private static Tokenizer words(String className, String config, String lines) {
        return Tokenizers.read(
                "{\"class_name\": \"" + className + "\", \"config\": " + config + "}",
                name -> name.equals("vocabulary.txt")
                        ? new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8))
                        : null);
    }

    @Test
    void halvesOfSurrogatesAreReplacementCharacters() throws IOException {
        for (String name : new String[] {"bert_uncased", "gpt2", "gpt2_graph", "t5", "llama"}) {
            Tokenizer tokenizer = TokenCases.tokenizer(TokenCases.FOLDER.resolve(name));
            assertArrayEquals(tokenizer.tokenize("a\ufffdb\ufffd"), tokenizer.tokenize("a\udc00b\ud800"), name);
        }
    }

    @Test
    void longTextsTakeNoLongerThanTheirLength() throws IOException {
        for (String name : new String[] {"bert_uncased", "gpt2", "gpt2_graph", "t5", "gemma"}) {
            Tokenizer tokenizer = TokenCases.tokenizer(TokenCases.FOLDER.resolve(name));
            for (String part : new String[] {"word ", " ", "a", "\u0301\u0316", "\n"}) {
                tokenizer.detokenize(tokenizer.tokenize(part.repeat(200_000)));
            }
        }
    }

    @Test
    void idsAndTokensBelongTogether() {
        Tokenizer tokenizer = words("keras_hub>WordPieceTokenizer", "{}", "[UNK]\na\n##b  \r\nc\n");
        assertEquals(4, tokenizer.vocabularySize());
        assertEquals("##b", tokenizer.idToToken(2));
        assertEquals(2, tokenizer.tokenToId("##b"));
        assertArrayEquals(new int[] {1, 2, 3, 0}, tokenizer.tokenize("ab c ac"));
        assertEquals("ab c [UNK]", tokenizer.detokenize(new int[] {1, 2, 3, 0}));
        assertThrows(IllegalArgumentException.class, () -> tokenizer.tokenToId("x"));
        assertThrows(IllegalArgumentException.class, () -> tokenizer.idToToken(4));
        assertThrows(IllegalArgumentException.class, () -> tokenizer.detokenize(new int[] {-1}));
    }

    @Test
    void fixedLengthsCutOffAndFillUp() {
        Tokenizer tokenizer = words("WordPieceTokenizer", "{\"sequence_length\": 3}", "[UNK]\na\n");
        assertArrayEquals(new int[] {1, 0, 0}, tokenizer.tokenize("a"));
        assertArrayEquals(new int[] {1, 1, 1}, tokenizer.tokenize("a a a a"));
        String config = "{\"class_name\": \"RobertaTokenizer\", \"config\": {\"sequence_length\": 2}}";
        String vocabulary = "{\"<s>\": 0, \"</s>\": 1, \"<pad>\": 2, \"<mask>\": 3, \"a\": 4}";
        Tokenizer roberta = Tokenizers.read(
                config,
                name -> new ByteArrayInputStream(
                        (name.equals("merges.txt") ? "" : vocabulary).getBytes(StandardCharsets.UTF_8)));
        assertArrayEquals(new int[] {4, 2}, roberta.tokenize("a"));
    }

    @Test
    void whatIsNotKnownIsRefusedByName() {
        String message = message(() -> words("FancyTokenizer", "{}", ""));
        assertTrue(message.startsWith("the tokenizer FancyTokenizer; known are AlbertTokenizer, "), message);
        assertThrows(
                UnsupportedModelException.class, () -> words("WordPieceTokenizer", "{\"reverse\": true}", "[UNK]\n"));
        assertEquals(
                "BertTokenizer: the vocabulary has no '[CLS]', the cls_token",
                message(() -> words("BertTokenizer", "{}", "[UNK]\na\n")));
        assertEquals(
                "the tokenizer's file vocabulary.spm is missing", message(() -> words("GemmaTokenizer", "{}", "")));
        assertTrue(message(() -> Tokenizers.read("[]", name -> null)).contains("no object"));
    }

    private static String message(Runnable reading) {
        return assertThrows(ModelException.class, reading::run).getMessage();
    }

    @Test
    void damagedVocabulariesOfSentencePieceAreModelExceptions() throws IOException {
        Path folder = TokenCases.FOLDER.resolve("t5/assets/tokenizer/vocabulary.spm");
        byte[] file = TokenCases.open(folder).readAllBytes();
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            byte[] damaged = Arrays.copyOf(file, i % 3 == 0 ? random.nextInt(file.length) : file.length);
            for (int j = 0; j < 20 && damaged.length > 0; j++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            refused += readsOrRefuses(damaged) ? 0 : 1;
        }
        assertFalse(refused == 0);
    }

    private static boolean readsOrRefuses(byte[] file) {
        try {
            Tokenizer tokenizer = Tokenizers.read(PIECES, name -> new ByteArrayInputStream(file));
            tokenizer.detokenize(tokenizer.tokenize("The quick ½ brown ﬁne fox …"));
            return true;
        } catch (ModelException e) {
            return false;
        }
    }
}
