package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cornu.CompileOptions;
import io.github.cornu.Model;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of a model of 2,000 layers, each of whose outputs a golden has. */
class LargePageTest {
    private static final int LAYERS = 2_000;
    private static final Path CHURN = Path.of("../../examples/regression-test/src/test/models/churn.keras");

    @TempDir
    static Path folder;

    /** The model of the example, unzipped, with layers behind it that have no weights. */
    @BeforeAll
    static void makeModel() throws IOException {
        Path model = Files.createDirectory(folder.resolve("model"));
        String last = "\"build_config\": {\"input_shape\": [null, 6]}}]";
        String more = IntStream.range(0, LAYERS)
                .mapToObj(i -> ", {\"module\": \"keras.layers\", \"class_name\": \"LeakyReLU\", \"config\": {\"name\": "
                        + "\"block_" + i + "_after_the_risk_of_churn\", \"negative_slope\": 1.0}}")
                .collect(Collectors.joining());
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(CHURN))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] bytes = zip.readAllBytes();
                if (entry.getName().equals("config.json")) {
                    String text = new String(bytes, StandardCharsets.UTF_8);
                    assertTrue(text.contains(last));
                    bytes = text.replace(last, last.substring(0, last.length() - 1) + more + "]")
                            .getBytes(StandardCharsets.UTF_8);
                }
                Files.write(model.resolve(entry.getName()), bytes);
            }
        }
    }

    private static JsonNode data(Path page) throws IOException {
        String text = Files.readString(page);
        String start = "<script id=\"data\" type=\"application/json\">";
        int from = text.indexOf(start) + start.length();
        return new ObjectMapper().readTree(text.substring(from, text.indexOf("</script>", from)));
    }

    @Test
    void summary() throws IOException {
        Path page = folder.resolve("summary.html");
        Run.cornu("summary", folder.resolve("model"), "--html", page).succeeds();
        assertTrue(Files.size(page) < 2_000_000, () -> "bytes: " + page.toFile().length());
        assertEquals(LAYERS + 4, data(page).get("graph").size());
    }

    @Test
    void report() throws IOException {
        Model model = KerasModels.load(folder.resolve("model"));
        List<String> names = model.layers().stream().map(layer -> layer.path()).toList();
        Model all = KerasModels.load(
                folder.resolve("model"), CompileOptions.defaults().withOutputs(names.toArray(String[]::new)));
        Tensor input = Tensor.zeros(200, 4, 3);
        for (int i = 0; i < input.data().length; i++) {
            input.data()[i] = (float) Math.sin(i);
        }
        List<Tensor> outputs = all.run(List.of(input));
        Map<String, Tensor> golden = new LinkedHashMap<>();
        golden.put("input_0", input);
        golden.put("output_0", outputs.get(outputs.size() - 1));
        for (int i = 0; i < names.size(); i++) {
            Tensor output = outputs.get(i);
            // What Keras gave differs a little everywhere.
            float factor = i < LAYERS / 2 ? 1.000001f : 1.001f;
            float[] other = output.data().clone();
            for (int k = 0; k < other.length; k++) {
                other[k] *= factor;
            }
            golden.put("layer_" + names.get(i), Tensor.of(other, output.shape()));
        }
        Path file = folder.resolve("golden.npz");
        Npz.write(file, golden);
        Path page = folder.resolve("report.html");
        Run run = Run.cornu("verify", folder.resolve("model"), "--golden", file, "--report", page);
        assertEquals(Cornu.FAILURE, run.exit(), run.err());
        assertTrue(Files.size(page) < 6_000_000, () -> "bytes: " + page.toFile().length());
        JsonNode data = data(page);
        assertEquals(LAYERS + 3, data.get("layers").size());
        assertEquals(names.get(LAYERS / 2), data.get("firstLayer").asText());
        int cells = 0;
        for (JsonNode layer : data.get("layers")) {
            JsonNode map = layer.get("checks").get(0).get("map");
            cells += map.get("rows").asInt() * map.get("columns").asInt();
        }
        assertTrue(cells <= 2_000_000, () -> "cells of all maps");
    }
}
