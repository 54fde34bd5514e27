package io.github.cornu.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.ModelException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that may come from strangers. */
class SavedFilesTest {
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void membersThatArePackedTooTightlyAreRefused() throws IOException {
        Path archive = folder.resolve("model.keras");
        try (OutputStream file = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry("vocabulary.txt"));
            for (int i = 0; i < 65; i++) {
                zip.write(new byte[MEGABYTE]);
            }
        }
        ModelException e = assertThrows(ModelException.class, () -> new SavedFiles(archive).open("vocabulary.txt"));
        assertTrue(
                e.getMessage().startsWith("model.keras: the member 'vocabulary.txt' claims 68157440 bytes, packed"),
                e.getMessage());
    }

    @Test
    void otherFilesHaveNoMembers() throws IOException {
        Path file = Files.writeString(folder.resolve("model.h5"), "no archive");
        assertNull(new SavedFiles(file).text("config.json"));
        assertEquals(
                "x",
                new SavedFiles(Files.writeString(folder.resolve("a.json"), "x").getParent()).text("a.json"));
    }
}
