package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.cornu.Comparison;
import io.github.cornu.CompileOptions;
import io.github.cornu.ConvertOptions;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.Session;
import io.github.cornu.Summary;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.LayerInfo;
import io.github.cornu.importer.source.ModelSource;
import io.github.cornu.output.Durability;
import io.github.cornu.tensor.WeightFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The cases of {@code testdata/layers} from a {@code .cornu} file: what the source gives, in all that a model can do;
 * with compact weights, too.
 */
class CornuFileTest {
    private static final CompileOptions SCALAR = TestData.SCALAR.withFunctions(CustomExamples.FUNCTIONS);
    private static final CompileOptions VECTOR = TestData.Simd.VECTOR.withFunctions(CustomExamples.FUNCTIONS);

    private static final ConvertOptions QUICK = ConvertOptions.defaults().withDurability(Durability.CACHED);

    @TempDir
    Path folder;

    @Execution(ExecutionMode.CONCURRENT)
    @TestFactory
    Stream<DynamicTest> itIsItsSource() {
        return GoldenCase.layers()
                .map(layer -> dynamicTest(String.valueOf(layer.getFileName()), () -> {
                    GoldenCase.newestOf(layer).forEach(this::check);
                }));
    }

    private void check(GoldenCase golden) {
        try (ModelSource source = KerasFile.of(golden.file()).open()) {
            Graph graph = GraphReader.read(source, golden.custom());
            Path file = converted(golden, WeightFormat.F32);
            Model expected = Model.compile(graph, SCALAR);
            Model model = Model.load(file, SCALAR);
            assertSameModel(golden.name(), expected, model);
            assertEquals(golden.crc(expected), golden.crc(model), golden.name());
            assertEquals(golden.crc(expected), golden.crc(Model.load(file, VECTOR)), golden.name());
            assertLayersKept(golden, graph, file);
            assertCompact(golden, graph, WeightFormat.BF16, Files.size(file));
            assertCompact(golden, graph, WeightFormat.INT8, Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path converted(GoldenCase golden, WeightFormat format) {
        Path target = folder.resolve(golden.name().replace('/', '_') + "." + format + ".cornu");
        ConvertOptions options = QUICK.withWeights(format);
        KerasModels.loader().customObjects(golden.custom()).convert(KerasFile.of(golden.file()), target, options);
        return target;
    }

    private static void assertSameModel(String name, Model source, Model model) {
        assertEquals(source.name(), model.name(), name);
        assertEquals(source.batchSize(), model.batchSize(), name);
        assertEquals(source.inputs(), model.inputs(), name);
        assertEquals(source.outputs(), model.outputs(), name);
        assertEquals(Summary.of(source), Summary.of(model), name);
        for (int i = 0; i < source.layers().size(); i++) {
            LayerInfo expected = source.layers().get(i);
            LayerInfo actual = model.layers().get(i);
            assertEquals(expected.path(), actual.path(), name);
            assertEquals(expected.index(), actual.index(), name);
            assertEquals(expected.shapes(), actual.shapes(), name);
        }
        assertEquals(stream(source), stream(model), name);
        // Among it the fingerprint of the weights.
        assertEquals(states(source), states(model), name);
    }

    private static String stream(Model model) {
        try {
            return "after " + model.checkStream() + " steps";
        } catch (ModelException e) {
            return e.problem();
        }
    }

    private static String states(Model model) {
        try {
            Session session = model.newSession().stateful(true);
            return session.state().toString() + session.state().model();
        } catch (ModelException e) {
            return e.problem();
        }
    }

    private static void assertLayersKept(GoldenCase golden, Graph graph, Path file) {
        CompileOptions options = SCALAR.withKeepLayers(true);
        Model expected = Model.compile(graph, options);
        Model model = Model.load(file, options);
        assertEquals(golden.crc(expected), golden.crc(model), golden.name());
        assertEquals(expected.outputs(), model.outputs(), golden.name());
        for (Comparison comparison : golden.golden().compare(model)) {
            assertTrue(golden.isEqual(comparison), () -> golden.name() + " " + comparison);
        }
    }

    private void assertCompact(GoldenCase golden, Graph graph, WeightFormat format, long size) throws IOException {
        Model expected = Model.compile(graph, SCALAR.withWeights(format));
        Path file = converted(golden, format);
        // What F32 leaves as it is in the file.
        Model model = Model.load(file, SCALAR);
        assertEquals(golden.crc(expected), golden.crc(model), golden.name());
        assertEquals(golden.crc(expected), golden.crc(Model.load(file, VECTOR.withWeights(format))), golden.name());
        assertEquals(expected.outputs(), model.outputs(), golden.name());
        assertEquals(stream(expected), stream(model), golden.name());
        golden.crc(Model.load(file, SCALAR.withKeepLayers(true)));
        assertTrue(Files.size(file) <= size + 4096, golden.name());
    }
}
