package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.cornu.Comparison;
import io.github.cornu.CompileOptions;
import io.github.cornu.Golden;
import io.github.cornu.Model;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.LayerInfo;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.importer.source.ModelSource;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Outputs of inner layers are what the whole model computes there. */
class InnerOutputsTest {
    private static final Path CHURN = Path.of("../examples/regression-test/src/test/models");

    @Execution(ExecutionMode.CONCURRENT)
    @TestFactory
    Stream<DynamicTest> everyLayerGivesWhatItGivesInTheWholeModel() {
        return GoldenCase.layers()
                .map(layer -> dynamicTest(String.valueOf(layer.getFileName()), () -> {
                    GoldenCase.of(layer)
                            .filter(golden -> golden.name().endsWith("_k3"))
                            .forEach(InnerOutputsTest::check);
                }));
    }

    private static void check(GoldenCase golden) {
        try (ModelSource source = KerasFile.of(golden.file()).open()) {
            check(golden, GraphReader.read(source, golden.custom()));
        }
    }

    private static void check(GoldenCase golden, Graph graph) {
        Model kept = Model.compile(graph, TestData.SCALAR.withKeepLayers(true));
        List<Tensor> inputs = golden.inputs(kept).get(0);
        Map<String, Tensor> given = new LinkedHashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            given.put(kept.inputs().get(i).name(), inputs.get(i));
        }
        Map<String, Tensor> expected = kept.run(given);
        for (LayerInfo layer : kept.layers()) {
            if (!layer.outputs().isEmpty() && !layer.outputs().contains(-1)) {
                Model part = Model.compile(graph, TestData.SCALAR.withOutputs(layer.path()));
                check(golden, part, layer, given, expected);
            }
        }
    }

    private static void check(
            GoldenCase golden, Model part, LayerInfo layer, Map<String, Tensor> given, Map<String, Tensor> expected) {
        List<Tensor> inputs = new ArrayList<>();
        part.inputs().forEach(input -> inputs.add(given.get(input.name())));
        List<Tensor> outputs = part.run(inputs);
        assertEquals(layer.outputs().size(), outputs.size());
        for (int k = 0; k < outputs.size(); k++) {
            String name = layer.path() + (k == 0 ? "" : ":" + k);
            assertEquals(name, part.outputs().get(k).name());
            Comparison comparison = Comparison.of(name, expected.get("layer_" + name), outputs.get(k));
            assertTrue(golden.isEqual(comparison), () -> golden.name() + " " + comparison.describe());
        }
    }

    /** Those that Keras recorded. */
    @Test
    void layersGiveWhatKerasGaveThere() {
        Golden.Call call =
                Golden.of(Npz.read(CHURN.resolve("churn.golden.npz"))).calls().get(0);
        CompileOptions options = CompileOptions.defaults().withOutputs("hidden", "risk");
        Model model = KerasModels.load(CHURN.resolve("churn.keras"), options);
        Map<String, Tensor> outputs = model.run(
                Map.of(model.inputs().get(0).name(), call.inputs(model).get(0)));
        assertEquals(List.of("hidden", "risk"), List.copyOf(outputs.keySet()));
        outputs.forEach((layer, output) -> assertTrue(
                Comparison.of(layer, call.layers().get(layer), output).isWithin(TestData.TOLERANCE)));
    }
}
