package io.github.cornu.cli;

import io.github.cornu.ModelException;
import io.github.cornu.Printable;
import io.github.cornu.output.NewFiles;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of text that a command writes. */
final class OutputFile {
    private OutputFile() {}

    /** Refuses a file that could not be written, or is not meant, before the work is done. */
    static void check(Path file, String ending) {
        NewFiles.check(file);
        String name = String.valueOf(file.getFileName());
        if (!name.endsWith(ending)) {
            throw new ModelException(name, null, null, "expected a file that ends in " + ending, null);
        }
    }

    /** What a command says when the file is there. */
    static String wrote(Path file) {
        return Printable.message("wrote " + file);
    }

    static void write(NewFiles files, Path file, String text) {
        files.add(file, temporary -> Files.writeString(temporary, text));
    }
}
