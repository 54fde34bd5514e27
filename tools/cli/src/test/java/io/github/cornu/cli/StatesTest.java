package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Comparison;
import io.github.cornu.Session;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.tensor.Rows;
import io.github.cornu.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** States in files: {@code cornu predict --states-in --states-out}, {@code cornu states}. */
class StatesTest {
    private static final double TOLERANCE = 1e-5;
    private static final Path ECHO = TestData.sample("echo_one_to_one", "model.h5");
    private static final Path ECHO_INPUT = TestData.sample("echo_one_to_one", "input.npy");

    @TempDir
    Path folder;

    private static Path test(String name, String file) {
        return TestData.ROOT.resolve("states").resolve(name).resolve(file);
    }

    private Run predict(Path model, Path input, Path output, Object... options) {
        List<Object> args = new ArrayList<>(List.of("predict", model, "--input", input, "--output", output));
        args.addAll(Arrays.asList(options));
        return Run.cornu(args.toArray());
    }

    private Run predict(String name, int chunk, Object... options) {
        Path input = test(name, "input_" + chunk + ".npy");
        return predict(test(name, "model.h5"), input, folder.resolve("y" + chunk + ".npy"), options);
    }

    private void assertGoesOn(String name) {
        Tensor expected = Npy.read(test(name, "output_2.npy"));
        Comparison comparison = Comparison.of("output", expected, Npy.read(folder.resolve("y2.npy")));
        assertTrue(comparison.isWithin(TOLERANCE), comparison::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "functional",
                "sequential",
                "batch_of_3",
                "gru",
                "some_stateful",
                "bidirectional",
                "nested",
                "stacked_cells",
                "slashes"
            })
    void anotherProcessGoesOn(String name) {
        Path states = folder.resolve("s.h5");
        predict(name, 1, "--states-out", states).succeeds();
        predict(name, 2, "--states-in", states).succeeds();
        assertGoesOn(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"functional", "sequential", "batch_of_3", "gru", "some_stateful", "slashes"})
    void itGoesOnFromPython(String name) {
        predict(name, 2, "--states-in", test(name, "python_states.h5")).succeeds();
        assertGoesOn(name);
    }

    /** A model for sequences of a fixed length, where states are kept: as a stream. */
    @Test
    void sequencesMayBeOfAnyLengthWhereStatesAreKept() {
        Path file = TestData.sample("echo_one_to_one", "model.h5");
        Tensor x = Npy.read(TestData.sample("echo_one_to_one", "input.npy"));
        Tensor longer = Tensor.of(Arrays.copyOf(x.data(), 6), 1, 6, 1);
        Path input = folder.resolve("x.npy");
        Npy.write(input, longer);
        Path output = folder.resolve("y.npy");
        Run.cornu("predict", file, "--input", input, "--output", output)
                .fails("expected the shape (None, 1, 1), got (1, 6, 1)");
        Run.cornu("predict", file, "--input", input, "--output", output, "--stateful")
                .succeeds();
        Session stream = KerasModels.load(file).newSession().stream();
        assertEquals(stream.run(longer), Npy.read(output));
        Npy.write(input, Tensor.zeros(1, 6, 2));
        Run.cornu("predict", file, "--input", input, "--output", output, "--stateful")
                .fails("expected the shape (None, 1, 1), got (1, 6, 2)");
    }

    @Test
    void itTellsWhatItWrote() {
        Path states = folder.resolve("s.h5");
        List<String> lines =
                predict("batch_of_3", 1, "--states-out", states).succeeds().lines();
        assertEquals("wrote " + folder.resolve("y1.npy") + ": dense (3, 1)", lines.get(0));
        assertEquals("wrote " + states + ": 4 states of 3 samples", lines.get(lines.size() - 1));
    }

    @Test
    void statesMayBeTheirOwnOutput() {
        Path states = folder.resolve("s.h5");
        predict("gru", 1, "--states-out", states).succeeds();
        predict("gru", 2, "--states-in", states, "--states-out", states).succeeds();
        assertGoesOn("gru");
        Path both = folder.resolve("both.h5");
        Path input = folder.resolve("x.npy");
        Npy.write(input, joined(Npy.read(test("gru", "input_1.npy")), Npy.read(test("gru", "input_2.npy"))));
        predict(test("gru", "model.h5"), input, folder.resolve("y.npy"), "--states-out", both)
                .succeeds();
        assertEquals(
                Run.cornu("states", both).succeeds().out(),
                Run.cornu("states", states).succeeds().out());
    }

    /** The time steps of one, then those of the other. */
    private static Tensor joined(Tensor one, Tensor other) {
        int steps = one.shape().length(1) + other.shape().length(1);
        Tensor joined = Tensor.zeros(one.shape().with(1, steps));
        int samples = one.shape().length(0);
        for (int n = 0; n < samples; n++) {
            int first = one.data().length / samples;
            int second = other.data().length / samples;
            System.arraycopy(one.data(), n * first, joined.data(), n * (first + second), first);
            System.arraycopy(other.data(), n * second, joined.data(), n * (first + second) + first, second);
        }
        return joined;
    }

    /** Each sample is a sequence of its own, however many there are. */
    @Test
    void aModelThatIsNotStateful() throws IOException {
        Path input = folder.resolve("x.npy");
        Npy.write(input, Tensor.zeros(40, 1, 1));
        Path states = folder.resolve("s.h5");
        predict(ECHO, input, folder.resolve("y.npy"), "--states-out", states).succeeds();
        Path next = folder.resolve("next.npy");
        predict(ECHO, input, next, "--states-in", states).succeeds();
        assertEquals(40, Npy.read(next).shape().length(0));
        assertFalse(Arrays.equals(Files.readAllBytes(folder.resolve("y.npy")), Files.readAllBytes(next)));
        Path same = folder.resolve("same.npy");
        predict(ECHO, input, same, "--states-in", states, "--stateful").succeeds();
        assertArrayEquals(Files.readAllBytes(next), Files.readAllBytes(same));
    }

    /** A batch that follows another one in time, or one of other samples: nobody but the user knows. */
    @Test
    void statesOfOtherRows() {
        Path model = TestData.sample("cos_stateful_1", "model.h5");
        Path one = folder.resolve("one.npy");
        Path two = folder.resolve("two.npy");
        Tensor x = Npy.read(TestData.sample("cos_stateful_1", "input.npy"));
        Npy.write(one, Rows.slice(x, 0, 1));
        Npy.write(two, Rows.slice(x, 0, 2));
        Path states = folder.resolve("s.h5");
        Path output = folder.resolve("y.npy");
        predict(model, one, output, "--batch-size", 1, "--states-out", states).succeeds();
        predict(model, two, output, "--states-in", states)
                .fails(
                        "s.h5: the states are of 1 sample, expected 2, as many as the input has, or 20, as the model asks "
                                + "for; --batch-size 1 runs the input in such batches, which follow each other in time");
        predict(model, two, output, "--states-in", states, "--batch-size", 1).succeeds();
        predict(model, one, output, "--states-in", states).succeeds();
    }

    /** Here batches follow each other in time, as the model asks for. */
    @Test
    void theStatesAfterTheLastBatch() throws IOException {
        Path model = TestData.sample("cos_stateful_1", "model.h5");
        Path input = TestData.sample("cos_stateful_1", "input.npy");
        Path states = folder.resolve("s.h5");
        predict(model, input, folder.resolve("y.npy"), "--states-out", states).succeeds();
        assertArrayEquals(Files.readAllBytes(writtenPlain(model, input)), Files.readAllBytes(folder.resolve("y.npy")));
        assertTrue(Run.cornu("states", states).succeeds().out().contains("(20, 24)"));
    }

    private Path writtenPlain(Path model, Path input) {
        Path plain = folder.resolve("plain.npy");
        predict(model, input, plain).succeeds();
        return plain;
    }

    @Test
    void whatIsInAFile() {
        Path states = folder.resolve("s.h5");
        predict("bidirectional", 1, "--states-out", states).succeeds();
        List<String> lines = Run.cornu("states", states).succeeds().lines();
        assertEquals(8, lines.size());
        assertTrue(lines.get(0).matches("Of the model with the weights [0-9a-f]{16}"), lines.get(0));
        assertTrue(lines.get(1).matches("Dataset +Layer +Shape +Mean +Min +Max"), lines.get(1));
        assertTrue(
                lines.get(4).matches("states_1\\.1_0 +bidirectional/backward_lstm +\\(2, 3\\)( +-?0\\.\\d+){3}"),
                lines.get(4));
        assertTrue(lines.get(6).matches("states_2_0 +lstm_1 +\\(2, 2\\)( +-?0\\.\\d+){3}"), lines.get(6));
    }

    @Test
    void whatIsInAFileOfPython() {
        List<String> lines =
                Run.cornu("states", test("gru", "python_states.h5")).succeeds().lines();
        assertEquals("Of a model that the file does not tell", lines.get(0));
        assertTrue(lines.get(2).startsWith("states_1_0  -      (2, 6)  "), lines.get(2));
    }

    @Test
    void filesThatAreNoStates() {
        Run.cornu("states", folder.resolve("none.h5")).fails("none.h5: there is no such file");
        Run.cornu("states", ECHO).fails("model.h5: the group 'model_weights' is no state");
        Run.cornu("states", ECHO_INPUT).fails("input.npy: the file is not HDF5");
        Run.cornu("states").isWrongUsage("S.h5");
    }

    private void fails(Run run, String... parts) {
        run.fails(parts);
        assertEquals(Map.of(folder.toString(), "folder"), TestData.contents(folder));
    }

    private Run from(String name, Path states, Object... options) {
        List<Object> all = new ArrayList<>(List.of("--states-in", states, "--states-out", folder.resolve("s.h5")));
        all.addAll(Arrays.asList(options));
        return predict(name, 2, all.toArray());
    }

    @Test
    void statesThatDoNotFit() {
        fails(from("gru", test("gru", "none.h5")), "none.h5: there is no such file");
        fails(from("gru", test("gru", "model.h5")), "model.h5: the group 'model_weights' is no state");
        fails(
                from("gru", test("functional", "python_states.h5")),
                "python_states.h5: the dataset 'states_1_1' belongs to no layer of the model");
        fails(
                from("functional", test("gru", "python_states.h5")),
                "python_states.h5: layer 'lstm': the dataset 'states_1_1' is missing");
        fails(
                from("functional", test("batch_of_3", "python_states.h5")),
                "python_states.h5: the states are of 3 samples, expected 1, as many as the input has");
        fails(
                from("batch_of_3", test("batch_of_3", "python_states.h5"), "--batch-size", 2),
                "python_states.h5: the states are of 3 samples, the input has 2 at once");
    }

    @Test
    void statesOfOtherWeights() throws IOException {
        Path states = folder.resolve("s.h5");
        predict("functional", 1, "--states-out", states).succeeds();
        byte[] before = Files.readAllBytes(states);
        Path input = test("functional", "input_2.npy");
        Path output = folder.resolve("y2.npy");
        predict(test("batch_of_3", "model.h5"), input, output, "--states-in", states, "--states-out", states)
                .fails("s.h5: the state was computed with other weights");
        assertFalse(Files.exists(output));
        assertArrayEquals(before, Files.readAllBytes(states));
    }

    @Test
    void aModelWithoutStates() {
        Path golden = TestData.layer("model/nested_deeply_k3", "golden.npz");
        Path model = golden.resolveSibling("model.h5");
        Path output = folder.resolve("y.npz");
        fails(
                predict(model, golden, output, "--states-out", folder.resolve("s.h5")),
                "model.h5: --states-out: the model has no recurrent layers");
        fails(
                predict(model, golden, output, "--states-in", test("gru", "python_states.h5")),
                "python_states.h5: the model has no states");
    }

    /** Without outputs no states, and nothing else is left. */
    @Test
    void outputsThatCannotBeWritten() {
        Path output = folder.resolve("y".repeat(300) + ".npy");
        fails(
                predict(ECHO, ECHO_INPUT, output, "--states-out", folder.resolve("s.h5")),
                "yyy.npy: it cannot be written: ");
    }

    @Test
    void statesThatCannotBeWritten() throws IOException {
        fails(
                predict(ECHO, ECHO_INPUT, folder.resolve("y.npy"), "--states-out", folder.resolve("none/s.h5")),
                "s.h5: it cannot be written: there is no folder ");
        Path taken = Files.createDirectory(folder.resolve("taken"));
        predict(ECHO, ECHO_INPUT, folder.resolve("y.npy"), "--states-out", taken)
                .fails("taken: it cannot be written: it is a directory");
        assertFalse(Files.exists(folder.resolve("y.npy")));
    }

    @Test
    void optionsThatDoNotGoTogether() {
        Path states = folder.resolve("s.h5");
        Path output = folder.resolve("y.npy");
        for (String option : List.of("--states-in", "--states-out")) {
            predict(ECHO, ECHO_INPUT, output, option, states, "--stateful=false")
                    .isWrongUsage("--stateful=false", "'cornu predict --help'");
        }
        predict(ECHO, ECHO_INPUT, output, "--states-out", folder.resolve("./y.npy"))
                .isWrongUsage("--output and --states-out are the same file");
    }
}
