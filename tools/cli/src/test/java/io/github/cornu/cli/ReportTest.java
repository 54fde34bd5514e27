package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cornu.Comparison;
import io.github.cornu.cli.page.HeatMap;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code cornu verify --report}. What a browser makes of the page is tested by {@code tools/testkit/check_report}. */
class ReportTest {
    private static final Path EXAMPLE = Path.of("../../examples/regression-test");
    private static final Path GOLDEN = EXAMPLE.resolve("src/test/models/churn.golden.npz");
    private static final Path RETRAINED = EXAMPLE.resolve("retrained/churn.keras");
    private static final Pattern DATA = Pattern.compile("<script id=\"data\" type=\"application/json\">(.*)</script>");

    @TempDir
    Path folder;

    private Run verify(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("verify"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--report", folder.resolve("report.html")));
        return Run.cornu(all.toArray());
    }

    private String page() throws IOException {
        return Files.readString(folder.resolve("report.html"));
    }

    private JsonNode data() throws IOException {
        Matcher matcher = DATA.matcher(page());
        assertTrue(matcher.find());
        return new ObjectMapper().readTree(matcher.group(1));
    }

    private static List<String> texts(JsonNode array, String key) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(node -> node.get(key).asText())
                .toList();
    }

    @Test
    void theDataOfARetrainedModel() throws IOException {
        Run run = verify(RETRAINED, "--golden", GOLDEN);
        assertEquals(1, run.exit());
        assertTrue(run.out().contains("first layer that differs: 'hidden' (Dense), 2 of 3\n"), run.out());
        JsonNode data = data();
        assertTrue(run.out().contains(data.get("message").asText()), run.out());
        assertTrue(run.out().contains("\nwrote "), run.out());
        assertEquals("churn.keras", data.get("model").asText());
        assertEquals("churn.golden.npz", data.get("golden").asText());
        assertEquals("1e-5 of the largest value", data.get("tolerance").asText());
        assertEquals(1e-5, data.get("limit").asDouble());
        assertEquals("hidden", data.get("firstLayer").asText());
        assertFalse(data.get("equal").asBoolean());
        assertEquals(1, data.get("calls").asInt());
        assertEquals(List.of("input history", "months", "hidden", "risk"), texts(data.get("graph"), "key"));
        assertEquals(List.of("months", "hidden", "risk"), texts(data.get("layers"), "path"));
        assertEquals(List.of("output 'risk'"), texts(data.get("others"), "name"));
        JsonNode hidden = data.get("layers").get(1);
        assertEquals("Dense", hidden.get("class").asText());
        assertEquals("(None, 6)", hidden.get("shapes").get(0).asText());
        assertEquals("months", hidden.get("inputs").get(0).asText());
        assertEquals(54, hidden.get("parameters").asInt());
        assertTrue(hidden.get("micros").asDouble() > 0);
        JsonNode check = hidden.get("checks").get(0);
        assertFalse(check.get("equal").asBoolean());
        assertEquals(18, check.get("outside").asInt());
        assertEquals(30, check.get("size").asInt());
        assertEquals("[2, 4]", check.get("index").asText());
        assertEquals("0.9530151", check.get("expected").asText());
        byte[] cells = check.get("map").get("cells").binaryValue();
        assertEquals(30, cells.length);
        int changed = 0;
        for (byte cell : cells) {
            changed += cell == 0 ? 0 : 1;
        }
        assertEquals(18, changed);
    }

    @Test
    void everyCallIsInIt() throws IOException {
        Path golden = TestData.layer("lstm/stateful_k3", "golden.npz");
        verify(golden.resolveSibling("model.h5"), "--golden", golden).succeeds();
        JsonNode data = data();
        assertEquals(3, data.get("calls").asInt());
        assertTrue(data.get("equal").asBoolean());
        assertEquals("", data.get("message").asText());
        assertEquals(15, data.get("others").size());
        assertEquals(0, data.get("layers").get(0).get("checks").size());
    }

    /** Nothing is loaded from anywhere, which the page itself forbids the browser too. */
    @Test
    void thePageIsSelfContained() throws IOException {
        verify(RETRAINED, "--golden", GOLDEN);
        String page = page();
        assertTrue(
                page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\""));
        for (String reference :
                List.of("http:", "https:", "//cdn", "src=", "<link", "@import", "url(", "fetch(", "<iframe")) {
            assertFalse(page.contains(reference), reference);
        }
        assertFalse(page.contains("{\"the\":\"data\"}"));
    }

    /** What is wrong cannot always be drawn. */
    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "0"})
    void specialValues(String value) throws IOException {
        Map<String, Tensor> arrays = Npz.read(GOLDEN);
        arrays.get("layer_hidden").data()[3] = Float.parseFloat(value);
        arrays.put("layer_months", Tensor.zeros(5, 9));
        Npz.write(folder.resolve("golden.npz"), arrays);
        assertEquals(
                1, verify(RETRAINED, "--golden", folder.resolve("golden.npz")).exit());
        JsonNode layers = data().get("layers");
        JsonNode other = layers.get(0).get("checks").get(0);
        assertEquals("(5, 9)", other.get("expectedShape").asText());
        assertEquals("Infinity", other.get("relative").asText());
        assertFalse(other.has("map"));
        assertTrue(layers.get(1).get("checks").get(0).has("map"));
    }

    @Test
    void namesDoNotEndTheData() throws IOException {
        Path golden = folder.resolve("</script><b>.npz".replace("/", "_"));
        Files.copy(GOLDEN, golden);
        verify(RETRAINED, "--golden", golden);
        assertFalse(page().contains("<_script><b>.npz"));
        assertEquals("<_script><b>.npz", data().get("golden").asText());
    }

    @Test
    void aPageThatCannotBeWritten() {
        for (String[] bad : new String[][] {
            {"none/r.html", "r.html: it cannot be written: there is no folder "},
            {"model.keras", "model.keras: expected a file that ends in .html"},
        }) {
            Run.cornu("verify", RETRAINED, "--golden", GOLDEN, "--report", folder.resolve(bad[0]))
                    .fails(bad[1]);
        }
        Run run = Run.cornu(
                "verify", RETRAINED, "--golden", GOLDEN, "--report", folder.resolve("y".repeat(300) + ".html"));
        assertEquals(1, run.exit());
        assertTrue(run.err().contains("yyy.html: it cannot be written: "), run.err());
    }

    @Test
    void mapsOfLargeTensorsShowTheLargestDifferences() {
        Tensor expected = Tensor.zeros(300, 4, 500);
        Arrays.fill(expected.data(), 1f);
        Tensor actual = Tensor.of(expected.data().clone(), expected.shape());
        actual.data()[(299 * 4 + 3) * 500 + 499] = 2f;
        actual.data()[0] = 1f + 1e-6f;
        HeatMap map = HeatMap.of(Comparison.of("y", expected, actual), 1e-5, 72 * 96);
        assertEquals(72, map.rows());
        assertEquals(96, map.columns());
        assertEquals((byte) 255, map.cells()[72 * 96 - 1]);
        assertEquals(95, map.cells()[0], 1.5);
        assertEquals(0, map.cells()[1]);
        HeatMap coarse = HeatMap.of(Comparison.of("y", expected, actual), 1e-5, 1000);
        assertTrue(coarse.rows() * coarse.columns() <= 1000);
        assertEquals((byte) 255, coarse.cells()[coarse.cells().length - 1]);
        assertEquals(
                1,
                HeatMap.of(Comparison.of("y", Tensor.zeros(0, 3), Tensor.zeros(0, 3)), 1e-5, 108)
                        .rows());
    }

    /** The worst that is within the tolerance is on its side of the scale, the next float is on the other. */
    @Test
    void coloursAreScaledToTheTolerance() {
        Tensor expected = Tensor.of(new float[] {1, 1, 1, 1, 1}, 5);
        Tensor actual = Tensor.of(new float[] {1, Math.nextUp(1f), 1.25f, Math.nextUp(1.25f), 9}, 5);
        Comparison comparison = Comparison.of("y", expected, actual);
        assertArrayEquals(new int[] {0, 1, 127, 128, 176}, levels(HeatMap.of(comparison, 0.25, 108)));
        assertArrayEquals(new int[] {0, 255, 255, 255, 255}, levels(HeatMap.of(comparison, 0, 108)));
        HeatMap equal = HeatMap.of(Comparison.of("y", expected, expected), 0, 108);
        assertEquals("", equal.base64());
    }

    private static int[] levels(HeatMap map) {
        int[] levels = new int[map.cells().length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = Byte.toUnsignedInt(map.cells()[i]);
        }
        return levels;
    }
}
