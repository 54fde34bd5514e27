package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.cornu.ModelException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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

    private static final String LFS = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 1234\n";
    private static final String IS_POINTER =
            "it is a pointer of Git LFS to a file of 1234 bytes, not the file: get it with 'git lfs pull'";
    private static final String IS_PAGE =
            "it is a page of the web, not a model: the address that it was downloaded from leads to a page";
    private static final String IS_YAML =
            "it is an architecture in YAML, which Keras wrote before 2.6: load it there, and save what to_json() gives";
    private static final String BEFORE_1 =
            " of Keras before 1.0, whose layers had other names and options: load it with"
                    + " that version, or build the model anew";

    /** What people have by mistake in the place of a model, and what it is called. */
    static Stream<Arguments> otherFiles() {
        return Stream.of(
                arguments(LFS, IS_POINTER),
                arguments("\n<!DOCTYPE html>\n<html>", IS_PAGE),
                arguments("\ufeff<HTML lang=en>", IS_PAGE),
                arguments("<!-- page --><html>", IS_PAGE),
                arguments("<head><title>Sign in</title></head>", IS_PAGE),
                arguments("<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>", IS_PAGE),
                arguments(
                        "404: Not Found",
                        "it is the answer of a server that there is no such file: look at the address it was downloaded"
                                + " from"),
                arguments("backend: tensorflow\nclass_name: Sequential\nconfig:\n", IS_YAML),
                arguments("class_name: Sequential\nconfig: {}\n", IS_YAML),
                arguments("# a model\n---\nclass_name: Model\nconfig: {}\n", IS_YAML),
                arguments(
                        "layers:\n- {activation: relu, name: Dense}\nname: Sequential\n",
                        "it is an architecture in YAML" + BEFORE_1),
                arguments(
                        "class_mode: categorical\nlayers:\n- {name: Dense}\n",
                        "it is an architecture in YAML" + BEFORE_1),
                arguments(
                        "{\"name\": \"Sequential\", \"layers\": [{\"name\": \"Dense\"}], \"loss\": \"mse\"}",
                        "it is an architecture" + BEFORE_1),
                arguments("{\"name\": \"Graph\", \"nodes\": {}}", "it is an architecture" + BEFORE_1));
    }

    @ParameterizedTest
    @MethodSource
    void otherFiles(String content, String problem) throws IOException {
        for (String name : List.of("model.keras", "model.h5", "model.weights.h5", "model.json")) {
            Path file = Files.writeString(folder.resolve(name), content);
            assertEquals(name + ": " + problem, message(file));
        }
    }

    @ParameterizedTest
    @MethodSource("otherFiles")
    void otherFilesAsWeights(String content, String problem) throws IOException {
        Path file = Files.writeString(folder.resolve("model.weights.h5"), content);
        KerasFile architecture = KerasFile.of(TestData.ROOT.resolve("hostile/dense.json"));
        KerasLoader loader = KerasModels.loader().weights(KerasFile.of(file));
        ModelException e = assertThrows(ModelException.class, () -> loader.load(architecture));
        assertEquals("model.weights.h5: " + problem, e.getMessage());
    }

    /** As a clone of a repository has them without Git LFS: small files as they are, large ones as pointers. */
    @Test
    void pointersInsideOfFolders() throws IOException {
        Path archive = TestData.ROOT.resolve("forms/numbers_k3/model.keras");
        try (FileSystem zip = FileSystems.newFileSystem(archive)) {
            for (String member : List.of("config.json", "metadata.json")) {
                Files.write(folder.resolve(member), Files.readAllBytes(zip.getPath(member)));
            }
        }
        Files.writeString(folder.resolve("model.weights.h5"), LFS);
        assertEquals(folder.getFileName() + ": 'model.weights.h5': " + IS_POINTER, message(folder));
    }

    @Test
    void pointersAmongShards() throws IOException {
        Path shards = TestData.ROOT.resolve("forms/numbers_k3");
        Path map = Files.copy(shards.resolve("sharded.weights.json"), folder.resolve("sharded.weights.json"));
        Matcher shard = Pattern.compile("\"([^\"]+\\.weights\\.h5)\"").matcher(Files.readString(map));
        assertTrue(shard.find());
        Files.writeString(folder.resolve(shard.group(1)), LFS);
        KerasFile architecture = KerasFile.of(shards.resolve("model.json"));
        KerasLoader loader = KerasModels.loader().weights(KerasFile.of(map));
        ModelException e = assertThrows(ModelException.class, () -> loader.load(architecture));
        assertEquals("sharded.weights.json: the weights in '" + shard.group(1) + "': " + IS_POINTER, e.getMessage());
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
