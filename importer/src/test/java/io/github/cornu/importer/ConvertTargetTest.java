package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.cornu.ConvertOptions;
import io.github.cornu.CornuFile;
import io.github.cornu.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a converted model replaces, and what it does not. */
class ConvertTargetTest {
    private static final Path FORMS = TestData.ROOT.resolve("forms/paths_k3");

    @TempDir
    Path folder;

    private static String refusal(Path source, Path target) {
        return assertThrows(ModelException.class, () -> KerasModels.convert(source, target, ConvertOptions.defaults()))
                .getMessage();
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.keras", "model.h5"})
    void theModelItself(String form) throws IOException {
        Path model = Files.copy(FORMS.resolve(form), folder.resolve(form));
        Path link = Files.createSymbolicLink(folder.resolve("link"), model.getFileName());
        Path other = Files.createLink(folder.resolve("other"), model);
        for (Path target : List.of(model, link, other)) {
            assertEquals(
                    target.getFileName() + ": it cannot be written: a model is there, which is not replaced",
                    refusal(model, target));
        }
        assertArrayEquals(Files.readAllBytes(FORMS.resolve(form)), Files.readAllBytes(model));
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.keras", "model.h5", "model.weights.h5", "model.json"})
    void anotherModel(String form) throws IOException {
        Path other = Files.copy(FORMS.resolve(form), folder.resolve("other"));
        assertEquals(
                "other: it cannot be written: a model is there, which is not replaced",
                refusal(FORMS.resolve("model.h5"), other));
        KerasFile architecture = KerasFile.of(FORMS.resolve("model.json"));
        KerasFile weights = KerasFile.of(FORMS.resolve("model.weights.h5"));
        assertThrows(
                ModelException.class,
                () -> KerasModels.loader().weights(weights).convert(architecture, other, ConvertOptions.defaults()));
        assertArrayEquals(Files.readAllBytes(FORMS.resolve(form)), Files.readAllBytes(other));
    }

    /** The target is looked at first. */
    @Test
    void aFolder() {
        assertEquals(
                folder.getFileName() + ": it cannot be written: it is a directory",
                refusal(folder.resolve("none.h5"), folder));
    }

    @Test
    void whatIsNoModelIsReplaced() throws IOException {
        for (String content : List.of("", "old", "{}", "PK\3\4 not an archive", "\211HDF\r\n\032\n cut off")) {
            Path target = Files.writeString(folder.resolve("m.cornu"), content);
            KerasModels.convert(FORMS.resolve("model.h5"), target, ConvertOptions.defaults());
            CornuFile.read(target);
            KerasModels.convert(FORMS.resolve("model.keras"), target, ConvertOptions.defaults());
            CornuFile.read(target);
        }
    }
}
