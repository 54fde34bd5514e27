package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.cornu.Comparison;
import io.github.cornu.Golden;
import io.github.cornu.Model;
import io.github.cornu.importer.layer.registry.RefusedLayers;
import io.github.cornu.importer.numpy.Npz;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sample of each layer of Keras in each place where a file can have it, in each form of file:
 * {@code testdata/contexts}, written by {@code tools/fixtures/every_layer.py}.
 */
class EveryLayerTest {
    private static final Path CONTEXTS = TestData.ROOT.resolve("contexts");
    /** In every functional model; a model without layers; and what Keras 3.15 cannot save to an .h5 file. */
    private static final Set<String> ELSEWHERE = Set.of(
            "InputLayer",
            "Lambda",
            "MaxNumBoundingBoxes",
            "Equalization",
            "RandomBrightness",
            "RandomColorDegeneration",
            "RandomPosterization",
            "RandomSaturation",
            "RandomSharpness",
            "Solarization");

    @TempDir
    private Path temporary;

    @TestFactory
    Stream<DynamicNode> everyPlaceAndFormGivesKerassNumbers() throws IOException {
        return archives().stream().map(archive -> {
            String name = String.valueOf(archive.getFileName());
            return dynamicContainer(
                    name,
                    Stream.of("model.h5", "model.keras", "model.json")
                            .map(form -> dynamicTest(form, () -> assertEqualToKeras(archive, form))));
        });
    }

    private static List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(CONTEXTS)) {
            return files.sorted().toList();
        }
    }

    private void assertEqualToKeras(Path archive, String form) throws IOException {
        Map<String, byte[]> members = members(Files.newInputStream(archive));
        Path golden = Files.write(temporary.resolve("golden.npz"), members.get("golden.npz"));
        List<Comparison> comparisons = Golden.of(Npz.read(golden)).compare(load(members, form));
        assertFalse(comparisons.isEmpty());
        for (Comparison comparison : comparisons) {
            assertTrue(comparison.isWithin(TestData.TOLERANCE), comparison::toString);
        }
    }

    /** What {@code save_weights} writes is in the archive. */
    private static Model load(Map<String, byte[]> members, String form) throws IOException {
        KerasFile file = KerasFile.of(members.get(form), form);
        KerasLoader loader = KerasModels.loader().options(TestData.SCALAR);
        if (!form.endsWith(".json")) {
            return loader.load(file);
        }
        byte[] weights =
                members(new ByteArrayInputStream(members.get("model.keras"))).get("model.weights.h5");
        return loader.weights(KerasFile.of(weights, "model.weights.h5")).load(file);
    }

    private static Map<String, byte[]> members(InputStream in) throws IOException {
        Map<String, byte[]> members = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                members.put(entry.getName(), zip.readAllBytes());
            }
        }
        return members;
    }

    @Test
    void everyPublicLayerIsThere() throws IOException {
        StringBuilder architectures = new StringBuilder();
        for (Path archive : archives()) {
            byte[] json = members(Files.newInputStream(archive)).get("model.json");
            architectures.append(new String(json, StandardCharsets.UTF_8));
        }
        Set<String> missing = new TreeSet<>();
        for (String line : Files.readAllLines(TestData.ROOT.resolve("keras_layers.txt"))) {
            missing.add(line.split(" ")[2]);
        }
        missing.removeAll(RefusedLayers.all().keySet());
        missing.removeAll(ELSEWHERE);
        missing.removeIf(name -> isIn(architectures, name));
        assertEquals(Set.of(), missing);
    }

    private static boolean isIn(StringBuilder architectures, String layer) {
        String written = layer.replace("GroupedQuery", "GroupQuery");
        return architectures.indexOf("\"class_name\": \"" + written + "\"") >= 0;
    }
}
