package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code cornu summary --details}, {@code --html} and {@code --dot}. What a browser makes of the page is tested by
 * {@code tools/testkit/check_report}.
 */
class SummaryDetailsTest {
    private static final Path RESIDUAL = TestData.layer("model/residual_k3", "model.h5");
    private static final Path NESTED = TestData.layer("model/nested_called_twice_k3", "model.h5");
    private static final Path LSTM = TestData.sample("echo_one_to_one", "model.h5");
    private static final Pattern DATA = Pattern.compile("<script id=\"data\" type=\"application/json\">(.*)</script>");

    @TempDir
    Path folder;

    private static String details(Object... arguments) {
        Object[] all = Stream.concat(Stream.of("summary", "--details"), Stream.of(arguments))
                .toArray();
        String out = Run.cornu(all).succeeds().out();
        return out.substring(out.indexOf("\n\n") + 2);
    }

    /** The cells of the line of a layer. */
    private static List<String> line(String details, String layer) {
        return details.lines()
                .filter(line -> line.startsWith(layer + " ("))
                .map(line -> List.of(line.split(" {2,}")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void thePlainTableComesFirst() {
        String plain = Run.cornu("summary", LSTM).succeeds().out();
        String all = Run.cornu("summary", LSTM, "--details").succeeds().out();
        assertTrue(all.startsWith(plain + System.lineSeparator()), all);
        assertFalse(plain.contains("FLOPs"), plain);
    }

    @Test
    void layersThatWereJoinedSaySo() {
        String details = details(RESIDUAL);
        assertEquals("with 'batch_normalization'", line(details, "conv2d").get(4));
        assertTrue(details.contains("in 'conv2d'\n"), details);
        // 6 by 5 places, a kernel of 3 by 3 by 3 by 4, a bias.
        assertEquals(List.of("Convolution", "6,600"), line(details, "conv2d").subList(1, 3));
        assertEquals(
                List.of("Combine add", "120", "0 bytes"), line(details, "add").subList(1, 4));
    }

    @Test
    void costsOfACall() {
        String details = details(LSTM);
        // 4 gates of 5 units with 1 feature and 5 states, 9 functions a unit.
        assertEquals(List.of("Recurrent LstmCell", "285"), line(details, "lstm").subList(1, 3));
        assertEquals(List.of("Dense", "10", "24 bytes"), line(details, "dense").subList(1, 4));
        assertTrue(details.contains("For inputs of the shapes input_1 (1, 1, 1)\nFLOPs of a call: 295\n"), details);
        assertTrue(details.contains("(f32, for all sessions)\n"), details);
        assertTrue(details.contains(" of buffers, 128 bytes of states\n"), details);
    }

    @Test
    void shapesMayBeChosen() {
        String details = details(LSTM, "--batch-size", 3);
        assertTrue(details.contains("input_1 (3, 1, 1)\nFLOPs of a call: 885\n"), details);
        Path free = TestData.layer("bidirectional/simple_rnn_k2", "model.h5");
        assertTrue(details(free).contains("input_1 (1, 7, 5)\n"), details(free));
        assertTrue(details(free, "--steps", 11).contains("input_1 (1, 11, 5)\n"), details(free, "--steps", 11));
        Run.cornu("summary", RESIDUAL, "--details", "--steps", 3).fails("model.h5: it takes 6 time steps, not 3");
    }

    @Test
    void layersOfInnerModelsHaveLines() {
        assertEquals(
                List.of("3 Dense + relu", "234", "168 bytes"),
                line(details(NESTED), "inner/dense").subList(1, 4));
    }

    /** Layers named conv1, conv1/bn, and b and b/conv in a model that is a layer. */
    @Test
    void namesWithSlashesAreNoInnerLayers() throws IOException {
        Path model = TestData.layer("model/slashes_k2", "model.h5");
        String details = details(model);
        assertEquals(
                "with 'conv1/bn', with 'conv1'", line(details, "conv1/conv").get(4));
        assertEquals(
                List.of("Convolution", "1,980"),
                line(details, "conv1/inner/b/conv").subList(1, 3));
        Path dot = folder.resolve("graph.dot");
        Run.cornu("summary", model, "--dot", dot).succeeds();
        List<String> edges = Files.readString(dot)
                .lines()
                .filter(line -> line.contains(" -> "))
                .toList();
        assertEquals(
                """
                  "input in0" -> "conv1/conv";
                  "conv1/conv" -> "conv1/bn";
                  "conv1/bn" -> "conv1";
                  "conv1" -> "conv1/inner/b/conv";
                  "conv1/inner/b/conv" -> "conv1/inner/b";
                  "conv1/inner/b" -> "conv1/inner";
                  "conv1/inner" -> "conv1/inner/dense";
                """.lines().toList(),
                edges.stream().map(String::strip).map(edge -> "  " + edge).toList());
    }

    @TestFactory
    List<DynamicTest> everyModelHasDetails() {
        return TestData.folders("layers/model").stream()
                .map(folder -> dynamicTest(folder.getFileName().toString(), () -> {
                    String details = details(TestData.model(folder));
                    assertTrue(details.matches("(?s).*FLOPs of a call: [\\d,]+\n.*"), details);
                }))
                .toList();
    }

    @Test
    void aCornuFileHasThem() {
        Path file = folder.resolve("model.cornu");
        Run.cornu("convert", RESIDUAL, file).succeeds();
        assertEquals(details(RESIDUAL), details(file));
    }

    @Test
    void thePage() throws IOException {
        Path page = folder.resolve("page.html");
        Run run = Run.cornu("summary", RESIDUAL, "--html", page).succeeds();
        assertEquals(Run.cornu("summary", RESIDUAL).out() + "wrote " + page + System.lineSeparator(), run.out());
        String text = Files.readString(page);
        for (String reference :
                List.of("http:", "https:", "//cdn", "src=", "<link", "@import", "url(", "fetch(", "/* page.")) {
            assertFalse(text.contains(reference), reference);
        }
        Matcher matcher = DATA.matcher(text);
        assertTrue(matcher.find());
        JsonNode data = new ObjectMapper().readTree(matcher.group(1));
        assertEquals("model.h5", data.get("model").asText());
        assertEquals(144, data.get("parameters").asInt());
        assertEquals(7824, data.get("flops").asInt());
        assertEquals("in0 (1, 6, 5, 3)", data.get("inputs").get(0).asText());
        assertEquals(6, data.get("layers").size());
        assertEquals("input in0", data.get("graph").get(0).get("key").asText());
        assertEquals(
                "[\"batch_normalization\",\"conv2d_1\"]",
                data.get("graph").get(4).get("from").toString());
        assertEquals(1, TestData.contents(folder).size() - 1);
    }

    @Test
    void theGraphForGraphviz() throws IOException {
        Path dot = folder.resolve("graph.dot");
        Run.cornu("summary", NESTED, "--dot", dot).succeeds();
        assertEquals("""
                digraph "functional_1" {
                  node [shape=box, style=rounded, fontname="sans-serif", fontsize=11];
                  "input in0" [label="in0\\ninput (None, 6)", style=dashed];
                  "input in1" [label="in1\\ninput (None, 6)", style=dashed];
                  "inner/dense" [label="inner/dense\\nDense (None, 6)"];
                  "input in0" -> "inner/dense";
                  "inner/dense_1" [label="inner/dense_1\\nDense (None, 6)"];
                  "inner/dense" -> "inner/dense_1";
                  "inner/add" [label="inner/add\\nAdd (None, 6)"];
                  "input in0" -> "inner/add";
                  "inner/dense_1" -> "inner/add";
                  "inner" [label="inner\\nFunctional (None, 6)"];
                  "inner/add" -> "inner";
                  "other/dense_2" [label="other/dense_2\\nDense (None, 9)"];
                  "inner" -> "other/dense_2";
                  "other/dense_3" [label="other/dense_3\\nDense (None, 6)"];
                  "other/dense_2" -> "other/dense_3";
                  "other" [label="other\\nSequential (None, 6)"];
                  "other/dense_3" -> "other";
                }
                """, Files.readString(dot));
    }

    @Test
    void filesThatCannotBeWritten() {
        Run.cornu("summary", LSTM, "--html", folder.resolve("x.htm"))
                .fails("x.htm: expected a file that ends in .html");
        Run.cornu("summary", LSTM, "--dot", folder.resolve("x.png")).fails("x.png: expected a file that ends in .dot");
        Run.cornu("summary", LSTM, "--dot", folder.resolve("none/x.dot"))
                .fails("x.dot: it cannot be written: there is no folder ");
        Run run = Run.cornu("summary", LSTM, "--dot", folder.resolve("x".repeat(300) + ".dot"));
        assertEquals(1, run.exit());
        assertTrue(run.err().contains("xxx.dot: it cannot be written: "), run.err());
        assertEquals(1, TestData.contents(folder).size());
    }

    @Test
    void numbersThatAreNone() {
        Run.cornu("summary", LSTM, "--details", "--batch-size", 0)
                .isWrongUsage("--batch-size must be at least 1, got 0");
        Run.cornu("summary", LSTM, "--details", "--steps", -1).isWrongUsage("--steps must be at least 1, got -1");
        Run.cornu("summary", LSTM, "--details", "--steps", "many").isWrongUsage("--steps", "many");
    }
}
