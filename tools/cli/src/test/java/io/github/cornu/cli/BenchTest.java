package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code cornu bench}: the form of what it prints, not the times. */
class BenchTest {
    private static final Path LSTM = TestData.sample("echo_one_to_one", "model.h5");
    private static final String TIME = "\\d+(\\.\\d\\d)? (ns|µs|ms|s)";
    private static final List<String> FORM = List.of(
            "[^ ]+: kernels [a-z0-9-]+, weights (f32|bf16|int8), Java \\d+",
            ".*\\(\\d.*\\).*",
            "load        " + TIME,
            "first call  " + TIME,
            "warm-up     (nothing to compile|" + TIME + " until the SIMD kernels were compiled)",
            "p50         " + TIME,
            "p90         " + TIME,
            "p99         " + TIME,
            "p99.9       " + TIME,
            "max         " + TIME,
            "calls       [\\d,]+, [\\d,.]+ a second",
            "allocation  ([\\d,]+ bytes a call|unknown)");

    @TempDir
    Path folder;

    private static List<String> bench(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("bench"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--seconds", 0.01, "--kernels", "scalar"));
        List<String> lines = Run.cornu(all.toArray()).succeeds().lines();
        for (int i = 0; i < FORM.size(); i++) {
            assertTrue(lines.get(i).matches(FORM.get(i)), lines.get(i));
        }
        return lines;
    }

    @Test
    void aModel() {
        List<String> lines = bench(LSTM);
        assertEquals(FORM.size(), lines.size());
        assertTrue(lines.get(0).startsWith("model.h5: kernels scalar, weights f32, Java "), lines.get(0));
        assertEquals("random input_1 (1, 1, 1)", lines.get(1));
        assertEquals("warm-up     nothing to compile", lines.get(4));
    }

    @Test
    void itsBatchAndItsSteps() {
        assertEquals("random input_1 (5, 1, 1)", bench(LSTM, "--batch-size", 5).get(1));
        Path free = TestData.layer("bidirectional/simple_rnn_k2", "model.h5");
        assertTrue(bench(free, "--steps", 11, "--batch-size", 2).get(1).contains(" (2, 11, "));
        assertTrue(bench(free, "--weights", "int8").get(0).contains(", weights int8, "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "embedding/mask_zero_k3",
                "string_lookup/no_oov_k3",
                "text_vectorization/long_k3",
                "integer_lookup/no_oov_k3",
                "multi_head_attention/key_mask_k3"
            })
    void inputsThatTheModelUnderstands(String name) {
        bench(TestData.layer(name, "model.h5"));
    }

    @Test
    void aStream() {
        Path model = TestData.sample("stream_online", "model.h5");
        assertEquals(
                "random input_1 (1, 1, 3), as a stream",
                bench(model, "--stream").get(1));
        assertEquals(
                "random input_1 (2, 4, 3), as a stream",
                bench(model, "--stream", "--steps", 4, "--batch-size", 2).get(1));
    }

    /** Convolution without padding gives nothing at first. */
    @ParameterizedTest
    @CsvSource({"valid_k3, 1", "valid_k3, 2", "strides_k3, 1", "strides_k3, 3", "causal_strides_k3, 1"})
    void aStreamWithWindowsInTime(String name, int steps) {
        bench(TestData.layer("conv1d/" + name, "model.h5"), "--stream", "--steps", steps);
    }

    @Test
    void inputsOfAFile() {
        Path input = folder.resolve("x.npy");
        Npy.write(input, Tensor.zeros(7, 1, 1));
        assertEquals("x.npy: input_1 (1, 1, 1)", bench(LSTM, "--input", input).get(1));
        assertEquals(
                "x.npy: input_1 (3, 1, 1)",
                bench(LSTM, "--input", input, "--batch-size", 3).get(1));
        Npy.write(input, Tensor.zeros(2, 10, 3));
        assertEquals(
                "x.npy: input_1 (2, 4, 3), as a stream",
                bench(
                                TestData.sample("stream_online", "model.h5"),
                                "--input",
                                input,
                                "--stream",
                                "--steps",
                                4,
                                "--batch-size",
                                2)
                        .get(1));
    }

    @Test
    void eachLayer() {
        List<String> lines = bench(LSTM, "--layers");
        List<String> layers = lines.subList(FORM.size(), lines.size());
        assertEquals(4, layers.size());
        assertEquals("", layers.get(0));
        assertTrue(layers.get(1).matches("lstm \\(LSTM\\)   +" + TIME + " +\\d+\\.\\d %"), layers.get(1));
        assertTrue(layers.get(2).matches("dense \\(Dense\\)  +" + TIME + " +\\d+\\.\\d %"), layers.get(2));
        assertTrue(bench(TestData.sample("stream_online", "model.h5"), "--layers", "--stream")
                        .size()
                > FORM.size() + 3);
    }

    @Test
    void aCornuFile() {
        Path file = folder.resolve("model.cornu");
        Run.cornu("convert", LSTM, file).succeeds();
        assertTrue(bench(file).get(0).startsWith("model.cornu: "));
    }

    @Test
    void modelsAndInputsThatAreNone() {
        Run.cornu("bench", "none.h5").fails("none.h5: there is no such file");
        Run.cornu("bench", LSTM, "--steps", 3).fails("model.h5: it takes 1 time step, not 3");
        Path flat = TestData.layer("model/residual_k3", "model.h5");
        Run.cornu("bench", flat, "--stream", "--kernels", "scalar").fails("model.h5: ", "stepped through time");
        Path input = folder.resolve("x.npy");
        Npy.write(input, Tensor.zeros(2, 1, 1));
        Run.cornu("bench", LSTM, "--input", input, "--batch-size", 3).fails("x.npy: it has 2 samples, a call takes 3");
        Run.cornu("bench", LSTM, "--input", input, "--stream", "--steps", 2)
                .fails("x.npy: it has 1 time step, a call takes 2");
        Npy.write(input, Tensor.zeros(2, 1, 4));
        Run.cornu("bench", LSTM, "--input", input).fails("x.npy: input 'input_1': expected the shape (None, 1, 1)");
        Run.cornu("bench", LSTM, "--input", folder.resolve("none.npy")).fails("none.npy: there is no such file");
    }

    @Test
    void wrongUsage() {
        for (String seconds : List.of("0", "-1", "NaN", "1e9", "soon")) {
            Run.cornu("bench", LSTM, "--seconds", seconds).isWrongUsage("--seconds");
        }
        Run.cornu("bench", LSTM, "--batch-size", 0).isWrongUsage("--batch-size must be at least 1, got 0");
        Run.cornu("bench", LSTM, "--steps", 0, "--stream").isWrongUsage("--steps must be at least 1, got 0");
        Run.cornu("bench", LSTM, "--steps", 2, "--input", "x.npy")
                .isWrongUsage("--steps goes with --stream or without --input");
        Run.cornu("bench").isWrongUsage("MODEL");
    }
}
