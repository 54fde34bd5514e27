package io.github.cornu.hub.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.cornu.hub.config.Json;
import io.github.cornu.hub.tokenizer.SpecialTokens;
import io.github.cornu.hub.tokenizer.Workflow;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Preprocessors give KerasHub's inputs, and their tokenizers know KerasHub's special tokens. */
@SuppressWarnings("unchecked")
class PreprocessorsGoldenTest {
    private static final Path FOLDER = Path.of("../testdata/hub/tokens");

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        try (InputStream file = open(FOLDER.resolve("preprocessors.json"))) {
            List<Map<String, Object>> entries =
                    (List<Map<String, Object>>) Json.object(file).get("preprocessors");
            return new ArrayList<>(entries).stream().map(entry -> dynamicTest(className(entry), () -> compare(entry)));
        }
    }

    private static String className(Map<String, Object> entry) {
        return (String) ((Map<String, Object>) entry.get("config")).get("class_name");
    }

    static InputStream open(Path file) {
        try {
            Path packed = file.resolveSibling(file.getFileName() + ".gz");
            return Files.exists(packed)
                    ? new GZIPInputStream(Files.newInputStream(packed))
                    : Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void compare(Map<String, Object> entry) {
        Path assets = FOLDER.resolve((String) entry.get("vocabulary")).resolve("assets/tokenizer");
        TextPreprocessor preprocessor = Preprocessors.read(
                (Map<String, Object>) entry.get("config"), name -> open(assets.resolve(name)), Workflow.PYTHON);
        SpecialTokens special = preprocessor.tokenizer().specialTokens();
        ((Map<String, Integer>) entry.get("special"))
                .forEach((name, id) -> assertEquals(id, special.ids().get(name), name));
        assertEquals(new TreeSet<>((List<Integer>) entry.get("special_token_ids")), special.stripped());
        assertEquals(entry.get("vocabulary_size"), preprocessor.tokenizer().vocabularySize());
        for (Map<String, Object> call : (List<Map<String, Object>>) entry.get("calls")) {
            List<String> texts = (List<String>) call.get("texts");
            Map<String, int[]> inputs = preprocessor.preprocess(texts.toArray(String[]::new));
            Map<String, List<Integer>> expected = (Map<String, List<Integer>>) call.get("inputs");
            assertEquals(new TreeSet<>(expected.keySet()), new TreeSet<>(inputs.keySet()));
            expected.forEach((name, values) -> assertArrayEquals(
                    values.stream().mapToInt(Integer::intValue).toArray(), inputs.get(name), name + " of " + texts));
        }
    }
}
