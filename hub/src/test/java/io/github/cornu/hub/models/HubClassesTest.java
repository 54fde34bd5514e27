package io.github.cornu.hub.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.ModelException;
import io.github.cornu.UnsupportedModelException;
import io.github.cornu.hub.models.common.Form;
import io.github.cornu.hub.net.Args;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The list of classes, the cases of the switch, the goldens and the table in docs/hub.md are of the same ones. */
class HubClassesTest {
    private static final Path SOURCE = Path.of("src/main/java/io/github/cornu/hub/models/HubClasses.java");
    private static final Path GOLDENS = Path.of("../testdata/hub/models");
    private static final Path DOCS = Path.of("../docs/hub.md");
    /** In archives of KerasNLP: text classifiers had a shorter name. */
    private static final Pattern OLDER = Pattern.compile("(?!.*(Text|Image)Classifier).*Classifier");

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theListHasAllCases() throws IOException {
        String source = Files.readString(SOURCE);
        Set<String> cases =
                names(Pattern.compile("\"([A-Za-z0-9]+)\""), source.substring(source.indexOf("switch (name)")));
        cases.removeIf(name -> OLDER.matcher(name).matches());
        assertEquals(new TreeSet<>(HubClasses.NAMES), cases);
    }

    @Test
    void theTableHasAllClasses() throws IOException {
        String text = Files.readString(DOCS);
        String table = text.substring(text.indexOf("<!-- hub: begin -->"), text.indexOf("<!-- hub: end -->"));
        Pattern name = Pattern.compile("`([A-Za-z0-9]+(?:Backbone|Classifier|LM|Encoder|Segmenter))`");
        assertEquals(new TreeSet<>(HubClasses.NAMES), names(name, table));
    }

    @Test
    void everyClassHasAGolden() throws IOException {
        Set<String> seen = new TreeSet<>();
        try (Stream<Path> files = Files.walk(GOLDENS)) {
            List<Path> models =
                    files.filter(file -> file.toString().endsWith(".keras")).toList();
            for (Path model : models) {
                seen.addAll(classes(model));
            }
        }
        assertTrue(seen.containsAll(HubClasses.NAMES), () -> {
            Set<String> missing = new TreeSet<>(HubClasses.NAMES);
            missing.removeAll(seen);
            return "without golden: " + missing;
        });
    }

    private static Set<String> classes(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            byte[] config = zip.getInputStream(zip.getEntry("config.json")).readAllBytes();
            return names(
                    Pattern.compile("\"registered_name\": \"keras_(?:hub|nlp)>(\\w+)\""),
                    new String(config, StandardCharsets.UTF_8));
        }
    }

    @Test
    void otherClassesAndOptionsAreRefused() {
        UnsupportedModelException unknown = assertThrows(
                UnsupportedModelException.class,
                () -> HubClasses.build(new Args("WhisperBackbone", Map.of()), Form.WHOLE));
        assertTrue(unknown.getMessage().startsWith("the class WhisperBackbone of KerasHub is not supported; those"));
        Map<String, Object> sizes = Map.of(
                "vocabulary_size", 7L, "num_layers", 1L, "num_heads", 1L, "hidden_dim", 4L, "intermediate_dim", 3L);
        Map<String, Object> more = new HashMap<>(sizes);
        more.put("rotary", true);
        ModelException option =
                assertThrows(ModelException.class, () -> HubClasses.build(new Args("BertBackbone", more), Form.WHOLE));
        assertEquals("unknown option 'rotary' = true of BertBackbone", option.getMessage());
        more.remove("rotary");
        more.put("dtype", Map.of("class_name", "GPTQDTypePolicy", "config", Map.of("mode", "gptq/4/128")));
        ModelException quantized =
                assertThrows(ModelException.class, () -> HubClasses.build(new Args("BertBackbone", more), Form.WHOLE));
        assertEquals("models of KerasHub that are quantised to gptq/4/128", quantized.getMessage());
        more.remove("dtype");
        more.put("num_layers", 2_000_000L);
        assertThrows(
                IllegalArgumentException.class, () -> HubClasses.build(new Args("BertBackbone", more), Form.WHOLE));
    }

    /** Each is built twice, so that the work would double with each level. */
    @Test
    void tasksAreNoBackbones() {
        Map<String, Object> model = Map.of("class_name", "keras_hub>BertBackbone", "config", Map.of());
        for (int depth = 0; depth < 60; depth++) {
            model = Map.of("class_name", "keras_hub>BertTextClassifier", "config", Map.of("backbone", model));
        }
        Args args = Args.of("model", model);
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> HubClasses.build(args, Form.WHOLE));
        assertEquals("its backbone is a BertTextClassifier", e.getMessage());
    }
}
