package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.cornu.CompileOptions;
import io.github.cornu.KernelChoice;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code cornu verify}. */
class VerifyTest {
    private final Path model = TestData.sample("stream_online", "model.h5");
    private final Tensor input = Npy.read(TestData.sample("stream_online", "input.npy"));
    private final Tensor output = Npy.read(TestData.sample("stream_online", "output.npy"));
    private final Map<String, Tensor> arrays = new LinkedHashMap<>();

    @TempDir
    Path folder;

    @BeforeEach
    void aGoodGolden() {
        arrays.put("input_0", input);
        arrays.put("output_0", output);
    }

    private Run verify(String... options) {
        Path golden = folder.resolve("golden.npz");
        Npz.write(golden, arrays);
        return Run.cornu(Stream.concat(Stream.of("verify", model, "--golden", golden), Stream.of(options))
                .toArray());
    }

    /** The outputs of all layers, as arrays of a golden. */
    private void addLayers() {
        KerasModels.load(
                        model,
                        CompileOptions.defaults()
                                .withKernels(KernelChoice.SCALAR)
                                .withKeepLayers(true))
                .newSession()
                .run(Map.of("input_1", input))
                .forEach((name, tensor) -> {
                    if (name.startsWith("layer_")) {
                        arrays.put(name, tensor);
                    }
                });
    }

    private static Tensor changed(Tensor tensor, int index, float value) {
        float[] data = tensor.data().clone();
        data[index] = value;
        return Tensor.of(data, tensor.shape());
    }

    @TestFactory
    Stream<DynamicTest> goldensOfKerasAreMet() {
        return Stream.concat(
                        TestData.folders("layers/model").stream(),
                        Stream.of(TestData.layer("lstm/stateful_k2", ""), TestData.layer("lstm/stateful_k3", "")))
                .map(test -> dynamicTest(test.getFileName().toString(), () -> {
                    Path archive = test.resolve("model.keras");
                    Path file = Files.exists(archive) ? archive : test.resolve("model.h5");
                    Run run = Run.cornu("verify", file, "--golden", test.resolve("golden.npz"))
                            .succeeds();
                    assertTrue(
                            run.lines().stream()
                                    .allMatch(line -> line.startsWith("ok    ") || line.startsWith("equal: ")),
                            run.out());
                }));
    }

    @Test
    void aLineAnOutput() {
        List<String> lines = verify().succeeds().lines();
        assertEquals(2, lines.size());
        assertEquals("equal: 1 array within 1e-5 of the largest value", lines.get(1));
        assertTrue(
                lines.get(0)
                        .matches("ok    output 'dense' \\(50, 1\\): largest error \\S+, relative \\S+, "
                                + "at \\d+: expected 0\\.\\d+, got 0\\.\\d+"),
                lines.get(0));
    }

    @Test
    void callsAndStatesHaveLinesOfTheirOwn() {
        Path golden = TestData.layer("lstm/stateful_k3", "golden.npz");
        String out = Run.cornu("verify", golden.resolveSibling("model.h5"), "--golden", golden)
                .succeeds()
                .out();
        assertTrue(out.contains("ok    call 1: output '"), out);
        assertTrue(out.contains("ok    call 2: state 1 of layer 'lstm'"), out);
    }

    @Test
    void arraysGoByNameToo() {
        arrays.clear();
        arrays.put("output_dense", output);
        arrays.put("input_input_1", input);
        arrays.put("comment", Tensor.zeros(1));
        verify().succeeds();
    }

    @Test
    void aWrongValueIsNamed() {
        arrays.put("output_0", changed(output, 7, 3.5f));
        Run run = verify();
        assertEquals(1, run.exit());
        assertEquals("", run.err());
        assertTrue(
                run.out()
                        .matches("WRONG output 'dense' \\(50, 1\\): largest error 3.*, relative .*, "
                                + "at 7: expected 3\\.5, got "
                                + String.valueOf(output.data()[7]).substring(0, 5)
                                + "\\d*\\Rdifferent: 1 of 1 array not within 1e-5 of the largest value\\R"),
                run.out());
    }

    @Test
    void notANumberIsWrong() {
        arrays.put("output_0", changed(output, 2, Float.NaN));
        Run run = verify("--tolerance", "1e30");
        assertEquals(1, run.exit());
        assertTrue(run.out().startsWith("WRONG "), run.out());
        assertTrue(run.out().contains("at 2: expected NaN, got "), run.out());
    }

    @Test
    void aWrongShapeIsNamed() {
        arrays.put("output_0", Tensor.zeros(50));
        Run run = verify();
        assertEquals(1, run.exit());
        assertEquals(
                "WRONG output 'dense': the shape is (50, 1), expected (50,)",
                run.lines().get(0));
    }

    @Test
    void theToleranceIsRelativeToTheLargestOutput() {
        arrays.put("output_0", changed(output, 7, output.data()[7] + 0.01f));
        verify("--tolerance", "0.02").succeeds();
        assertEquals(1, verify("--tolerance", "0.005").exit());
        assertEquals(1, verify().exit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "nan", "some"})
    void theToleranceIsANumber(String tolerance) {
        verify("--tolerance", tolerance).isWrongUsage("--tolerance");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bf16", "int8"})
    void compactWeightsAreNotKerass(String weights) {
        Run run = verify("--weights", weights);
        assertEquals(1, run.exit());
        assertTrue(run.out().startsWith("WRONG output 'dense' (50, 1): largest error "), run.out());
        verify("--weights", weights, "--tolerance", "0.02").succeeds();
        verify("--weights", "f32").succeeds();
    }

    /** The commands of docs/number-types.md print what it shows. */
    @ParameterizedTest
    @ValueSource(strings = {"bf16", "int8"})
    void thePageTellsWhatCompactWeightsLose(String weights) throws IOException {
        Path golden = TestData.layer("lstm/sequences_k3", "golden.npz");
        String out = Run.cornu(
                        "verify",
                        golden.resolveSibling("model.h5"),
                        "--golden",
                        golden,
                        "--weights",
                        weights,
                        "--tolerance",
                        "0.02")
                .succeeds()
                .out();
        String page = Files.readString(Path.of("../../docs/number-types.md"));
        assertTrue(page.contains("--weights " + weights + " --tolerance 0.02\n" + out), out);
    }

    @Test
    void layersAreCompared() {
        addLayers();
        arrays.put("layer_input_1", input);
        List<String> lines = verify("--layers").succeeds().lines();
        assertEquals(9, lines.size());
        assertTrue(lines.get(1).startsWith("ok    layer 'lstm' (50, 7, 32): "), lines.get(1));
        assertEquals(2, verify().succeeds().lines().size());
    }

    @Test
    void aWrongLayerIsNamed() {
        addLayers();
        arrays.put("layer_lstm_1", changed(arrays.get("layer_lstm_1"), 16, 9f));
        Run run = verify("--layers");
        assertEquals(1, run.exit());
        List<String> wrong =
                run.lines().stream().filter(line -> !line.startsWith("ok    ")).toList();
        assertEquals(6, wrong.size());
        assertEquals("different: 1 of 8 arrays not within 1e-5 of the largest value", wrong.get(5));
        assertTrue(wrong.get(0).startsWith("WRONG layer 'lstm_1' (50, 16): "), wrong.get(0));
        assertTrue(wrong.get(0).contains("at 16: expected 9.0, got "), wrong.get(0));
        assertTrue(wrong.get(1).matches("first layer that differs: 'lstm_1' \\(LSTM\\), \\d of \\d"), wrong.get(1));
        assertTrue(wrong.get(2).startsWith("  worst at [1, 0] of (50, 16): expected 9.0, got "), wrong.get(2));
    }

    @Test
    void layersMustBeThere() {
        verify("--layers").fails("golden.npz: ", "layer_<path>");
        Path states = TestData.layer("lstm/stateful_k3", "golden.npz");
        Run.cornu("verify", states.resolveSibling("model.h5"), "--golden", states, "--layers")
                .fails("golden.npz: ", "layer_<path>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"input_1", "output_1", "output_denes", "layer_lstn", "state_lstm_0"})
    void arraysThatTheModelDoesNotHaveAreNotPassedOver(String name) {
        addLayers();
        arrays.put(name, Tensor.zeros(50, 1));
        String kind = name.substring(0, name.indexOf('_'));
        verify("--layers").fails("golden.npz: ", "no " + kind + " '" + name.substring(kind.length() + 1) + "'");
    }

    @Test
    void anOutputMustBeThere() {
        arrays.remove("output_0");
        verify().fails("golden.npz: ", "input_0");
        arrays.put("output_0", output);
        arrays.remove("input_0");
        verify().fails("golden.npz: ", "output_0");
    }

    @Test
    void anInputThatDoesNotFit() {
        arrays.put("input_0", Tensor.zeros(50, 7, 4));
        verify().fails("golden.npz: input 'input_1': expected the shape (None, 7, 3), got (50, 7, 4)");
    }

    @Test
    void aGoldenThatIsNone() {
        Run.cornu("verify", model, "--golden", folder.resolve("none.npz")).fails("none.npz: there is no such file");
        Run.cornu("verify", model, "--golden", folder).fails("it is a directory");
        Run.cornu("verify", model, "--golden", TestData.sample("stream_online", "input.npy"))
                .fails("input.npy: ", "no .npz file");
    }
}
