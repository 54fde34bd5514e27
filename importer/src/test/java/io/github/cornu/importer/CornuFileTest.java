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
import io.github.cornu.graph.LayerInfo;
import io.github.cornu.output.Durability;
import io.github.cornu.tensor.WeightFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every case of {@code testdata/layers} from a {@code .cornu} file: what the source gives, in all that a model can do.
 */
class CornuFileTest {
    private static final CompileOptions SCALAR = TestData.SCALAR.withFunctions(CustomExamples.FUNCTIONS);
    private static final CompileOptions VECTOR = TestData.Simd.VECTOR.withFunctions(CustomExamples.FUNCTIONS);

    private static final ConvertOptions QUICK = ConvertOptions.defaults().withDurability(Durability.CACHED);

    @TempDir
    Path folder;

    private interface Check {
        void run(GoldenCase golden);
    }

    private Stream<DynamicTest> each(Check check) {
        return each(GoldenCase::of, check);
    }

    private Stream<DynamicTest> newest(Check check) {
        return each(GoldenCase::newestOf, check);
    }

    private static Stream<DynamicTest> each(Function<Path, Stream<GoldenCase>> cases, Check check) {
        return GoldenCase.layers()
                .map(layer -> dynamicTest(String.valueOf(layer.getFileName()), () -> {
                    cases.apply(layer).forEach(check::run);
                }));
    }

    private Path converted(GoldenCase golden, WeightFormat format) {
        Path target = folder.resolve(golden.name().replace('/', '_') + ".cornu");
        ConvertOptions options = QUICK.withWeights(format);
        KerasModels.loader().customObjects(golden.custom()).convert(KerasFile.of(golden.file()), target, options);
        return target;
    }

    @TestFactory
    Stream<DynamicTest> itHasTheBitsOfItsSource() {
        return each(golden -> {
            Path file = converted(golden, WeightFormat.F32);
            for (CompileOptions options : List.of(SCALAR, VECTOR)) {
                Model source = golden.load(options);
                Model model = Model.load(file, options);
                assertEquals(golden.crc(source), golden.crc(model), golden.name());
                assertSameModel(golden.name(), source, model);
            }
        });
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

    @TestFactory
    Stream<DynamicTest> itKeepsLayersApart() {
        return newest(golden -> {
            CompileOptions options = SCALAR.withKeepLayers(true);
            Model model = Model.load(converted(golden, WeightFormat.F32), options);
            assertEquals(golden.crc(golden.load(options)), golden.crc(model), golden.name());
            assertEquals(golden.load(options).outputs(), model.outputs(), golden.name());
            for (Comparison comparison : golden.golden().compare(model)) {
                assertTrue(golden.isEqual(comparison), () -> golden.name() + " " + comparison);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> inPairsItHasTheBitsOfItsSourceInPairs() {
        return newest(golden -> assertCompact(golden, WeightFormat.BF16));
    }

    @TestFactory
    Stream<DynamicTest> inBytesItHasTheBitsOfItsSourceInBytes() {
        return newest(golden -> assertCompact(golden, WeightFormat.INT8));
    }

    private void assertCompact(GoldenCase golden, WeightFormat format) {
        Model source = golden.load(SCALAR.withWeights(format));
        Path file = converted(golden, format);
        // What F32 leaves as it is in the file.
        assertEquals(golden.crc(source), golden.crc(Model.load(file, SCALAR)), golden.name());
        assertEquals(golden.crc(source), golden.crc(Model.load(file, VECTOR.withWeights(format))), golden.name());
        assertEquals(source.outputs(), Model.load(file, SCALAR).outputs(), golden.name());
        assertEquals(stream(source), stream(Model.load(file, SCALAR)), golden.name());
        golden.crc(Model.load(file, SCALAR.withKeepLayers(true)));
        try {
            assertTrue(Files.size(file) <= Files.size(converted(golden, WeightFormat.F32)) + 4096, golden.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
