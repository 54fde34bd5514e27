package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no model, or a damaged one. */
class BadModelTest {
    @TempDir
    Path folder;

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("bad.h5"), content);
    }

    private static byte[] model() throws IOException {
        return Files.readAllBytes(TestData.sample("echo_one_to_one", "model.h5"));
    }

    private Path changed(String from, String to) throws IOException {
        return changed(model(), from, to);
    }

    /** A model in which one text stands in place of another of the same length. */
    private Path changed(byte[] model, String from, String to) throws IOException {
        assertEquals(from.length(), to.length());
        String text = new String(model, StandardCharsets.ISO_8859_1);
        assertTrue(text.contains(from));
        return file(text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1));
    }

    @TestFactory
    Stream<DynamicTest> modelsThatAreNotSupported() {
        return TestData.folders("rejected").stream()
                .map(test -> dynamicTest(test.getFileName().toString(), () -> {
                    String message =
                            Files.readString(test.resolve("message.txt")).strip();
                    Path archive = test.resolve("model.keras");
                    Path model = Files.exists(archive) ? archive : test.resolve("model.h5");
                    Run run = Run.cornu("summary", model, "--details");
                    assertEquals("cornu: " + message, run.err().stripTrailing());
                    assertEquals(1, run.errorLines().size());
                    assertEquals("", run.out());
                    assertEquals(1, run.exit());
                    Run looked = Run.cornu("summary", model);
                    assertTrue(
                            looked.exit() == 0
                                    ? looked.out().contains("Not supported: ")
                                    : looked.err().equals(run.err()),
                            looked::toString);
                }));
    }

    @Test
    void everyCommandNeedsTheModel() {
        Path none = folder.resolve("none.h5");
        Path input = TestData.sample("echo_one_to_one", "input.npy");
        Run.cornu("summary", none).fails("none.h5: there is no such file");
        Run.cornu("predict", none, "--input", input, "--output", folder.resolve("y.npy"))
                .fails("none.h5: there is no such file");
        Run.cornu("verify", none, "--golden", TestData.layer("model/residual_k3", "golden.npz"))
                .fails("none.h5: there is no such file");
        assertEquals(1, TestData.contents(folder).size());
    }

    @Test
    void aFolder() throws IOException {
        Run.cornu("summary", Files.createDirectory(folder.resolve("a.h5"))).fails("a.h5: it is a directory");
        Run.cornu("summary", ".").fails("it is a directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello"})
    void aTextFile(String text) throws IOException {
        Run.cornu("summary", file(text.getBytes(StandardCharsets.UTF_8)))
                .fails("bad.h5: the file is " + (text.isEmpty() ? "empty" : "neither HDF5"));
    }

    @Test
    void aFileOfNumbers() {
        Run.cornu("summary", TestData.sample("echo_one_to_one", "input.npy")).fails("input.npy: ", "neither HDF5");
    }

    /** Even where only the end is missing, which holds nothing that a prediction needs. */
    @ParameterizedTest
    @ValueSource(doubles = {0.0001, 0.001, 0.003, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.9999})
    void aFileThatIsCutOff(double part) throws IOException {
        byte[] model = model();
        Run.cornu("summary", file(Arrays.copyOf(model, (int) (part * model.length))))
                .fails("bad.h5: the file is ");
    }

    @Test
    void theLengthOfAFileThatIsCutOff() throws IOException {
        byte[] model = model();
        Run.cornu("summary", file(Arrays.copyOf(model, model.length - 1)))
                .fails("bad.h5: the file is cut off: it has " + (model.length - 1) + " bytes of " + model.length);
    }

    @Test
    void aConfigThatIsNoJson() throws IOException {
        Run.cornu("summary", changed("{\"class_name\": \"Seq", "{\"class_name\"; \"Seq"))
                .fails("bad.h5: ", "not valid JSON");
    }

    @Test
    void aLayerThatIsUnknown() throws IOException {
        Run.cornu("summary", changed("\"class_name\": \"LSTM\"", "\"class_name\": \"LSTN\""), "--details")
                .fails("bad.h5: layer 'lstm' (LSTN): this layer class is not supported");
    }

    @Test
    void weightsOfAnotherSize() throws IOException {
        Run.cornu("summary", changed("\"units\": 5", "\"units\": 6"))
                .fails("bad.h5: layer 'lstm' (LSTM): ", "(1, 20), expected (1, 24)");
    }

    @Test
    void inputsThatAreNone() throws IOException {
        byte[] model = Files.readAllBytes(TestData.layer("model/dictionary_k3", "model.h5"));
        Run.cornu("summary", changed(model, "\"left\": [\"left\"", "\"left\": [\"leaf\""))
                .fails("bad.h5: the input 'leaf' is no InputLayer");
    }

    /** Whatever byte is wrong: either it does not matter, or one line tells. */
    @Test
    void anyWrongByteIsOneLine() throws IOException {
        byte[] model = model();
        for (int at = 3; at < model.length; at += 97) {
            byte[] damaged = model.clone();
            damaged[at] ^= 0x55;
            Run run = Run.cornu("summary", file(damaged));
            if (run.exit() != 0) {
                run.fails("bad.h5: ");
            }
        }
    }
}
