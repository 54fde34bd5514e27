package io.github.cornu.cli;

import io.github.cornu.graph.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** A file of text that a command writes: it appears, or replaces the old one, when it is complete. */
final class OutputFile {
    private OutputFile() {}

    /** Refuses a file that could not be written, or is not meant, before the work is done. */
    static void check(Path file, String ending) {
        if (!name(file).endsWith(ending)) {
            throw new ModelException(name(file), null, null, "expected a file that ends in " + ending, null);
        }
        TensorFiles.checkPlace(file);
    }

    static void write(Path file, String text) {
        // A short name, since long ones are limited.
        Path temporary = file.resolveSibling(".cornu-" + UUID.randomUUID() + ".tmp");
        try {
            Files.writeString(temporary, text);
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ModelException(name(file), null, null, "it cannot be written: " + e, e);
        } finally {
            discard(temporary);
        }
    }

    private static void discard(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException ignored) {
            // The first error is the one to tell.
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
