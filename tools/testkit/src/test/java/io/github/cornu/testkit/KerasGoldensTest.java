package io.github.cornu.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.CompileOptions;
import io.github.cornu.Tolerance;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.WeightFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

@Tag("smoke")
class KerasGoldensTest {
    private static final Path EXAMPLE = Path.of("../../examples/regression-test");
    private static final Path MODEL = EXAMPLE.resolve("src/test/models/churn.keras");
    private static final Path GOLDEN = EXAMPLE.resolve("src/test/models/churn.golden.npz");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> everyNumberEqualsKeras() {
        return KerasGoldens.in("../../testdata/layers/lstm").tests();
    }

    /** JUnit 5 here, JUnit 6 where tools/testkit/junit6 runs this. */
    @Test
    void runsOnTheVersionThatIsMeant() {
        String version = Test.class.getPackage().getImplementationVersion();
        assertTrue(version.startsWith(System.getProperty("junit.expected", "5.")), version);
    }

    private static String failure(DynamicTest test) {
        return assertThrows(Throwable.class, test.getExecutable()::execute).getMessage();
    }

    private String onlyFailure() {
        List<DynamicTest> tests = KerasGoldens.in(folder).tests().toList();
        assertEquals(1, tests.size());
        return failure(tests.get(0));
    }

    private void retrain() throws IOException {
        Files.copy(EXAMPLE.resolve("retrained/churn.keras"), folder.resolve("churn.keras"));
        Files.copy(GOLDEN, folder.resolve("churn.golden.npz"));
    }

    /** What docs/regression-tests.md shows. */
    @Test
    void aRetrainedModelIsRedAndSaysWhere() throws IOException {
        retrain();
        String message = onlyFailure();
        assertTrue(message.contains("first layer that differs: 'hidden' (Dense), 2 of 3\n"), message);
        String page = Files.readString(Path.of("../../docs/regression-tests.md"));
        assertTrue(page.contains("```\n" + message + "\n```"), message);
        assertTrue(page.contains(Files.readString(EXAMPLE.resolve("src/test/java/example/ModelsTest.java"))
                .replaceFirst("(?s).*(class ModelsTest)", "$1")));
    }

    @Test
    void theExampleIsGreen() {
        List<DynamicTest> tests =
                KerasGoldens.in(EXAMPLE.resolve("src/test/models")).tests().toList();
        assertEquals(
                List.of("churn.golden.npz"),
                tests.stream().map(DynamicTest::getDisplayName).toList());
        tests.forEach(test -> assertDoesNotThrow(test.getExecutable()));
    }

    @Test
    void aFolderWithoutGoldensFails() throws IOException {
        String message = onlyFailure();
        assertTrue(message.startsWith(folder + ": there is no *.golden.npz in this folder"), message);
        Files.copy(MODEL, folder.resolve("churn.keras"));
        assertEquals(message, onlyFailure());
        List<DynamicTest> tests = KerasGoldens.in("src/test/modles").tests().toList();
        assertEquals(1, tests.size());
        String none = failure(tests.get(0));
        assertTrue(none.startsWith(Path.of("src/test/modles") + ": there is no such folder; the tests run in /"), none);
    }

    @Test
    void aPatternThatNoGoldenMatchesFails() throws IOException {
        retrain();
        assertEquals(
                1, KerasGoldens.in(folder).matching("churn.*").tests().toList().size());
        List<DynamicTest> tests =
                KerasGoldens.in(folder).matching("chrun.*").tests().toList();
        assertEquals(1, tests.size());
        assertEquals(
                folder + ": none of the 1 goldens in this folder matches 'chrun.*', the first of which is"
                        + " churn.golden.npz",
                failure(tests.get(0)));
    }

    @Test
    void aGoldenBelongsToTheModelBesideIt() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("a/b"));
        Files.copy(GOLDEN, inner.resolve("churn.long.golden.npz"));
        Files.copy(GOLDEN, folder.resolve("golden.npz"));
        List<DynamicTest> tests = KerasGoldens.in(folder).tests().toList();
        assertEquals(
                List.of("a/b/churn.long.golden.npz", "golden.npz"),
                tests.stream()
                        .map(test -> test.getDisplayName().replace('\\', '/'))
                        .toList());
        assertEquals(
                inner.resolve("churn.long.golden.npz")
                        + ": there is no model churn.long.h5 or churn.long.keras beside it",
                failure(tests.get(0)));
        assertEquals(
                folder.resolve("golden.npz") + ": there is no model model.h5 or model.keras beside it",
                failure(tests.get(1)));
        Files.copy(MODEL, inner.resolve("churn.keras"));
        Files.copy(MODEL, folder.resolve("model.keras"));
        tests.forEach(test -> assertDoesNotThrow(test.getExecutable()));
    }

    @Test
    void badFilesAreNamed() throws IOException {
        Files.copy(MODEL, folder.resolve("churn.keras"));
        Path golden = folder.resolve("churn.golden.npz");
        Npz.write(golden, Map.of("output_0", Tensor.zeros(1)));
        assertTrue(onlyFailure().startsWith("churn.golden.npz: a call of the golden has no input"), onlyFailure());
        Files.writeString(golden, "none");
        assertTrue(onlyFailure().startsWith("churn.golden.npz: it is cut off, or is no .npz file"), onlyFailure());
        Files.copy(GOLDEN, golden, StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(folder.resolve("churn.keras"), "none");
        assertTrue(onlyFailure().startsWith("churn.keras: "), onlyFailure());
    }

    @Test
    void withoutLayersTheOutputIsNamed() throws IOException {
        retrain();
        Map<String, Tensor> arrays = Npz.read(GOLDEN);
        arrays.keySet().removeIf(name -> name.startsWith("layer_"));
        Npz.write(folder.resolve("churn.golden.npz"), arrays);
        String message = onlyFailure();
        assertTrue(message.contains("it differs in output 'risk'\n  worst at ["), message);
        assertTrue(message.endsWith("no layers were compared: record them with make_golden.py --layers"), message);
    }

    @Test
    void theToleranceIsTheUsers() throws IOException {
        retrain();
        KerasGoldens goldens = KerasGoldens.in(folder);
        for (Tolerance loose : List.of(Tolerance.absolute(10), Tolerance.relative(10), Tolerance.ulp(1L << 33))) {
            goldens.within(loose).tests().forEach(test -> assertDoesNotThrow(test.getExecutable()));
        }
        String message = failure(goldens.within(Tolerance.ulp(4).or(Tolerance.absolute(1e-6)))
                .tests()
                .toList()
                .get(0));
        assertTrue(message.contains("values differ by more than 4 ulp or 1e-6"), message);
    }

    @Test
    void modelsMayBeCompiledInAnotherWay() {
        CompileOptions options = CompileOptions.defaults().withWeights(WeightFormat.INT8);
        DynamicTest test = KerasGoldens.in(MODEL.getParent())
                .compiledWith(options)
                .tests()
                .toList()
                .get(0);
        assertTrue(failure(test).contains("first layer that differs: 'months' (LSTM), 1 of 3"), failure(test));
    }

    @Test
    void modelsMayBeLoadedInAnotherWay() {
        Path weights = EXAMPLE.resolve("retrained/churn.keras");
        DynamicTest test = KerasGoldens.in(MODEL.getParent())
                .loadedBy(KerasModels.loader().weights(weights))
                .tests()
                .toList()
                .get(0);
        assertTrue(failure(test).contains("first layer that differs: 'hidden' (Dense), 2 of 3"), failure(test));
    }

    @Test
    void ownModelsAndTensors() {
        KerasAssertions.assertEqualsKeras(GOLDEN, KerasModels.load(MODEL));
        Throwable wrong = assertThrows(
                AssertionError.class,
                () -> KerasAssertions.assertEqualsKeras(
                        GOLDEN, KerasModels.load(EXAMPLE.resolve("retrained/churn.keras"))));
        assertTrue(
                wrong.getMessage()
                        .startsWith("model 'churn' does not give what Keras gave in churn.golden.npz\n"
                                + "it differs in output 'risk'\n"),
                wrong.getMessage());
        float[] expected = {1, 2, 3, 4};
        KerasAssertions.assertClose(expected, new float[] {1, 2, 3, 4.00001f}, Tolerance.relative(1e-5));
        Throwable values = assertThrows(
                AssertionError.class,
                () -> KerasAssertions.assertClose(expected, new float[] {1, 2.5f, 3, 4.25f}, Tolerance.absolute(0.1)));
        assertEquals("""
                it is not the tensor that was expected
                it differs in tensor
                  worst at [1] of (4,): expected 2.0, got 2.5
                  error 5.00e-01, relative to the largest value 1.25e-01, 2097152 ulp
                  2 of 4 values differ by more than 1e-1""", values.getMessage());
        Throwable shapes = assertThrows(
                AssertionError.class, () -> KerasAssertions.assertClose(expected, new float[3], Tolerance.absolute(9)));
        assertFalse(shapes.getMessage().contains("\n\n"));
        assertTrue(shapes.getMessage().endsWith("the shape is (3,), expected (4,)"), shapes.getMessage());
    }
}
