package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.ModelException;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files of strangers. The tests have 1 GiB of memory, as the build says, and loading has 10 seconds of the processor:
 * those of the clock depend on what else the machine does.
 */
@Timeout(120)
class HostileFilesTest {
    private static final Path HOSTILE = TestData.ROOT.resolve("hostile");
    private static final Path ARCHIVE = TestData.ROOT.resolve("forms/numbers_k3/model.keras");

    @TempDir
    private Path folder;

    private static String message(Path file) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        ModelException e = assertThrows(ModelException.class, () -> KerasModels.load(file, TestData.SCALAR));
        Duration taken = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
        assertTrue(taken.toSeconds() < 10, () -> "it took " + taken);
        return oneLine(e);
    }

    private static String oneLine(ModelException e) {
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
        assertFalse(e.getMessage().contains("null"), e.getMessage());
        return e.getMessage();
    }

    private static String messageOfWeights(String name) {
        return oneLine(assertThrows(
                ModelException.class,
                () -> KerasModels.loader()
                        .weights(HOSTILE.resolve(name + ".weights.h5"))
                        .options(TestData.SCALAR)
                        .load(HOSTILE.resolve("dense.json"))));
    }

    @Test
    void theGoodOneIsGood() {
        KerasModels.loader()
                .weights(HOSTILE.resolve("good.weights.h5"))
                .options(TestData.SCALAR)
                .load(HOSTILE.resolve("dense.json"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            external_link      | '/layers/dense/vars/0' is a link to another place, which is not followed
            soft_link          | '/layers/dense/vars/1' is a link to another place, which is not followed
            soft_link_group    | '/layers/dense_1' is a link to another place, which is not followed
            external_data      | the group '/layers/dense/vars/' is damaged: Encountered External Data Files Message
            virtual            | the group '/layers/dense/vars/' is damaged: Virtual storage is not supported
            huge_chunked       | layer 'dense' (Dense): the dataset '/layers/dense/vars/0' of the shape (30000, 30000) is larger than the file
            huge_contiguous    | layer 'dense' (Dense): the dataset '/layers/dense/vars/0' of the shape (30000, 30000) is larger than the file
            huge_axes          | layer 'dense' (Dense): the dataset '/layers/dense/vars/0' is damaged: integer overflow
            never_written      | layer 'dense' (Dense): the dataset '/layers/dense/vars/0' was never written
            fill_value         | layer 'dense' (Dense): the dataset '/layers/dense/vars/0' is stored in parts and has a fill value
            text               | layer 'dense' (Dense): the dataset '/layers/dense/vars/0' holds no numbers but StringData
            complex_numbers    | layer 'dense' (Dense): the dataset '/layers/dense/vars/0' holds no numbers but CompoundDataType
            group_for_variable | the group '/layers/dense/vars/0/' is no variable
            without_number     | the variables of 'layers/dense' are numbered [1]
            gap                | the variables of 'layers/dense' are numbered [0, 2]
            inside_itself      | a group is inside itself, or there are more than 100 groups inside one another
            deep               | a group is inside itself, or there are more than 100 groups inside one another
            bfloat16_packed    | layer 'dense' (Dense): the dataset '/layers/dense/vars/0' is bfloat16 that is stored in parts
            """, quoteCharacter = '"')
    void weights(String name, String expected) {
        ModelException e = assertThrows(
                ModelException.class,
                () -> KerasModels.loader()
                        .weights(HOSTILE.resolve(name + ".weights.h5"))
                        .options(TestData.SCALAR)
                        .load(HOSTILE.resolve("dense.json")));
        assertTrue(oneLine(e).contains(name + ".weights.h5: " + expected), e.getMessage());
    }

    /** The length of the list of the layers' names, which stands 48 bytes behind the attribute's name. */
    @ParameterizedTest
    @ValueSource(ints = {2, 1000, 1 << 20, 1 << 27, Integer.MAX_VALUE, -1})
    void attributesThatClaimMoreThanThereIs(int length) throws IOException {
        byte[] bytes = TestData.bytes("layers/lstm/plain_k2/model.h5");
        int name = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("layer_names\0");
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(name + 48, length);
        String message = message(Files.write(folder.resolve("model.h5"), bytes));
        assertTrue(message.startsWith("model.h5: ") && message.contains(" is damaged: "), message);
        assertFalse(message.contains("memory"), message);
    }

    private interface Content {
        void write(ZipOutputStream zip) throws IOException;
    }

    private Path zip(Content content) throws IOException {
        Path file = folder.resolve("model.keras");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            content.write(zip);
        }
        return file;
    }

    private static void put(ZipOutputStream zip, String name, byte[] part, int times) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        for (int i = 0; i < times; i++) {
            zip.write(part);
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void archivesThatUnpackToFarMore() throws IOException {
        byte[] spaces = text(" ".repeat(1 << 20));
        assertTrue(message(zip(zip -> put(zip, "config.json", spaces, 300)))
                .startsWith(
                        "model.keras: 'config.json': the member 'config.json' claims 314572800 bytes, packed into "));
        assertTrue(message(zip(zip -> {
                    put(zip, "config.json", Files.readAllBytes(HOSTILE.resolve("dense.json")), 1);
                    put(zip, "model.weights.h5", new byte[1 << 20], 300);
                }))
                .startsWith("model.keras: 'model.weights.h5': the member 'model.weights.h5' claims 314572800 bytes"));
    }

    /** A config that begins with a text and goes on with another one, again and again. */
    private Path config(String start, String repeated, int times) throws IOException {
        return zip(zip -> {
            zip.putNextEntry(new ZipEntry("config.json"));
            zip.write(text(start));
            for (int i = 0; i < times; i++) {
                zip.write(text(repeated));
            }
        });
    }

    @Test
    void configsWithoutEnd() throws IOException {
        String start = "model.keras: 'config.json': ";
        assertEquals(
                start + "the model's config is not valid JSON: more than 5000000 values",
                message(config("{\"a\":[0", ",0".repeat(1 << 10), 20_000)));
        assertTrue(message(config("{\"a\":", "[".repeat(1 << 10), 20_000)).contains("nesting depth"));
        assertTrue(message(config("{\"a\":", "{\"a\":".repeat(1 << 10), 1_000)).contains("nesting depth"));
        assertEquals(
                start + "the file is too large for JSON of Keras",
                message(config("{\"a\":\"", "b".repeat((1 << 20) - 1), 64)));
    }

    /** Each model calls the one inside it twice. */
    @Test
    void callsWithoutEnd() throws IOException {
        String model = "{\"class_name\": \"Activation\", \"config\": {\"name\": \"m\", \"activation\": \"tanh\"}}";
        for (int depth = 0; depth < 40; depth++) {
            model = "{\"class_name\": \"Functional\", \"config\": {\"name\": \"m\", \"layers\": ["
                    + "{\"class_name\": \"InputLayer\", \"name\": \"x\", \"inbound_nodes\": [],"
                    + " \"config\": {\"name\": \"x\", \"batch_input_shape\": [null, 1]}},"
                    + model.substring(0, model.length() - 1)
                    + ", \"name\": \"m\", \"inbound_nodes\": [[[\"x\", 0, 0, {}]], [[\"m\", " + (depth == 0 ? 0 : 1)
                    + ", 0, {}]]]}], \"input_layers\": [[\"x\", 0, 0]], \"output_layers\": [[\"m\", "
                    + (depth == 0 ? 1 : 2) + ", 0]]}}";
        }
        String config = model.substring(0, model.length() - 1) + ", \"keras_version\": \"2.15.0\"}";
        Path architecture = Files.writeString(folder.resolve("model.json"), config);
        ModelException e = assertThrows(
                ModelException.class,
                () -> KerasModels.loader()
                        .weights(HOSTILE.resolve("empty.weights.h5"))
                        .options(TestData.SCALAR)
                        .load(architecture));
        assertTrue(oneLine(e).endsWith("its layers are called more than 50000 times"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../config.json", "/config.json", "..", "a\\b", "assets/../../x"})
    void namesThatLeadOutOfTheArchive(String name) throws IOException {
        assertEquals(
                "model.keras: the archive has a member '" + name + "', which leads out of it",
                message(zip(zip -> put(zip, name, text("{}"), 1))));
    }

    @Test
    void twoMembersOfOneName() throws IOException {
        Path file = zip(zip -> {
            put(zip, "config.json", text("{}"), 1);
            put(zip, "config.jsoN", text("{}"), 1);
        });
        String changed =
                new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).replace("config.jsoN", "config.json");
        Files.write(file, changed.getBytes(StandardCharsets.ISO_8859_1));
        assertEquals("model.keras: the archive has two members 'config.json'", message(file));
    }

    @Test
    void archivesWithoutTheirMembers() throws IOException {
        assertEquals(
                "model.keras: 'config.json': the archive has no 'config.json'",
                message(zip(zip -> put(zip, "a", text("{}"), 1))));
        assertEquals(
                "model.keras: 'model.weights.h5': the archive has no 'model.weights.h5'",
                message(zip(zip -> put(zip, "config.json", Files.readAllBytes(HOSTILE.resolve("dense.json")), 1))));
        assertEquals("model.keras: 'model.weights.h5': the file is not HDF5", message(zip(zip -> {
            put(zip, "config.json", Files.readAllBytes(HOSTILE.resolve("dense.json")), 1);
            put(zip, "model.weights.h5", text("{}"), 1);
        })));
        assertTrue(message(zip(zip -> put(zip, "config.json", text("[]"), 1)))
                .startsWith("model.keras: 'config.json': the model's config is not a JSON object"));
    }

    @Test
    void archivesThatAreCutOffOrChanged() throws IOException {
        byte[] bytes = Files.readAllBytes(ARCHIVE);
        Path file = folder.resolve("model.keras");
        for (int length = 4; length < bytes.length; length += bytes.length / 50) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertTrue(message(file).startsWith("model.keras: the archive is damaged: "), message(file));
        }
        byte[] changed = bytes.clone();
        changed[bytes.length / 2] ^= 1;
        Files.write(file, changed);
        assertEquals(
                "model.keras: 'model.weights.h5': the member 'model.weights.h5' is damaged: the checksum is wrong",
                message(file));
    }

    @Test
    @Timeout(600)
    void flippedBitsGiveAResultOrOneLine() throws IOException {
        Random random = new Random(2);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = Files.readAllBytes(ARCHIVE);
            boolean inDirectory = i % 2 == 0;
            int from = inDirectory ? bytes.length - 400 : 0;
            for (int bit = 0; bit <= i % 7; bit++) {
                bytes[from + random.nextInt(bytes.length - from)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                KerasModels.loader().options(TestData.SCALAR).load(KerasFile.of(bytes, "it"));
            } catch (ModelException e) {
                assertTrue(e.getMessage().startsWith("it: ") && !e.getMessage().contains("\n"), e.getMessage());
            }
        }
        byte[] weights = Files.readAllBytes(ARCHIVE.resolveSibling("bfloat16.weights.h5"));
        for (int i = 0; i < 500; i++) {
            byte[] bytes = weights.clone();
            for (int bit = 0; bit <= i % 17; bit++) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Path file = Files.write(folder.resolve("bad.weights.h5"), bytes);
            try {
                KerasModels.loader().weights(file).options(TestData.SCALAR).load(ARCHIVE.resolveSibling("model.json"));
            } catch (ModelException e) {
                assertFalse(e.getMessage().contains("\n"), e.getMessage());
            }
        }
    }

    /** Other processes may use the folder too: what stays there would do so each time. */
    @Test
    void nothingStaysInTheTemporaryFolder() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        List<String> before;
        int tries = 0;
        do {
            before = temporaryFiles(temporary);
            KerasModels.load(ARCHIVE, TestData.SCALAR);
            KerasModels.loader().options(TestData.SCALAR).load(KerasFile.of(Files.readAllBytes(ARCHIVE), "it"));
            archivesWithoutTheirMembers();
        } while (!temporaryFiles(temporary).equals(before) && ++tries < 50);
        assertTrue(tries < 50, () -> "there is more in " + temporary);
    }

    private static List<String> temporaryFiles(Path temporary) throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith("cornu"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../weights.h5", "/etc/weights.h5", "a/b.h5", "", "missing.h5"})
    void shardsThatAreElsewhere(String name) throws IOException {
        Path map = Files.writeString(
                folder.resolve("model.weights.json"),
                "{\"metadata\": {}, \"weight_map\": {\"/layers/dense/vars\": \"" + name + "\"}}");
        ModelException e = assertThrows(
                ModelException.class,
                () -> KerasModels.loader().weights(map).options(TestData.SCALAR).load(HOSTILE.resolve("dense.json")));
        String expected = name.equals("missing.h5")
                ? "model.weights.json: the weights in 'missing.h5': there is no such file"
                : "model.weights.json: the 'weight_map' names '" + name + "', which is not beside it";
        assertEquals(expected, oneLine(e));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "1e999"})
    void numbersThatAreNotFinite(String number) throws IOException {
        String json = Files.readString(HOSTILE.resolve("dense.json"))
                .replace("\"class_name\": \"Dense\"", "\"class_name\": \"LeakyReLU\"")
                .replace("\"units\": 2, \"activation\": \"linear\"", "\"alpha\": " + number);
        Path architecture = Files.writeString(folder.resolve("model.json"), json);
        ModelException e = assertThrows(
                ModelException.class,
                () -> KerasModels.loader()
                        .weights(HOSTILE.resolve("good.weights.h5"))
                        .options(TestData.SCALAR)
                        .load(architecture));
        assertTrue(oneLine(e).contains("layer 'dense' (LeakyReLU): 'alpha' is "), e.getMessage());
    }
}
