package io.github.cornu.hub;

import io.github.cornu.ModelException;
import io.github.cornu.importer.source.ZipLimits;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The files of an archive, or of a folder: an unzipped archive or a preset. */
final class SavedFiles {
    private static final int MOST_TEXT = 64 << 20;

    private final Path path;

    SavedFiles(Path path) {
        this.path = path;
    }

    /** The text of a file, or null if it is not there. */
    String text(String name) {
        try (InputStream file = open(name)) {
            if (file == null) {
                return null;
            }
            byte[] bytes = file.readNBytes(MOST_TEXT);
            if (bytes.length == MOST_TEXT) {
                throw new ModelException(path.getFileName() + ": '" + name + "' is larger than 64 MB");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ModelException(path.getFileName() + ": '" + name + "' cannot be read: " + e.getMessage(), e);
        }
    }

    /** A file, or null if it is not there, or this is neither archive nor folder; names in archives have slashes. */
    InputStream open(String name) throws IOException {
        if (Files.isDirectory(path)) {
            Path file = path.resolve(name);
            return Files.isRegularFile(file) ? Files.newInputStream(file) : null;
        }
        ZipFile archive = archive();
        if (archive == null) {
            return null;
        }
        try {
            ZipEntry entry = archive.getEntry(name);
            if (entry != null) {
                ZipLimits.check(entry);
                return new Entry(archive.getInputStream(entry), archive);
            }
        } catch (ModelException e) {
            archive.close();
            throw e.in(String.valueOf(path.getFileName()));
        } catch (IOException | RuntimeException e) {
            archive.close();
            throw e;
        }
        archive.close();
        return null;
    }

    /** Null if it is a file of another kind. */
    private ZipFile archive() throws IOException {
        try {
            return new ZipFile(path.toFile());
        } catch (ZipException e) {
            return null;
        }
    }

    /** Closes the archive with it. */
    private static final class Entry extends FilterInputStream {
        private final ZipFile archive;

        Entry(InputStream in, ZipFile archive) {
            super(in);
            this.archive = archive;
        }

        @Override
        public void close() throws IOException {
            super.close();
            archive.close();
        }
    }
}
