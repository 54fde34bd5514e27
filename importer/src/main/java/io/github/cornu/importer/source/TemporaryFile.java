package io.github.cornu.importer.source;

import io.github.cornu.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is deleted when it is closed. */
final class TemporaryFile implements AutoCloseable {
    private final Path path;
    private final boolean temporary;

    private TemporaryFile(Path path, boolean temporary) {
        this.path = path;
        this.temporary = temporary;
    }

    /** A file of somebody else, which stays. */
    static TemporaryFile none(Path path) {
        return new TemporaryFile(path, false);
    }

    /**
     * Copies a stream.
     *
     * @throws ModelException if it is not of that length, or cannot be read or written
     */
    static TemporaryFile of(InputStream in, long length) {
        Path path = null;
        try {
            path = Files.createTempFile("cornu", ".tmp");
            TemporaryFile file = new TemporaryFile(path, true);
            try (OutputStream out = Files.newOutputStream(path)) {
                copy(in, out, length);
            } catch (IOException | RuntimeException | Error e) {
                file.close();
                throw e;
            }
            return file;
        } catch (IOException e) {
            String what = path == null ? "no temporary file can be made" : "it cannot be unpacked";
            throw new ModelException(what + ": " + e.getMessage(), e);
        }
    }

    private static void copy(InputStream in, OutputStream out, long length) throws IOException {
        byte[] block = new byte[1 << 16];
        long left = length;
        for (int count = in.read(block); count >= 0; count = in.read(block)) {
            left -= count;
            if (left < 0) {
                break;
            }
            out.write(block, 0, count);
        }
        if (left != 0) {
            throw new ModelException("it has not the " + length + " bytes that it should have");
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        if (!temporary) {
            return;
        }
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // Windows keeps mapped files until the garbage collector has been there.
            path.toFile().deleteOnExit();
        }
    }
}
