package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.cornu.CompileOptions;
import io.github.cornu.ConvertOptions;
import io.github.cornu.KernelChoice;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One loader, and each way to give it a model. */
class KerasLoaderTest {
    private static final Path FORMS = TestData.ROOT.resolve("forms/numbers_k3");
    private static final Path FILE = FORMS.resolve("model.keras");

    @TempDir
    Path folder;

    private final Model expected = KerasModels.load(FILE, TestData.SCALAR);
    private final Tensor x = Tensor.zeros(expected.inputs().get(0).shape().with(0, 3));

    private void assertSame(Model model) {
        assertEquals(expected.run(x), model.run(x));
    }

    @Test
    void everyPlaceGivesTheSameModel() throws IOException {
        KerasLoader loader = KerasModels.loader().options(TestData.SCALAR);
        assertSame(loader.load(FILE));
        assertSame(loader.load(KerasFile.of(Files.readAllBytes(FILE), "bytes")));
        try (InputStream in = Files.newInputStream(FILE)) {
            assertSame(loader.load(in, "stream"));
        }
        assertSame(loader.weights(FORMS.resolve("model.weights.h5")).load(FORMS.resolve("model.json")));
        Path cornu = folder.resolve("model.cornu");
        loader.weights(FILE).convert(FORMS.resolve("model.json"), cornu, ConvertOptions.defaults());
        assertSame(loader.load(cornu));
        assertEquals(KernelChoice.SCALAR, loader.load(cornu).options().kernels());
    }

    /** A class with a model beside it. */
    @Test
    void resourcesLieBesideAClass() throws Exception {
        String name = KerasLoaderTest.class.getName();
        Path classes = folder.resolve(name.replace('.', '/')).getParent();
        Files.createDirectories(classes);
        Files.copy(FILE, classes.resolve("some.keras"));
        Files.copy(FILE, folder.resolve("root.keras"));
        try (InputStream in = KerasLoaderTest.class.getResourceAsStream("KerasLoaderTest.class")) {
            Files.copy(in, classes.resolve("KerasLoaderTest.class"));
        }
        try (URLClassLoader jar = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            Class<?> beside = Class.forName(name, false, jar);
            assertSame(KerasModels.loadResource(beside, "some.keras"));
            assertSame(KerasModels.loadResource(beside, "/root.keras"));
            assertEquals(
                    "other.keras: there is no such resource for the class " + name,
                    assertThrows(ModelException.class, () -> KerasModels.loadResource(beside, "other.keras"))
                            .getMessage());
        }
    }

    @Test
    void aLoaderIsNotChangedByWhatIsMadeOfIt() {
        KerasLoader loader = KerasModels.loader();
        loader.options(CompileOptions.defaults().withThreads(2)).inputShape(3).weights(FILE);
        assertEquals(1, loader.options().threads());
        assertSame(loader.load(FILE));
    }

    @Test
    void streamsThatFailSaySo() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken");
            }
        };
        assertThrows(IOException.class, () -> KerasModels.loader().load(broken, "it"));
        InputStream other = new ByteArrayInputStream(new byte[] {1, 2});
        ModelException e =
                assertThrows(ModelException.class, () -> KerasModels.loader().load(other, "it"));
        assertEquals("it", e.source());
    }

    /** As of a model that had seen no input when its architecture was saved. */
    @Test
    void theInputShapeIsGivenWhereTheFileDoesNotTell() throws IOException {
        Path form = TestData.ROOT.resolve("forms/numbers_k2");
        String whole = Files.readString(form.resolve("model.json"));
        String untold = whole.replaceFirst("\\{[^{]*\"InputLayer\", \"config\": \\{[^}]*}, [^}]*}, ", "")
                .replaceAll(", \"build_(config|input_shape)\": (\\{[^}]*}|\\[[^]]*])", "");
        Path json = folder.resolve("model.json");
        Files.writeString(json, untold);
        KerasLoader loader = KerasModels.loader().options(TestData.SCALAR).weights(form.resolve("weights.h5"));
        assertEquals(
                "model.json with the weights of weights.h5: the file does not tell the input shape of the model: give it by"
                        + " KerasLoader.inputShape",
                assertThrows(ModelException.class, () -> loader.load(json)).getMessage());
        Model model = loader.inputShape(5, 3).load(json);
        Tensor input = Tensor.zeros(2, 5, 3);
        for (int i = 0; i < input.data().length; i++) {
            input.data()[i] = i;
        }
        assertEquals(KerasModels.load(form.resolve("model.h5"), TestData.SCALAR).run(input), model.run(input));
        String told = "the file tells the shapes of its inputs itself: leave inputShape out";
        for (Path telling : List.of(form.resolve("model.h5"), TestData.ROOT.resolve("forms/paths_k3/model.keras"))) {
            assertEquals(
                    telling.getFileName() + ": " + told,
                    assertThrows(
                                    ModelException.class,
                                    () -> KerasModels.loader().inputShape(5, 3).load(telling))
                            .getMessage());
        }
    }
}
