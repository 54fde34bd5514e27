package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.ModelException;
import io.github.cornu.UnsupportedModelException;
import io.github.cornu.importer.layer.registry.RefusedLayers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every registered layer class has a case, and a line in the table of layers. */
class LayersTest {
    @Test
    void theTableIsTheRegistrys() throws IOException {
        StringBuilder contents = new StringBuilder();
        StringBuilder tables = new StringBuilder();
        for (Map.Entry<String, Set<String>> family :
                RegisteredClasses.families().entrySet()) {
            String title = family.getKey();
            contents.append("- [").append(title).append("](#").append(title).append(")\n");
            tables.append("\n## ").append(title).append("\n\n| layer | remark |\n|---|---|\n");
            for (String name : family.getValue()) {
                String remark = RegisteredClasses.all().get(name).remark();
                tables.append("| ").append(name).append(" | ").append(remark).append(" |\n");
            }
        }
        tables.append("\n## refused\n\n| layer | reason |\n|---|---|\n");
        RefusedLayers.all()
                .forEach((name, reason) -> tables.append("| ")
                        .append(name)
                        .append(" | ")
                        .append(reason)
                        .append(" |\n"));
        contents.append("- [refused](#refused)\n");
        contents.append("- [number types](#number-types)\n- [limits](#limits)\n");
        Docs.assertPart(Docs.LAYERS, "layers", contents.append(tables).toString());
    }

    /** Every public layer of Keras 2.15 and of 3.15 has a line in one of the tables; those of the first have a case. */
    @Test
    void everyPublicLayerIsDecided() throws IOException {
        Set<String> decided = new TreeSet<>(RegisteredClasses.all().keySet());
        decided.addAll(RefusedLayers.all().keySet());
        List<String> lines = Files.readAllLines(TestData.ROOT.resolve("keras_layers.txt"));
        Set<String> undecided = new TreeSet<>();
        for (String line : lines) {
            String className = line.split(" ")[2];
            if (!decided.contains(className)) {
                undecided.add(className);
            }
        }
        assertEquals(Set.of(), undecided);
        assertEquals(163, lines.stream().filter(line -> line.startsWith("3.15")).count());
    }

    @Test
    void refusedLayersSayWhy() {
        RefusedLayers.all().forEach((name, reason) -> {
            String json =
                    "{\"class_name\": \"Sequential\", \"keras_version\": \"3.15.1\", \"config\": {\"name\": \"m\","
                            + " \"layers\": [{\"module\": \"keras.layers\", \"class_name\": \"" + name
                            + "\", \"config\": {\"name\": \"own\", \"trainable\": true}}]}}";
            KerasFile weights = KerasFile.of(TestData.ROOT.resolve("hostile/empty.weights.h5"));
            ModelException e = assertThrows(
                    UnsupportedModelException.class,
                    () -> KerasModels.loader()
                            .weights(weights)
                            .options(TestData.SCALAR)
                            .load(KerasFile.of(json.getBytes(StandardCharsets.UTF_8), "it")));
            String expected = "layer 'own' (" + name + "): " + reason + "; write it in Java with CustomObjects.";
            assertTrue(e.getMessage().contains(expected), e.getMessage());
        });
    }

    /** Model is the name of Functional in files of older versions. */
    @Test
    void everyLayerHasACase() throws IOException {
        Set<String> untested = new TreeSet<>(RegisteredClasses.all().keySet());
        untested.remove("Model");
        for (GoldenCase golden : GoldenCase.all().toList()) {
            String file = Files.readString(golden.file(), StandardCharsets.ISO_8859_1);
            untested.removeIf(layer -> file.contains("\"class_name\": \"" + layer + "\""));
        }
        assertEquals(Set.of(), untested);
    }
}
