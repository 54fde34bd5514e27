package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.cornu.Comparison;
import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code cornu predict}. */
@Tag("smoke")
class PredictTest {
    private static final double TOLERANCE = 1e-5;

    @TempDir
    Path folder;

    private Path predict(Path model, Path input, String output, Object... options) {
        Path target = folder.resolve(output);
        List<Object> args = new ArrayList<>(List.of("predict", model, "--input", input, "--output", target));
        args.addAll(Arrays.asList(options));
        Run.cornu(args.toArray()).succeeds();
        return target;
    }

    private Path predict(String sample, String output, Object... options) {
        return predict(TestData.sample(sample, "model.h5"), TestData.sample(sample, "input.npy"), output, options);
    }

    private static void assertClose(Tensor expected, Tensor actual) {
        Comparison comparison = Comparison.of("output", expected, actual);
        assertTrue(comparison.isWithin(TOLERANCE), comparison::toString);
    }

    private static void assertSameBytes(Path expected, Path actual) throws IOException {
        assertArrayEquals(Files.readAllBytes(expected), Files.readAllBytes(actual));
    }

    private static void assertDiffer(Path one, Path other) throws IOException {
        assertFalse(Arrays.equals(Files.readAllBytes(one), Files.readAllBytes(other)));
    }

    @TestFactory
    Stream<DynamicTest> samplesPredictWhatKerasPredicted() {
        return TestData.folders("samples").stream()
                .map(sample -> dynamicTest(sample.getFileName().toString(), () -> {
                    Path output = predict(sample.resolve("model.h5"), sample.resolve("input.npy"), "y.npy");
                    assertClose(Npy.read(sample.resolve("output.npy")), Npy.read(output));
                }));
    }

    /** The arrays of a golden are named by position. */
    @TestFactory
    Stream<DynamicTest> modelsWithSeveralInputsAndOutputs() {
        return TestData.folders("layers/model").stream()
                .map(test -> dynamicTest(test.getFileName().toString(), () -> {
                    Path golden = test.resolve("golden.npz");
                    Path archive = test.resolve("model.keras");
                    Path model = Files.exists(archive) ? archive : test.resolve("model.h5");
                    Map<String, Tensor> recorded = Npz.read(golden);
                    Map<String, Tensor> outputs = Npz.read(predict(model, golden, test.getFileName() + ".npz"));
                    int position = 0;
                    for (Map.Entry<String, Tensor> output : outputs.entrySet()) {
                        Tensor byName = recorded.remove("output_" + output.getKey());
                        assertClose(byName == null ? recorded.remove("output_" + position) : byName, output.getValue());
                        position++;
                    }
                    assertTrue(recorded.keySet().stream().noneMatch(key -> key.startsWith("output_")));
                }));
    }

    @Test
    void itTellsWhatItWrote() {
        Path output = folder.resolve("y.npz");
        Run run = Run.cornu(
                        "predict",
                        TestData.layer("model/dictionary_k3", "model.h5"),
                        "--input",
                        TestData.layer("model/dictionary_k3", "golden.npz"),
                        "--output",
                        output)
                .succeeds();
        List<String> lines = run.lines();
        assertEquals(8, lines.size(), run.out());
        assertEquals("wrote " + output + ": dense (3, 4)", lines.get(0));
        assertEquals("  [0]  -0.910741  0.391039   1.57360  -0.225792", lines.get(1));
        assertEquals("wrote " + output + ": sum (3, 6)", lines.get(4));
    }

    @Test
    void npzHoldsWhatNpyHolds() {
        Tensor npy = Npy.read(predict("stream_online", "y.npy"));
        Map<String, Tensor> npz = Npz.read(predict("stream_online", "y.npz"));
        assertEquals(Map.of("dense", npy), npz);
    }

    @Test
    void outputsAreInTheOrderOfTheModel() {
        Path test = TestData.layer("model/output_is_input_k3", "golden.npz");
        Path output = predict(test.resolveSibling("model.h5"), test, "y.npz");
        assertEquals(
                List.of("in0", "add", "flatten"),
                Npz.read(output).keySet().stream().toList());
    }

    @Test
    void inputsByNameAndByPosition() throws IOException {
        Path model = TestData.layer("model/dictionary_k3", "model.h5");
        Path golden = TestData.layer("model/dictionary_k3", "golden.npz");
        Tensor left = Npz.read(golden).get("input_0");
        Tensor right = Npz.read(golden).get("input_1");
        Path named = folder.resolve("named.npz");
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        arrays.put("right", right);
        arrays.put("left", left);
        Npz.write(named, arrays);
        Path byPosition = predict(model, golden, "position.npz");
        assertSameBytes(byPosition, predict(model, named, "name.npz"));

        Npz.write(named, Map.of("left", right, "right", left));
        assertDiffer(byPosition, predict(model, named, "swapped.npz"));
    }

    @Test
    void aCsvFileIsATable() throws IOException {
        Path golden = TestData.layer("model/nested_deeply_k3", "golden.npz");
        Path model = golden.resolveSibling("model.h5");
        Path csv = Files.writeString(
                folder.resolve("x.csv"), TestData.csv(Npz.read(golden).get("input_0")));
        assertSameBytes(predict(model, golden, "npz.npy"), predict(model, csv, "csv.npy"));
    }

    @Test
    void numbersOfOtherTypesAndOrders() throws IOException {
        Path model = TestData.sample("echo_one_to_one", "model.h5");
        Path input = folder.resolve("x.npy");
        Npy.write(input, Tensor.of(new float[] {1, 2}, 2, 1, 1));
        Path expected = predict(model, input, "floats.npy");
        String header = "{'descr': '>i2', 'fortran_order': True, 'shape': (2, 1, 1), }";
        Files.write(input, TestData.npy(header, (byte) 0, (byte) 1, (byte) 0, (byte) 2));
        assertSameBytes(expected, predict(model, input, "shorts.npy"));
    }

    @Test
    void theBatchSizeChangesNothing() throws IOException {
        for (String sample : List.of("stream_online", "stream_probability", "echo_one_to_one")) {
            Path expected = predict(sample, "y.npy");
            for (int size : new int[] {1, 7, 32, 1000}) {
                assertSameBytes(expected, predict(sample, size + ".npy", "--batch-size", size));
            }
        }
    }

    @Test
    void theKernelsChangeNothing() throws IOException {
        for (Path sample : TestData.folders("samples")) {
            String name = sample.getFileName().toString();
            Path scalar = predict(name, "scalar.npy", "--kernels", "scalar");
            assertSameBytes(scalar, predict(name, "vector.npy", "--kernels", "vector"));
            assertSameBytes(scalar, predict(name, "auto.npy", "--kernels", "AUTO"));
            assertSameBytes(scalar, predict(name, "threads.npy", "--threads", "2"));
        }
    }

    @Test
    void statesCanBeKept() throws IOException {
        Path forgetting = predict("stream_online", "y.npy", "--batch-size", 10);
        assertSameBytes(forgetting, predict("stream_online", "false.npy", "--batch-size", 10, "--stateful=false"));
        Path keeping = predict("stream_online", "true.npy", "--batch-size", 10, "--stateful");
        assertDiffer(forgetting, keeping);
        assertSameBytes(keeping, predict("stream_online", "same.npy", "--batch-size", 10, "--stateful=true"));
    }

    @Test
    void statesCanBeForgotten() throws IOException {
        Path keeping = predict("cos_stateful_2", "y.npy");
        assertSameBytes(keeping, predict("cos_stateful_2", "twenty.npy", "--batch-size", 20));
        assertDiffer(keeping, predict("cos_stateful_2", "false.npy", "--stateful=false"));
        assertDiffer(keeping, predict("cos_stateful_2", "ten.npy", "--batch-size", 10));
    }

    @Test
    void theModelMayFollowStateful() throws IOException {
        Path output = folder.resolve("y.npy");
        Run.cornu(
                        "predict",
                        "--stateful",
                        TestData.sample("echo_one_to_one", "model.h5"),
                        "--input",
                        TestData.sample("echo_one_to_one", "input.npy"),
                        "--output",
                        output)
                .succeeds();
        assertSameBytes(predict("echo_one_to_one", "same.npy", "--stateful"), output);
    }

    @Test
    void notANumberIsANumber() throws IOException {
        Path input = folder.resolve("x.npy");
        Npy.write(input, Tensor.of(new float[] {0.2f, Float.NaN, Float.POSITIVE_INFINITY}, 3, 1, 1));
        float[] output = Npy.read(predict(TestData.sample("echo_one_to_one", "model.h5"), input, "y.npy"))
                .data();
        assertTrue(Float.isFinite(output[0]));
        assertTrue(Float.isNaN(output[1]));
        assertTrue(Float.isFinite(output[2]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"y.npy", "y.npz", "Y.NPY"})
    void anOutputFileIsReplaced(String name) throws IOException {
        Files.writeString(folder.resolve(name), "old");
        Path output = predict("echo_one_to_one", name);
        assertSameBytes(predict("echo_one_to_one", "new" + name), output);
        assertEquals(3, TestData.contents(folder).size());
    }

    /** Not those of a temporary file, which nobody else may read. */
    @Test
    void anOutputFileHasTheUsualPermissions() throws IOException {
        Path usual = Files.createFile(folder.resolve("usual"));
        if (Files.getFileAttributeView(usual, PosixFileAttributeView.class) != null) {
            assertEquals(
                    Files.getPosixFilePermissions(usual),
                    Files.getPosixFilePermissions(predict("echo_one_to_one", "y.npy")));
        }
    }
}
