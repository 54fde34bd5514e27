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
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sample of each layer of Keras in the places where a file can have it, in each form of file:
 * {@code testdata/contexts}, written by {@code tools/fixtures/every_layer.py}, which has noted in {@code missing.txt}
 * what is not in a place: layers of several inputs in a Sequential for instance, or what Keras itself cannot save
 * there.
 */
class EveryLayerTest {
    private static final Pattern CLASS = Pattern.compile("\"class_name\": \"(\\w+)\"");
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
            return files.filter(file -> file.toString().endsWith(".zip"))
                    .sorted()
                    .toList();
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
    void everyPublicLayerIsThereOrIsNoted() throws IOException {
        Map<String, Set<String>> written = new TreeMap<>();
        for (Path archive : archives()) {
            String json = new String(members(Files.newInputStream(archive)).get("model.json"), StandardCharsets.UTF_8);
            Set<String> classes = written.computeIfAbsent(place(archive), place -> new TreeSet<>());
            CLASS.matcher(json).results().forEach(found -> classes.add(found.group(1)));
        }
        List<String> missing = new ArrayList<>();
        Set<String> everywhere = new TreeSet<>();
        for (String version : List.of("2", "3")) {
            Map<String, Set<String>> names = names(version);
            Set<String> nowhere = new TreeSet<>(names.keySet());
            written.forEach((place, classes) -> {
                if (place.endsWith(version)) {
                    Set<String> absent = new TreeSet<>(names.keySet());
                    absent.removeIf(layer -> !Collections.disjoint(names.get(layer), classes));
                    nowhere.retainAll(absent);
                    missing.add(place + ": " + String.join(" ", absent));
                }
            });
            everywhere.addAll(nowhere);
        }
        missing.sort(null);
        assertEquals(Files.readAllLines(CONTEXTS.resolve("missing.txt")), missing);
        everywhere.removeAll(RefusedLayers.all().keySet());
        everywhere.removeAll(ELSEWHERE);
        assertEquals(Set.of(), everywhere);
    }

    /** For instance {@code sequential_k2} for the archive {@code sequential_11_k2.zip}. */
    private static String place(Path archive) {
        return String.valueOf(archive.getFileName()).replaceFirst("(_\\d+)?(_k\\d)\\.zip$", "$2");
    }

    /** The classes of the layers of a version of Keras, with their names in a file. */
    private static Map<String, Set<String>> names(String version) throws IOException {
        Map<String, Set<String>> names = new TreeMap<>();
        for (String line : Files.readAllLines(TestData.ROOT.resolve("keras_layers.txt"))) {
            String[] parts = line.split(" ");
            if (parts[0].startsWith(version)) {
                names.computeIfAbsent(parts[2], name -> new TreeSet<>()).addAll(List.of(parts[1], parts[2]));
            }
        }
        return names;
    }
}
