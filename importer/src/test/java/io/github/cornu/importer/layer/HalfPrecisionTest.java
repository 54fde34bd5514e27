package io.github.cornu.importer.layer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.importer.Docs;
import io.github.cornu.importer.RegisteredClasses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HalfPrecisionTest {
    private static final Path LAYERS = Path.of("../testdata/layers");

    /** What is known in 16 bits is what is compared with Keras. */
    @Test
    void everythingHasAGolden() throws IOException {
        List<String> recurrent = models("half_recurrent");
        assertAllIn(recurrent, "\"activation\": \"%s\"", HalfPrecision.CELL_ACTIVATIONS);
        assertAllIn(
                recurrent,
                "ctivation\": {\"module\": \"keras.layers\", \"class_name\": \"%s\"",
                HalfPrecision.CELL_LAYERS);
        List<String> models = models("half_precision");
        List<String> both = Stream.of(models, recurrent).flatMap(List::stream).toList();
        Set<String> layers = RegisteredClasses.with(LayerTrait.HALF);
        // At inference it is BatchNormalization.
        layers.remove("SyncBatchNormalization");
        assertAllIn(both, "\"class_name\": \"%s\"", layers);
        assertAllIn(models, "\"activation\": \"%s\"", HalfPrecision.ACTIVATIONS);
        List<String> functions =
                Stream.of(models, models("half_casts")).flatMap(List::stream).toList();
        assertAllIn(functions, "\": \"%s\"", HalfPrecision.FUNCTIONS);
    }

    private static List<String> models(String cases) throws IOException {
        List<String> models = new ArrayList<>();
        try (Stream<Path> files = Files.walk(LAYERS.resolve(cases))) {
            for (Path file : files.filter(path -> path.endsWith("model.h5")).toList()) {
                models.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return models;
    }

    private static void assertAllIn(List<String> models, String pattern, Set<String> names) {
        for (String name : names) {
            String text = String.format(pattern, name);
            assertTrue(models.stream().anyMatch(model -> model.contains(text)), text);
        }
    }

    @Test
    void theTableListsThem() throws IOException {
        String table = "| in 16 bits | |\n|---|---|\n"
                + row("layers", RegisteredClasses.with(LayerTrait.HALF))
                + row("activations", HalfPrecision.ACTIVATIONS)
                + row("activations inside recurrent layers", HalfPrecision.CELL_ACTIVATIONS)
                + row("layers inside recurrent layers", HalfPrecision.CELL_LAYERS)
                + row("functions", HalfPrecision.FUNCTIONS);
        Docs.assertPart(Docs.LAYERS, "types", table);
    }

    private static String row(String what, Set<String> names) {
        return "| " + what + " | " + String.join(", ", new TreeSet<>(names)) + " |\n";
    }
}
