package io.github.cornu.importer.numpy;

import io.github.cornu.ModelException;
import io.github.cornu.output.Durability;
import io.github.cornu.output.NewFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;

/** Reading and writing whole files, with the name of the file in every error. */
final class NumpyFiles {
    private NumpyFiles() {}

    /** Writes the content of a file. */
    interface Writer {
        void write(OutputStream out) throws IOException;
    }

    static <T> T read(Path path, Function<byte[], T> parse) {
        String name = String.valueOf(path.getFileName());
        try {
            return parse.apply(bytes(path));
        } catch (ModelException e) {
            throw e.in(name);
        } catch (NoSuchFileException e) {
            throw new ModelException(name, null, null, "there is no such file", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new ModelException(name, null, null, "it cannot be read: " + e.getMessage(), e);
        } catch (OutOfMemoryError e) {
            throw new ModelException(name, null, null, "it is too large", e);
        }
    }

    private static byte[] bytes(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new ModelException("it is a directory");
        }
        return Files.readAllBytes(path);
    }

    /** Writes a file, which appears when it is complete. */
    static void write(Path path, Writer writer) {
        try (NewFiles files = new NewFiles(Durability.SYNCED)) {
            write(files, path, writer);
            files.commit();
        }
    }

    /** Writes a file among others. */
    static void write(NewFiles files, Path path, Writer writer) {
        files.add(path, temporary -> {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
                writer.write(out);
            }
        });
    }
}
