package io.github.cornu.hub.tokenizer;

import io.github.cornu.hub.config.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;

/** The cases in testdata/hub/tokens, which tools/fixtures/make_hub_tokens.sh has written. */
final class TokenCases {
    static final Path FOLDER = Path.of("../testdata/hub/tokens");

    private TokenCases() {}

    /** All, or those that {@code -Dcornu.tokens=NAME,NAME} names. */
    static List<Path> all() throws IOException {
        List<String> names = List.of(System.getProperty("cornu.tokens", "").split(","));
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.filter(folder -> Files.exists(folder.resolve("golden.bin")))
                    .filter(folder -> names.contains("")
                            || names.contains(folder.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    static Tokenizer tokenizer(Path folder) throws IOException {
        return Tokenizers.read(
                Files.readString(folder.resolve("tokenizer.json")),
                name -> open(folder.resolve("assets/tokenizer").resolve(name)),
                isGraph(folder) ? Workflow.TENSORFLOW : Workflow.PYTHON);
    }

    static InputStream open(Path file) {
        try {
            Path packed = file.resolveSibling(file.getFileName() + ".gz");
            return Files.exists(packed)
                    ? new GZIPInputStream(Files.newInputStream(packed))
                    : Files.exists(file) ? new ByteArrayInputStream(Files.readAllBytes(file)) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    static List<String> sentences() throws IOException {
        try (InputStream file = open(FOLDER.resolve("sentences.json"))) {
            return (List<String>) (List<?>) Json.object(file).get("sentences");
        }
    }

    /** Whether KerasHub was asked within a graph, which is slow: with shorter texts and fewer code points. */
    static boolean isGraph(Path folder) {
        return folder.getFileName().toString().endsWith("_graph");
    }

    static String text(Path folder, String sentence) {
        boolean cut = isGraph(folder) && sentence.codePointCount(0, sentence.length()) > 150;
        return cut ? sentence.substring(0, sentence.offsetByCodePoints(0, 150)) : sentence;
    }

    /** Code points of all assigned blocks, and some of the others. */
    static void codePoints(Path folder, IntConsumer to) {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            boolean surrogate = point >= 0xd800 && point < 0xe000;
            boolean dense = point < 0x32000 || point >= 0xe0000 && point < 0xe1000;
            boolean wanted = !isGraph(folder) || point < 0x3100 || point % 61 == 0;
            if (!surrogate && wanted && (dense || point % 257 == 0)) {
                to.accept(point);
            }
        }
    }

    static void update(CRC32 crc, int[] ids) {
        update(crc, ids.length);
        for (int id : ids) {
            update(crc, id);
        }
    }

    private static void update(CRC32 crc, int number) {
        crc.update(number >>> 24);
        crc.update(number >>> 16);
        crc.update(number >>> 8);
        crc.update(number);
    }

    static short crc(int[] ids) {
        CRC32 crc = new CRC32();
        update(crc, ids);
        return (short) crc.getValue();
    }

    static short crc(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return (short) crc.getValue();
    }
}
