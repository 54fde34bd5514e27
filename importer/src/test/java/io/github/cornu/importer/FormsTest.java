package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.cornu.Comparison;
import io.github.cornu.CompileOptions;
import io.github.cornu.Golden;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.UnsupportedModelException;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.importer.source.ModelSource;
import io.github.cornu.importer.source.WeightsOfAnother;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The same model in every form of file: {@code testdata/forms}, written by {@code tools/fixtures/forms.py}. */
class FormsTest {
    private static final Path FORMS = TestData.ROOT.resolve("forms");
    private static final Path PATHS_2 = FORMS.resolve("paths_k2");
    private static final Path PATHS_3 = FORMS.resolve("paths_k3");

    @TempDir
    private Path folder;

    /** All of it that is a model, with or without an architecture. */
    static List<Path> files(Path form) throws IOException {
        try (Stream<Path> files = Files.list(form)) {
            return files.filter(file -> file.toString().matches(".*(\\.h5|\\.keras|\\.weights\\.json)"))
                    .filter(file -> !file.toString().matches(".*_\\d{5}\\.weights\\.h5"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isWhole(Path file) {
        return file.toString().matches(".*/(model|bfloat16)\\.(h5|keras)");
    }

    private static Model load(Path file, CompileOptions options) {
        return isWhole(file)
                ? KerasModels.loader()
                        .options(options)
                        .customObjects(CustomExamples.ALL)
                        .load(KerasFile.of(file))
                : KerasModels.loader()
                        .weights(KerasFile.of(file))
                        .options(options)
                        .customObjects(CustomExamples.ALL)
                        .load(KerasFile.of(file.resolveSibling("model.json")));
    }

    private static ModelSource open(Path file) {
        ModelSource source = KerasFile.of(file).open();
        return isWhole(file)
                ? source
                : new WeightsOfAnother(
                        KerasFile.of(file.resolveSibling("model.json")).open(), source);
    }

    private static Golden golden(Path form) {
        return Golden.of(Npz.read(form.resolve("golden.npz")));
    }

    private static void assertEqualToKeras(Path form, Model model) {
        List<Comparison> comparisons = golden(form).compare(model);
        assertFalse(comparisons.isEmpty());
        for (Comparison comparison : comparisons) {
            assertTrue(comparison.isWithin(TestData.TOLERANCE), comparison::toString);
        }
    }

    @Tag("smoke")
    @TestFactory
    Stream<DynamicNode> everyFormGivesKerassNumbers() {
        return each(file -> {
            assertEqualToKeras(file.getParent(), load(file, TestData.SCALAR));
            assertEqualToKeras(file.getParent(), load(file, TestData.Simd.VECTOR));
        });
    }

    /** What somebody knows of the backend takes nothing away. */
    @TestFactory
    Stream<DynamicNode> everyFormLoadsOnANamedBackend() {
        return each(file -> {
            KerasFile known = KerasFile.of(file).onBackend("tensorflow");
            assertEqualToKeras(
                    file.getParent(),
                    isWhole(file)
                            ? KerasModels.loader()
                                    .options(TestData.SCALAR)
                                    .customObjects(CustomExamples.ALL)
                                    .load(known)
                            : KerasModels.loader()
                                    .weights(known)
                                    .options(TestData.SCALAR)
                                    .customObjects(CustomExamples.ALL)
                                    .load(KerasFile.of(file.resolveSibling("model.json"))));
        });
    }

    /** Archives have them beside the weights, and the architecture alone has none. */
    @Test
    void vocabulariesComeWithTheWeights() throws IOException {
        Path archive = FORMS.resolve("vocabularies_k3/model.keras");
        Path json = folder.resolve("model.json");
        try (ZipFile zip = new ZipFile(archive.toFile());
                InputStream config = zip.getInputStream(zip.getEntry("config.json"))) {
            Files.copy(config, json);
        }
        Model model =
                KerasModels.loader().weights(archive).options(TestData.SCALAR).load(json);
        assertEqualToKeras(archive.getParent(), model);
    }

    @TestFactory
    Stream<DynamicNode> everyWeightOfEveryFormCounts() {
        return each(file -> {
            WeightMatching matching = isWhole(file) ? WeightMatching.NAME : WeightMatching.TOPOLOGY;
            ReadOptions options = new ReadOptions(CustomExamples.ALL, matching, null);
            try (ModelSource source = open(file)) {
                List<String> unseen =
                        new ArrayList<>(DisturbedWeightTest.unseen(source, golden(file.getParent()), options));
                unseen.removeIf(weight -> weight.startsWith("seen/"));
                assertEquals(List.of(), unseen);
            }
        });
    }

    private interface Check {
        void run(Path file) throws IOException;
    }

    private static Stream<DynamicNode> each(Check check) {
        return TestData.folders(FORMS).stream().map(form -> {
            try {
                return dynamicContainer(
                        String.valueOf(form.getFileName()),
                        files(form).stream()
                                .map(file -> dynamicTest(String.valueOf(file.getFileName()), () -> check.run(file))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void namesOfFilesSayNothing() throws IOException {
        Path h5 = Files.copy(PATHS_2.resolve("model.h5"), folder.resolve("model.keras"));
        Path keras = Files.copy(PATHS_2.resolve("model.keras"), folder.resolve("model.h5"));
        assertEqualToKeras(PATHS_2, KerasModels.load(h5, TestData.SCALAR));
        assertEqualToKeras(PATHS_2, KerasModels.load(keras, TestData.SCALAR));
    }

    @Test
    void fromBytesAndStreams() throws IOException {
        for (String name : List.of("model.h5", "model.keras")) {
            byte[] bytes = Files.readAllBytes(PATHS_3.resolve(name));
            assertEqualToKeras(
                    PATHS_3, KerasModels.loader().options(TestData.SCALAR).load(KerasFile.of(bytes, "it")));
            assertEqualToKeras(
                    PATHS_3, KerasModels.loader().options(TestData.SCALAR).load(new ByteArrayInputStream(bytes), "it"));
        }
        byte[] half = Files.readAllBytes(FORMS.resolve("numbers_k3/bfloat16.h5"));
        assertEqualToKeras(
                FORMS.resolve("numbers_k3"),
                KerasModels.loader().options(TestData.SCALAR).load(KerasFile.of(half, "it")));
        KerasFile json = KerasFile.of(Files.readAllBytes(PATHS_3.resolve("model.json")), "json");
        KerasFile weights = KerasFile.of(Files.readAllBytes(PATHS_3.resolve("model.weights.h5")), "weights");
        assertEqualToKeras(
                PATHS_3,
                KerasModels.loader().weights(weights).options(TestData.SCALAR).load(json));
        ModelException e = assertThrows(
                ModelException.class,
                () -> KerasModels.loader().options(TestData.SCALAR).load(KerasFile.of(new byte[] {1, 2}, "it")));
        assertEquals("it: the file is neither HDF5 nor a .keras archive nor JSON", e.getMessage());
    }

    @Test
    void unzippedArchives() throws IOException {
        for (Path form : List.of(PATHS_2, PATHS_3)) {
            Path unzipped = folder.resolve(form.getFileName());
            each(form.resolve("model.keras"), (name, in) -> {
                Path target = unzipped.resolve(name);
                Files.createDirectories(target.getParent());
                Files.copy(in, target);
            });
            assertEqualToKeras(form, KerasModels.load(unzipped, TestData.SCALAR));
        }
    }

    @Test
    void archivesThatWerePackedAgain() throws IOException {
        Path packed = folder.resolve("packed.zip");
        try (OutputStream out = Files.newOutputStream(packed);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            each(PATHS_3.resolve("model.keras"), (name, in) -> {
                zip.putNextEntry(new ZipEntry(name));
                in.transferTo(zip);
            });
        }
        assertEqualToKeras(PATHS_3, KerasModels.load(packed, TestData.SCALAR));
    }

    /** Sharded weights inside an archive: Keras can be made to write them so. */
    @Test
    void shardsInAFolder() throws IOException {
        Path form = FORMS.resolve("numbers_k3");
        Files.copy(form.resolve("model.json"), folder.resolve("config.json"));
        Files.copy(form.resolve("sharded.weights.json"), folder.resolve("model.weights.json"));
        try (Stream<Path> files = Files.list(form)) {
            for (Path file :
                    files.filter(file -> file.toString().contains("sharded_")).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        assertEqualToKeras(form, KerasModels.load(folder, TestData.SCALAR));
    }

    private interface Member {
        void take(String name, InputStream in) throws IOException;
    }

    private static void each(Path archive, Member action) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                try (InputStream in = zip.getInputStream(entry)) {
                    action.take(entry.getName(), in);
                }
            }
        }
    }

    @Test
    void weightsWithTheArchitectureOfAnyOtherFile() {
        for (String architecture : List.of("model.h5", "model.keras", "model.json")) {
            for (String weights : List.of("model.h5", "model.keras", "model.weights.h5", "weights.h5")) {
                assertEqualToKeras(
                        PATHS_2,
                        KerasModels.loader()
                                .weights(PATHS_2.resolve(weights))
                                .options(TestData.SCALAR)
                                .load(PATHS_2.resolve(architecture)));
            }
        }
    }

    private String message(Path architecture, Path weights, WeightMatching matching) {
        ModelException e = assertThrows(
                ModelException.class,
                () -> KerasModels.loader()
                        .weights(KerasFile.of(weights))
                        .weightMatching(matching)
                        .options(TestData.SCALAR)
                        .load(KerasFile.of(architecture)));
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
        return e.getMessage();
    }

    /** Names that were swapped: by topology they do not matter, by name they do. */
    @Test
    void byNameOrByTopology() throws IOException {
        Path form = FORMS.resolve("alias_k2");
        String json = Files.readString(form.resolve("model.json"));
        Path other = Files.writeString(folder.resolve("model.json"), json.replace("\"before\"", "\"renamed\""));
        Path swapped = Files.writeString(
                folder.resolve("swapped.json"),
                json.replace("\"before\"", "\"first\"")
                        .replace("\"shared\"", "\"before\"")
                        .replace("\"first\"", "\"shared\""));
        Path weights = form.resolve("weights.h5");
        assertEqualToKeras(
                form,
                KerasModels.loader().weights(weights).options(TestData.SCALAR).load(other));
        assertEqualToKeras(
                form,
                KerasModels.loader()
                        .weights(KerasFile.of(weights))
                        .weightMatching(WeightMatching.NAME)
                        .options(TestData.SCALAR)
                        .load(KerasFile.of(form.resolve("model.json"))));
        assertEquals(
                "model.json with the weights of weights.h5: layer 'renamed' (Dense): the file has 0 weights [], "
                        + "expected 2 [kernel, bias]",
                message(other, weights, WeightMatching.NAME));
        assertEqualToKeras(
                form,
                KerasModels.loader().weights(weights).options(TestData.SCALAR).load(swapped));
        Model byName = KerasModels.loader()
                .weights(KerasFile.of(weights))
                .weightMatching(WeightMatching.NAME)
                .options(TestData.SCALAR)
                .load(KerasFile.of(swapped));
        assertFalse(golden(form).compare(byName).get(0).isWithin(TestData.TOLERANCE));
        assertEquals(
                "model.weights.h5: weights of this form cannot be found by the names of layers",
                message(form.resolve("model.json"), form.resolve("model.weights.h5"), WeightMatching.NAME));
    }

    @Test
    void weightsOfAnotherModel() {
        Path alias = FORMS.resolve("alias_k3");
        String message =
                message(alias.resolve("model.json"), PATHS_3.resolve("model.weights.h5"), WeightMatching.TOPOLOGY);
        assertTrue(message.startsWith("model.json with the weights of model.weights.h5: "), message);
        message = message(FORMS.resolve("alias_k2/model.json"), PATHS_2.resolve("weights.h5"), WeightMatching.TOPOLOGY);
        assertTrue(
                message.startsWith("model.json with the weights of weights.h5: the model has 4 layers with weights "
                        + "[inner, before, shared, behind], the file with weights has 8 ["),
                message);
    }

    @Test
    void whatIsMissingIsSaid() {
        List<String> messages = new ArrayList<>();
        for (String name : List.of("model.json", "weights.h5", "model.weights.h5")) {
            ModelException e = assertThrows(ModelException.class, () -> KerasModels.load(PATHS_2.resolve(name)));
            messages.add(e.getMessage());
        }
        String noArchitecture =
                ": the file has no 'model_config': it holds weights without the architecture, which is needed too";
        assertEquals(
                List.of(
                        "model.json: the file holds an architecture without weights",
                        "weights.h5" + noArchitecture,
                        "model.weights.h5" + noArchitecture),
                messages);
        assertEquals(
                "weights.h5" + noArchitecture,
                message(PATHS_2.resolve("weights.h5"), PATHS_2.resolve("weights.h5"), WeightMatching.TOPOLOGY));
        assertEquals(
                "model.json: the file holds an architecture without weights",
                message(PATHS_2.resolve("model.json"), PATHS_2.resolve("model.json"), WeightMatching.TOPOLOGY));
    }

    /** A class of somebody else, though its name is Keras's. */
    @Test
    void customClassesAreNotTakenForKerass() throws IOException {
        Path form = FORMS.resolve("numbers_k3");
        String json = Files.readString(form.resolve("model.json"));
        String dense = "\"module\": \"keras.layers\", \"class_name\": \"Dense\"";
        assertTrue(json.contains(dense));
        Path mine = Files.writeString(
                folder.resolve("mine.json"),
                json.replace(dense, "\"module\": \"my.layers\", \"class_name\": \"Dense\""));
        assertTrue(message(mine, form.resolve("model.weights.h5"), WeightMatching.TOPOLOGY)
                .contains("layer 'dense' (my.layers>Dense): this layer class is not supported; "
                        + "write it in Java with CustomObjects.register(\"my.layers>Dense\", …); "
                        + "layer 'dense_1' (my.layers>Dense): this layer class is not supported"));
        String registered = json.replace("\"registered_name\": null", "\"registered_name\": \"mine>Dense\"");
        Path other = Files.writeString(folder.resolve("registered.json"), registered);
        assertTrue(message(other, form.resolve("model.weights.h5"), WeightMatching.TOPOLOGY)
                .contains("(mine>Dense): it is a model of a class of its own, whose code is in Python"));
    }

    /** Keras writes such files on request; they are pickled, which is a program. */
    @Test
    void pickledWeightsAreRefused() throws IOException {
        Files.copy(PATHS_3.resolve("model.json"), folder.resolve("config.json"));
        Files.write(folder.resolve("model.weights.npz"), new byte[] {'P', 'K', 3, 4});
        UnsupportedModelException e =
                assertThrows(UnsupportedModelException.class, () -> KerasModels.load(folder, TestData.SCALAR));
        assertTrue(e.getMessage().endsWith("the weights are in 'model.weights.npz', which holds programs of Python"));
    }
}
