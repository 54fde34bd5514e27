package io.github.cornu.importer.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ThreadLocalRandom;

/** A file that appears, or replaces the old one, when it is complete. */
public final class NewFile {
    private NewFile() {}

    /** Writes a file, and whatever else must succeed before it takes its place. */
    public interface Writer {
        void write(Path temporary) throws IOException;
    }

    /** Why no file can be written there: in no folder, or one itself; null if one can. */
    public static String problem(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return "there is no folder " + folder;
        }
        return Files.isDirectory(path) ? "it is a directory" : null;
    }

    /**
     * Lets a temporary file be written beside the target, then moves it into place.
     *
     * @throws IOException as the writer does, or if it cannot be moved; there is no new file then
     */
    public static void write(Path path, Writer writer) throws IOException {
        // Not Files.createTempFile, which lets nobody else read the file. A short name, since long ones are limited.
        String name = Long.toHexString(ThreadLocalRandom.current().nextLong());
        Path temporary = path.resolveSibling(".cornu-" + name + ".tmp");
        try {
            writer.write(temporary);
            Files.move(temporary, path, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException ignored) {
                // The first error is the one to tell.
            }
        }
    }
}
