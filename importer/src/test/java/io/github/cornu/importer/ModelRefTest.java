package io.github.cornu.importer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.CompileOptions;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRefTest {
    private static final Path FILE = TestData.ROOT.resolve("samples/stream_online/model.h5");
    private static final String ZEROS = "0".repeat(64);

    @TempDir
    Path folder;

    @Test
    void oneModelForTheSameFileWhereverItLies() throws IOException {
        Path copy = Files.copy(FILE, folder.resolve("copy.h5"));
        Model model = ModelRef.of(FILE).load();
        assertSame(model, ModelRef.of(copy).load());
        assertNotEquals(ModelRef.of(FILE), ModelRef.of(copy));
    }

    @Test
    void anotherLoaderMakesAnotherModel() {
        ModelRef ref = ModelRef.of(FILE);
        KerasLoader loader =
                KerasModels.loader().options(CompileOptions.defaults().withThreads(2));
        Model model = ref.load(loader, uri -> Files.newInputStream(Path.of(uri)));
        assertEquals(2, model.options().threads());
        assertNotSame(model, ref.load());
        assertSame(model, ref.load(loader, uri -> Files.newInputStream(Path.of(uri))));
    }

    /** Its custom objects may be of classes that are to be unloaded. */
    @Test
    void aLoaderAndItsModelAreGarbageWhenNobodyHasThem() {
        WeakReference<KerasLoader> loader = usedOnce();
        for (int i = 0; i < 100 && loader.get() != null; i++) {
            System.gc();
        }
        assertNull(loader.get());
    }

    private static WeakReference<KerasLoader> usedOnce() {
        KerasLoader loader = KerasModels.loader().options(CompileOptions.defaults());
        ModelRef.of(FILE).load(loader, uri -> Files.newInputStream(Path.of(uri)));
        return new WeakReference<>(loader);
    }

    @Test
    void manyThreadsLoadItOnce() throws Exception {
        ModelRef ref = ModelRef.of(FILE);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Model> load = ref::load;
            Model first = null;
            for (Future<Model> model :
                    threads.invokeAll(Stream.generate(() -> load).limit(8).toList())) {
                first = first == null ? model.get() : first;
                assertSame(first, model.get());
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void isSentWithoutTheWeights() throws Exception {
        ModelRef ref = ModelRef.of(FILE);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(ref);
        }
        assertTrue(bytes.size() < 1000, () -> bytes.size() + " bytes");
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            Object back = in.readObject();
            assertEquals(ref, back);
            assertEquals(ref.hashCode(), back.hashCode());
            assertSame(ref.load(), ((ModelRef) back).load());
        }
    }

    @Test
    void anotherFileAtTheAddressIsRefused() {
        ModelException e = assertThrows(
                ModelException.class, () -> ModelRef.of(FILE.toUri(), ZEROS).load());
        assertTrue(e.getMessage().endsWith("expected " + ZEROS), e.getMessage());
        assertTrue(
                e.getMessage()
                        .contains(
                                "model.h5: its SHA-256 is " + ModelRef.of(FILE).sha256()),
                e.getMessage());
    }

    /** A damaged file is damaged on all machines, and at all times. */
    @Test
    void aDamagedFileIsNotUnreachable() throws IOException {
        Path file = Files.write(folder.resolve("model.keras"), "PK\3\4, and no more".getBytes(ISO_8859_1));
        ModelException e =
                assertThrows(ModelException.class, () -> ModelRef.of(file).load());
        assertFalse(e instanceof UnreachableModelException, e.toString());
    }

    @Test
    void whatCannotBeAReferenceIsRefused() {
        URI uri = FILE.toUri();
        assertThrows(IllegalArgumentException.class, () -> ModelRef.of(uri, "abc"));
        assertThrows(IllegalArgumentException.class, () -> ModelRef.of(URI.create("model.h5"), ZEROS));
        assertThrows(UnreachableModelException.class, () -> ModelRef.of(folder.resolve("none.h5")));
        String message = assertThrows(
                        UnreachableModelException.class,
                        () -> ModelRef.of(URI.create("odd:none"), ZEROS).load())
                .getMessage();
        assertTrue(message.startsWith("odd:none: cannot be read"), message);
    }
}
