package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.cornu.ModelException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no models, or damaged ones. */
@Timeout(10)
class BadFilesTest {
    private static final String LSTM_2 = "layers/lstm/plain_k2/model.h5";
    private static final String LSTM_3 = "layers/lstm/plain_k3/model.h5";

    @TempDir
    private Path folder;

    private static String message(Path file) {
        ModelException e = assertThrows(ModelException.class, () -> KerasModels.load(file));
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
        return e.getMessage();
    }

    private String message(EditedFile file) {
        return message(file.write(folder));
    }

    @Test
    void missingFile() {
        assertEquals("missing.h5: there is no such file", message(folder.resolve("missing.h5")));
    }

    @Test
    void directory() {
        assertEquals(
                folder.getFileName()
                        + ": it is a directory, but not an unzipped .keras archive: it has no 'config.json'",
                message(folder));
    }

    @Test
    void folderOfTensorFlow() throws IOException {
        Files.createFile(folder.resolve("saved_model.pb"));
        assertEquals(
                folder.getFileName()
                        + ": it is a SavedModel of TensorFlow, which has no layers: save the model as .keras"
                        + " or .h5 in Python",
                message(folder));
    }

    /** What people have by mistake in the place of a model. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 1234\n' \
                    | it is a pointer of Git LFS to a file of 1234 bytes, not the file: get it with 'git lfs pull'
                    '\n<!DOCTYPE html>\n<html>' \
                    | it is a page of the web, not a model: the address that it was downloaded from leads to a page
                    'backend: tensorflow\nclass_name: Sequential\nconfig:\n' \
                    | it is an architecture in YAML, which Keras wrote before 2.6: load it there, and save what to_json() gives
                    'class_name: Sequential\nconfig: {}\n' \
                    | it is an architecture in YAML, which Keras wrote before 2.6: load it there, and save what to_json() gives
                    '{"name": "Sequential", "layers": [{"name": "Dense"}], "loss": "mse"}' \
                    | it is an architecture of Keras before 1.0, whose layers had other names and options: load it with that \
                    version, or build the model anew
                    '{"name": "Graph", "nodes": {}}' \
                    | it is an architecture of Keras before 1.0, whose layers had other names and options: load it with that \
                    version, or build the model anew
                    """)
    void otherFiles(String content, String problem) throws IOException {
        Path file = Files.writeString(folder.resolve("model.keras"), content);
        assertEquals("model.keras: " + problem, message(file));
    }

    @Test
    void otherBytes() throws IOException {
        Path gzip = Files.write(folder.resolve("model.h5"), new byte[] {0x1f, (byte) 0x8b, 8, 0});
        assertEquals("model.h5: it is compressed by gzip: decompress it first", message(gzip));
        Path lite = Files.write(folder.resolve("model.tflite"), new byte[] {28, 0, 0, 0, 'T', 'F', 'L', '3'});
        assertEquals(
                "model.tflite: it is a model of TensorFlow Lite, which has no layers: save the model as .keras or .h5 in"
                        + " Python",
                message(lite));
        Path empty = Files.createFile(folder.resolve("empty.h5"));
        assertEquals("empty.h5: the file is empty", message(empty));
        Path pickle = Files.write(folder.resolve("model.pkl"), new byte[] {(byte) 0x80, 4, 0});
        assertEquals(
                "model.pkl: it is a pickle of Python, which holds programs: save the model with model.save() in Python",
                message(pickle));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "some text\nof two lines\n", "\u0089HDF\r\n\u001a\n"})
    void textFile(String text) throws IOException {
        assertEquals(
                "text.h5: the file is neither HDF5 nor a .keras archive nor JSON",
                message(Files.writeString(folder.resolve("text.h5"), text)));
    }

    @Test
    void filesThatAreRefusedAreClosed() throws IOException {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            Path text = Files.writeString(folder.resolve("text.h5"), "some text");
            Path unsupported = TestData.ROOT.resolve("rejected/lambda_k2/model.h5");
            Path wrong = EditedFile.of(LSTM_2)
                    .replace("\"units\": 6", "\"units\": 7")
                    .write(folder);
            long before = system.getOpenFileDescriptorCount();
            for (int i = 0; i < 20; i++) {
                message(text);
                message(unsupported);
                message(wrong);
            }
            long open = system.getOpenFileDescriptorCount() - before;
            assertTrue(open < 10, open + " files are open");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 96, 500, 2000, 4000, 8000, 9500, 10000, 12000, 13700, 13719})
    void truncatedFile(int length) {
        String message = message(EditedFile.of(LSTM_2).truncate(length));
        String expected = length < 8
                ? "model.h5: the file is neither HDF5 nor a .keras archive nor JSON"
                : length < 96
                        ? "model.h5: the file is damaged: "
                        : "model.h5: the file is cut off: it has " + length + " bytes of 13720";
        assertTrue(message.startsWith(expected), message);
    }

    @Test
    void weightsWithoutArchitecture() {
        assertEquals(
                "model.h5: the file has no 'model_config': it holds weights without the architecture, which is needed too",
                message(EditedFile.of(LSTM_2).replace("model_config\0", "model_confix\0")));
    }

    @ParameterizedTest
    @ValueSource(strings = {LSTM_2, LSTM_3})
    void wronglyShapedWeight(String file) {
        assertEquals(
                "model.h5: layer 'lstm' (LSTM): weight 'kernel' has shape (5, 24), expected (5, 28)",
                message(EditedFile.of(file).replace("\"units\": 6", "\"units\": 7")));
    }

    @Test
    void missingWeight() {
        assertEquals(
                "model.h5: layer 'lstm' (LSTM): the weight 'lstm/lstm_cell/kernel:0' is missing",
                message(EditedFile.of(LSTM_2).replace("\0kernel:0", "\0kernex:0")));
    }

    @Test
    void weightLeftOutOfTheList() {
        assertEquals(
                "model.h5: layer 'lstm' (LSTM): the file has 3 weights [lstm/lstm_cell/kernel:0, "
                        + "lstm/lstm_cell/recurrent_kernel:0, lstm/lstm_cell/bias:0], expected 2 [kernel, recurrent_kernel]",
                message(EditedFile.of(LSTM_2).replace("\"use_bias\": true, ", "\"use_bias\":false, ")));
    }

    @Test
    void layerWithoutWeights() {
        String message = message(EditedFile.of("layers/dense/wide_k2/model.h5")
                .replace("\"name\": \"dense_1\"", "\"name\": \"dense_9\""));
        assertTrue(message.startsWith("model.h5: layer 'dense_9' (Dense): "), message);
    }

    @Test
    void unknownLayer() {
        assertEquals(
                "model.h5: layer 'lstm' (LSTN): this layer class is not supported; write it in Java with "
                        + "CustomObjects.register(\"LSTN\", …)",
                message(EditedFile.of(LSTM_2).replace("\"LSTM\"", "\"LSTN\"")));
    }

    @Test
    void configKeyThatIsNotUnderstood() {
        assertEquals(
                "model.h5: layer 'lstm' (LSTM): unknown option 'time_minor' = false",
                message(EditedFile.of(LSTM_2).replace("\"time_major\"", "\"time_minor\"")));
    }

    @Test
    void configValueThatIsNotUnderstood() {
        assertEquals(
                "model.h5: layer 'lstm' (LSTM): 'units' is \"6\", expected a whole number",
                message(EditedFile.of(LSTM_2).replace("\"units\": 6, ", "\"units\":\"6\",")));
        assertEquals(
                "model.h5: layer 'lstm' (LSTM): 'units' is [6], expected a whole number",
                message(EditedFile.of(LSTM_2).replace("\"units\": 6, ", "\"units\":[6],")));
    }

    /** Unlike cells, they would be left out of the computation. */
    @ParameterizedTest
    @ValueSource(strings = {"simple_cell_k2", "simple_cell_k3", "stacked_k2", "stacked_k3"})
    void cellsThatAreNone(String name) {
        String message = message(EditedFile.of("layers/rnn/" + name + "/model.h5")
                .replace("\"class_name\": \"SimpleRNNCell\"", "\"class_name\": \"SimpleRNN\"    "));
        assertEquals("model.h5: layer 'rnn' (RNN): its cell 'simple_rnn_cell' is of the class SimpleRNN", message);
    }

    @Test
    void valuesThatAreNone() {
        assertEquals(
                "model.h5: layer 'lstm' (LSTM): 'stateful' is 9, expected true or false",
                message(EditedFile.of(LSTM_2).replace("\"stateful\": false", "\"stateful\": 9    ")));
        assertEquals(
                "model.h5: layer 'sequential' (Sequential): 'build_input_shape' is [], expected a shape with a batch axis",
                message(EditedFile.of(LSTM_3)
                        .replace("\"build_input_shape\": [null, 7, 5]", "\"build_input_shape\": []          ")));
        String message = message(EditedFile.of(LSTM_3)
                .replace("\"config\": {\"name\": \"float32\"}", "\"config\": {\"name\": null     }"));
        assertTrue(message.contains("layer 'lstm' (LSTM): 'dtype' is {"), message);
        assertTrue(message.endsWith("…, expected a number type or a policy"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.3.3 ", "4.15.0", "?     "})
    void versionsOfKerasThatAreNotKnown(String version) {
        String message = message(EditedFile.of(LSTM_2).replace("2.15.0", version));
        assertEquals("model.h5: the file was written by Keras " + version.strip() + ", supported are 1 to 3", message);
    }

    @Test
    void brokenArchitecture() {
        String message = message(EditedFile.of(LSTM_2).replace("{\"class_name\": \"Seq", "[\"class_name\": \"Seq"));
        assertTrue(message.startsWith("model.h5: "), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999", "2147483647", "-12345678", "99999999999"})
    void absurdNumber(String units) {
        String old = "\"units\": 6, \"activation\": \"tanh\", ";
        String with = "\"units\": " + units + ", ";
        String message = message(EditedFile.of(LSTM_2).replace(old, with + " ".repeat(old.length() - with.length())));
        assertTrue(message.startsWith("model.h5: layer 'lstm' (LSTM): "), message);
    }

    @Test
    @Timeout(300)
    void flippedBitsGiveAResultOrOneLine() {
        Random random = new Random(1);
        int refused = 0;
        for (String name : new String[] {
            LSTM_2,
            LSTM_3,
            "layers/dense/wide_k2/model.h5",
            "layers/model/long_names_k3/model.h5",
            "layers/keras1/first_merge_nested_k2/model.h5"
        }) {
            for (int i = 0; i < 250; i++) {
                Path file = EditedFile.of(name).flipBits(random, 1 + i % 20).write(folder);
                refused += isRefused(file) ? 1 : 0;
            }
        }
        assertTrue(refused > 100, "refused: " + refused);
    }

    private static boolean isRefused(Path file) {
        try {
            KerasModels.load(file, TestData.SCALAR);
            return false;
        } catch (ModelException e) {
            assertFalse(e.getMessage().contains("\n"), e.getMessage());
            return true;
        }
    }
}
