package io.github.cornu.cli;

import io.github.cornu.ModelException;
import io.github.cornu.importer.output.NewFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
        try {
            NewFile.write(file, temporary -> Files.writeString(temporary, text));
        } catch (IOException e) {
            throw new ModelException(name(file), null, null, "it cannot be written: " + e, e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
