package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.importer.layer.operation.registry.OperationRegistry;
import io.github.cornu.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Functions in functional models: all have a case, the table has them, streams and whole numbers keep to their rules.
 */
class FunctionTest {
    private static final Pattern CLASS = Pattern.compile("\"class_name\": \"(\\w+)\"");
    private static final Pattern FUNCTION = Pattern.compile("\"function\": \"([\\w.]+)\"");
    private static final Pattern NODE = Pattern.compile("\"op\": \"(\\w+)\"");

    @Test
    void theTablesAreTheRegistrys() throws IOException {
        Docs.assertPart(Docs.FUNCTIONS, "functions", table());
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| functions | `keras.ops` | `tf` | nodes |\n|---|---|---|---|\n");
        OperationRegistry.keras().forEach((family, names) -> {
            String tensorFlow = String.join(", ", OperationRegistry.tensorFlow().get(family));
            String nodes = String.join(", ", OperationRegistry.nodes().get(family));
            table.append(String.format("| %s | %s | %s | %s |%n", family, String.join(", ", names), tensorFlow, nodes));
        });
        table.append("\n| refused | `keras.ops` |\n|---|---|\n");
        OperationRegistry.refused()
                .forEach((reason, names) ->
                        table.append(String.format("| %s | %s |%n", reason, names.replace(" ", ", "))));
        table.append("\n| refused | `tf` |\n|---|---|\n");
        OperationRegistry.refusedFunctions()
                .forEach((reason, names) ->
                        table.append(String.format("| %s | %s |%n", reason, names.replace(" ", ", "))));
        return table.toString();
    }

    @Test
    void everyFunctionHasACase() throws IOException {
        Set<String> keras = all(OperationRegistry.keras().values());
        Set<String> tensorFlow = all(OperationRegistry.tensorFlow().values());
        Set<String> nodes = all(OperationRegistry.nodes().values());
        Path layers = TestData.ROOT.resolve("layers");
        for (GoldenCase golden : Stream.of(
                        "operations",
                        "operations_rest",
                        "operations_more",
                        "operations_tensorflow",
                        "operations_texts",
                        "operations_special",
                        "operations_quantization",
                        "language_models")
                .flatMap(folder -> GoldenCase.of(layers.resolve(folder)))
                .toList()) {
            String file = Files.readString(golden.file(), StandardCharsets.ISO_8859_1);
            CLASS.matcher(file).results().forEach(found -> keras.remove(found.group(1)));
            NODE.matcher(file).results().forEach(found -> nodes.remove(found.group(1)));
            Matcher functions = FUNCTION.matcher(file);
            while (functions.find()) {
                String name = functions.group(1);
                tensorFlow.remove(name);
                tensorFlow.remove(name.replace("compat.v1.", ""));
                tensorFlow.remove(name.substring(name.lastIndexOf('.') + 1));
            }
        }
        // TensorFlow 2.15 writes compat.v1.floor_div.
        tensorFlow.remove("floordiv");
        assertEquals(Set.of(), keras);
        assertEquals(Set.of(), tensorFlow);
        assertEquals(Set.of(), nodes);
    }

    private static Set<String> all(Iterable<Set<String>> families) {
        Set<String> all = new TreeSet<>();
        families.forEach(all::addAll);
        return all;
    }

    private static Model load(String name) {
        return KerasModels.load(
                TestData.ROOT.resolve("layers/operations").resolve(name).resolve("model.h5"));
    }

    @Test
    void functionsOfEachStepStream() {
        assertEquals(0, load("steps_k2").checkStream());
        assertEquals(0, load("steps_k3").checkStream());
        assertEquals(0, load("constants_k3").checkStream());
    }

    @Test
    void functionsThatMixStepsDoNot() {
        assertObstacle("reductions_k2", "it works along time, axis 1");
        assertObstacle("any_length_k3", "it works along time, axis 1");
    }

    private static void assertObstacle(String name, String text) {
        ModelException e = assertThrows(ModelException.class, load(name)::checkStream);
        assertTrue(e.getMessage().contains(text), e.getMessage());
    }

    @Test
    void wholeNumbersBeyondFloatsAreRefused() {
        Model model = load("squares_k3");
        Tensor x = Tensor.of(new float[] {0, 1, 2, 3000}, 1, 4);
        assertEquals(9_000_000f, model.newSession().run(List.of(x)).get(0).data()[3]);
        x.data()[3] = 4097;
        ModelException e =
                assertThrows(ModelException.class, () -> model.newSession().run(List.of(x)));
        assertTrue(e.getMessage().contains("is not a whole number from -16777216 to 16777215"), e.getMessage());
    }
}
