package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
        contents.append("- [number types](#number-types)\n- [limits](#limits)\n");
        Docs.assertPart(Docs.LAYERS, "layers", contents.append(tables).toString());
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
