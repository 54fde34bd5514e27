package io.github.cornu.importer.numpy;

import io.github.cornu.ModelException;
import io.github.cornu.importer.output.NewFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
        try {
            NewFile.write(path, temporary -> {
                try (OutputStream out =
                        new BufferedOutputStream(Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW))) {
                    writer.write(out);
                }
            });
        } catch (IOException e) {
            throw new ModelException(
                    String.valueOf(path.getFileName()), null, null, "it cannot be written: " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException ? "there is no such folder" : e.toString();
    }
}
