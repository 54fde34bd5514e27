package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs that cannot be read, or do not fit: one line that names the file, and no output. */
class BadInputTest {
    private static final Path ECHO = TestData.sample("echo_one_to_one", "model.h5");
    private static final Path TWO_INPUTS = TestData.layer("model/dictionary_k3", "model.h5");

    @TempDir
    Path folder;

    @BeforeEach
    void anOlderOutput() throws IOException {
        Files.writeString(folder.resolve("y.npz"), "precious");
    }

    private void fails(Path model, Path input, String... parts) {
        Map<String, String> before = TestData.contents(folder);
        Run.cornu("predict", model, "--input", input, "--output", folder.resolve("y.npz"))
                .fails(parts);
        assertEquals(before, TestData.contents(folder));
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private Path npy(int... shape) {
        Path file = folder.resolve("x.npy");
        Npy.write(file, Tensor.zeros(shape));
        return file;
    }

    private Path npz(Map<String, Tensor> arrays) {
        Path file = folder.resolve("x.npz");
        Npz.write(file, arrays);
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.npy", "none.npz", "none.csv"})
    void aFileThatIsNotThere(String name) {
        fails(ECHO, folder.resolve(name), name + ": there is no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.npy", "a.npz", "a.csv"})
    void aFolder(String name) throws IOException {
        fails(ECHO, Files.createDirectory(folder.resolve(name)), name + ": it is a directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.txt", "x", "npy", "x.npz.gz"})
    void anEndingThatIsNotKnown(String name) throws IOException {
        fails(ECHO, file(name, new byte[9]), name + ": expected a file that ends in .npy, .npz, .csv, .png or .jpg");
    }

    @Test
    void anotherRank() {
        fails(ECHO, npy(5), "x.npy: input 'input_1': expected the shape (None, 1, 1), got (5,)");
        fails(ECHO, npy(5, 1, 1, 1), "x.npy: ", "(None, 1, 1)", "(5, 1, 1, 1)");
        fails(ECHO, npy(), "x.npy: ", "(None, 1, 1)", "()");
    }

    /** The shape of the file is told, not that of a batch. */
    @Test
    void anotherSize() {
        fails(ECHO, npy(100, 1, 2), "x.npy: input 'input_1': expected the shape (None, 1, 1), got (100, 1, 2)");
    }

    @Test
    void noSamples() {
        fails(ECHO, npy(0, 1, 1), "x.npy: input 'input_1' has no samples");
    }

    @Test
    void severalInputsNeedNpz() {
        fails(TWO_INPUTS, npy(3, 6), "x.npy: the model has 2 inputs [left, right]: use .npz");
    }

    @Test
    void inputsOfDifferentNumbersOfSamples() {
        fails(
                TWO_INPUTS,
                npz(Map.of("left", Tensor.zeros(3, 6), "right", Tensor.zeros(2, 6))),
                "x.npz: input 'right' has 2 samples, 'left' has 3");
    }

    /** What a golden has beside its inputs is no surplus. */
    @Test
    void moreArraysThanInputs() {
        Tensor x = Tensor.zeros(3, 6);
        fails(
                TWO_INPUTS,
                npz(new TreeMap<>(Map.of("left", x, "right", x, "a", x, "b\u001b", x))),
                "x.npz: the model does not take the arrays [a, b\\u001b]");
        fails(
                TWO_INPUTS,
                npz(new TreeMap<>(Map.of("left", x, "right", x, "input_0", x, "input_1", x))),
                "x.npz: the model does not take the arrays [input_0, input_1]");
        Path golden = npz(Map.of("input_0", x, "input_1", x, "output_0", x, "layer_dense", x, "state_lstm_0", x));
        Run.cornu("predict", TWO_INPUTS, "--input", golden, "--output", folder.resolve("y.npz"))
                .succeeds();
    }

    @Test
    void namesThatAreNotTheModels() {
        Tensor x = Tensor.zeros(3, 6);
        String[] expected = {"x.npz: expected the arrays [left, right] or [input_0, input_1], got ", "extra"};
        fails(TWO_INPUTS, npz(Map.of("extra", x)), expected);
        fails(TWO_INPUTS, npz(Map.of("extra", x, "left", x)), expected);
        fails(TWO_INPUTS, npz(Map.of("extra", x, "input_0", x)), expected);
        fails(TWO_INPUTS, npz(Map.of("extra", x, "input_0", x, "right", x)), expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
            <U3    ; 12 ; input 'input_1': expected the shape (None, 1, 1), got texts of the shape (1, 1, 1)
            |S4    ; 4  ; input 'input_1': expected the shape (None, 1, 1), got texts of the shape (1, 1, 1)
            <c8    ; 8  ; its elements have the type '<c8', expected numbers
            <M8[s] ; 8  ; its elements have the type '<M8[s]', expected numbers
            |V4    ; 4  ; its elements have the type '|V4', expected numbers
            <f16   ; 16 ; its elements have the type 'f16'
            |O     ; 40 ; it holds pickled Python objects, which are not read
            """)
    void elementsThatAreNoNumbers(String type, int bytes, String problem) throws IOException {
        fails(ECHO, file("x.npy", TestData.npy("'" + type + "'", "(1, 1, 1)", bytes)), "x.npy: " + problem);
    }

    @Test
    void elementsThatAreRecords() throws IOException {
        byte[] records = TestData.npy("[('a', '<f4'), ('b', '<f4')]", "(1, 1, 1)", 8);
        fails(ECHO, file("x.npy", records), "x.npy: its elements are records, not numbers");
    }

    @Test
    void numbersThatAFloatCannotHold() throws IOException {
        byte[] elements = {1, 0, 0, 1, 0, 0, 0, 0};
        String header = "{'descr': '<i8', 'fortran_order': False, 'shape': (1, 1, 1), }";
        fails(ECHO, file("x.npy", TestData.npy(header, elements)), "x.npy: the number 16777217 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{'descr': '<f4', 'fortran_order': False, }",
                "{'descr': '<f4', 'shape': (1, 1, 1), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (-1, 1, 1), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 1.5), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999, 1, 1), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (65536, 65536, 65536), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1, 1), }",
            })
    void aHeaderThatIsWrong(String header) throws IOException {
        fails(ECHO, file("x.npy", TestData.npy(header, new byte[4])), "x.npy: it");
    }

    @Test
    void aFileThatIsCutOff() throws IOException {
        byte[] npy = Files.readAllBytes(TestData.sample("echo_one_to_one", "input.npy"));
        for (int length = 0; length < npy.length; length++) {
            fails(ECHO, file("x.npy", Arrays.copyOf(npy, length)), "x.npy: it");
        }
        byte[] npz = Files.readAllBytes(TestData.layer("model/dictionary_k3", "golden.npz"));
        for (int length = 0; length < npz.length; length += 7) {
            fails(TWO_INPUTS, file("x.npz", Arrays.copyOf(npz, length)), "x.npz: it is cut off, or is no .npz file");
        }
    }

    @Test
    void anArrayThatIsDamagedInsideAnNpzFile() throws IOException {
        Path file = npz(Map.of("left", Tensor.zeros(3, 6), "right", Tensor.zeros(3, 6)));
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2 - 200] ^= 1;
        fails(TWO_INPUTS, file("x.npz", bytes), "x.npz: it is no intact .npz file: ");
    }

    @Test
    void textWithTheNameOfNumbers() throws IOException {
        byte[] text = "1,2,3\n".getBytes(StandardCharsets.UTF_8);
        fails(ECHO, file("x.npy", text), "x.npy: it is no .npy file");
        fails(ECHO, file("x.npz", text), "x.npz: ", "no .npz file");
    }

    @Test
    void anIndexThatIsOutOfRangeNamesTheLayer() {
        Path golden = TestData.layer("embedding/rank3_k3", "golden.npz");
        Tensor indices = Npz.read(golden).get("input_0");
        indices.data()[0] = 1e6f;
        fails(
                golden.resolveSibling("model.h5"),
                npz(Map.of("input_0", indices)),
                "model.h5: layer 'embedding' (Embedding): ");
    }

    @Test
    void aLastBatchThatDoesNotFitTheStates() {
        Path output = folder.resolve("y.npz");
        Path input = TestData.sample("stream_online", "input.npy");
        Map<String, String> before = TestData.contents(folder);
        Run.cornu(
                        "predict",
                        TestData.sample("stream_online", "model.h5"),
                        "--input",
                        input,
                        "--output",
                        output,
                        "--stateful")
                .fails("model.h5: the states of layer 'lstm' are of 32 samples, the input has 18");
        assertEquals(before, TestData.contents(folder));
    }
}
