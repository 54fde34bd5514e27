package io.github.cornu.hub.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/**
 * Tokens equal KerasHub's: of a thousand sentences, of each code point alone and within a word; and so do the texts of
 * those tokens, and of any others.
 */
class TokensGoldenTest {
    private static final int RANDOM_ROWS = 200;
    private static final int BLOCK_BITS = 12;
    private static final int BLOCKS = Character.MAX_CODE_POINT + 1 >> BLOCK_BITS;

    /** The checksums in a golden.bin. */
    private static final class Golden {
        final short[] ids;
        final short[] texts;
        final short[] anyTexts = new short[RANDOM_ROWS];
        final int[] blocks = new int[BLOCKS];

        Golden(Path folder, int sentences) throws IOException {
            ids = new short[sentences];
            texts = new short[sentences];
            try (DataInputStream file = new DataInputStream(Files.newInputStream(folder.resolve("golden.bin")))) {
                fill(file, ids);
                fill(file, texts);
                fill(file, anyTexts);
                for (int i = 0; i < BLOCKS; i++) {
                    blocks[i] = file.readInt();
                }
                assertEquals(0, file.available());
            }
        }

        private static void fill(DataInputStream file, short[] values) throws IOException {
            for (int i = 0; i < values.length; i++) {
                values[i] = file.readShort();
            }
        }
    }

    @TestFactory
    Stream<DynamicContainer> cases() throws IOException {
        List<String> sentences = TokenCases.sentences();
        List<DynamicContainer> containers = new ArrayList<>();
        for (Path folder : TokenCases.all()) {
            Golden golden = new Golden(folder, sentences.size());
            containers.add(dynamicContainer(
                    folder.getFileName().toString(),
                    Stream.of(
                            dynamicTest("sentences", () -> sentences(folder, golden, sentences)),
                            dynamicTest("any tokens", () -> anyTokens(TokenCases.tokenizer(folder), golden)),
                            dynamicTest("code points", () -> codePoints(folder, golden)))));
        }
        return containers.stream();
    }

    private static void sentences(Path folder, Golden golden, List<String> sentences) throws IOException {
        Tokenizer tokenizer = TokenCases.tokenizer(folder);
        int wrong = 0;
        StringBuilder first = new StringBuilder();
        for (int i = 0; i < sentences.size(); i++) {
            int[] ids = tokenizer.tokenize(TokenCases.text(folder, sentences.get(i)));
            boolean same = TokenCases.crc(ids) == golden.ids[i];
            String text = same ? tokenizer.detokenize(ids) : null;
            if (!same || TokenCases.crc(text) != golden.texts[i]) {
                if (wrong++ < 3) {
                    first.append("\nsentence ").append(i).append(": ").append(escaped(sentences.get(i)));
                    first.append("\nids: ")
                            .append(start(ids))
                            .append("\ntext: ")
                            .append(escaped(text));
                }
            }
        }
        assertEquals(0, wrong, () -> "sentences differ" + first);
    }

    private static String start(int[] ids) {
        return Arrays.toString(Arrays.copyOf(ids, Math.min(ids.length, 60)));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        if (text != null) {
            text.chars()
                    .limit(200)
                    .forEach(c -> escaped.append(c >= ' ' && c < 0x7f ? "" + (char) c : String.format("\\u%04x", c)));
        }
        return escaped.toString();
    }

    private static void anyTokens(Tokenizer tokenizer, Golden golden) {
        int size = tokenizer.vocabularySize();
        for (int k = 0; k < RANDOM_ROWS; k++) {
            int[] ids = new int[k % 13];
            for (int j = 0; j < ids.length; j++) {
                ids[j] = (k * k * 31 + j * j * 17 + k * j) % size;
            }
            String text = tokenizer.detokenize(ids);
            assertEquals(
                    golden.anyTexts[k], TokenCases.crc(text), () -> Arrays.toString(ids) + " '" + escaped(text) + "'");
        }
    }

    private static void codePoints(Path folder, Golden golden) throws IOException {
        Tokenizer tokenizer = TokenCases.tokenizer(folder);
        CRC32[] blocks = new CRC32[BLOCKS];
        Arrays.setAll(blocks, i -> new CRC32());
        TokenCases.codePoints(folder, point -> {
            String text = Character.toString(point);
            CRC32 crc = blocks[point >> BLOCK_BITS];
            TokenCases.update(crc, tokenizer.tokenize(text));
            TokenCases.update(crc, tokenizer.tokenize("a" + text + "b"));
        });
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < BLOCKS; i++) {
            if ((int) blocks[i].getValue() != golden.blocks[i]) {
                wrong.add(Integer.toHexString(i << BLOCK_BITS));
            }
        }
        assertEquals(List.of(), wrong, "blocks of 4096 code points");
    }
}
