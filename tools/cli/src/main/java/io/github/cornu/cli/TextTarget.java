package io.github.cornu.cli;

import io.github.cornu.ModelException;
import io.github.cornu.Printable;
import io.github.cornu.cli.input.TensorFiles;
import io.github.cornu.output.NewFiles;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a text goes: a file, or the standard output. */
record TextTarget(Path path) {
    private boolean isStandardOutput() {
        return path.equals(Path.of("-"));
    }

    /** Refuses what could not be written, before the work is done. */
    void check() {
        if (isStandardOutput()) {
            return;
        }
        if (!TensorFiles.ending(path).equals("txt")) {
            throw new ModelException(
                    String.valueOf(path.getFileName()), null, null, "expected a file that ends in .txt", null);
        }
        NewFiles.check(path);
    }

    /** Writes it, with the end of a line. */
    void write(String text, OutputOptions options, PrintWriter out) {
        if (isStandardOutput()) {
            out.println(text);
            out.flush();
            return;
        }
        try (NewFiles files = options.newFiles()) {
            files.add(path, temporary -> Files.writeString(temporary, text + System.lineSeparator()));
            files.commit();
        }
        out.println(Printable.message("wrote " + path));
    }
}
