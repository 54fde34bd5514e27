package io.github.cornu.importer.source;

import io.github.cornu.CornuFile;
import io.github.cornu.ModelException;
import io.github.cornu.importer.source.hdf5.H5File;
import io.github.cornu.importer.source.hdf5.H5Superblock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file, a folder, or bytes that may be one of Keras's files: what it is, its beginning says. */
public final class SourceFile {
    /** What the beginning of a file says that it is. Names of files say nothing: people give any. */
    enum Kind {
        FOLDER,
        HDF5,
        ZIP,
        JSON,
        CORNU,
        UNKNOWN
    }

    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final int HEAD = 256;
    /** Far above any architecture; configs of models are kilobytes, seldom megabytes. */
    private static final int MAX_TEXT = 50_000_000;

    private final String name;
    private final Path path;
    private final byte[] bytes;
    private final String backend;

    private SourceFile(String name, Path path, byte[] bytes, String backend) {
        this.name = name;
        this.path = path;
        this.bytes = bytes;
        this.backend = backend;
    }

    /** A file, or the folder of an unzipped {@code .keras} archive. */
    public static SourceFile of(Path path) {
        return new SourceFile(String.valueOf(path.getFileName()), path, null, null);
    }

    /**
     * The bytes of a file.
     *
     * @param bytes may not be changed until the model is loaded
     * @param name for messages
     */
    public static SourceFile of(byte[] bytes, String name) {
        return new SourceFile(name, null, bytes, null);
    }

    /**
     * The same file, of which the backend is known better than it tells. Only Theano matters: it turned the kernels of
     * convolutions around, and had another padding. Keras 1 did not write its backend down; it is told by the names of
     * the weights, if they have any.
     *
     * @param known {@code tensorflow} or {@code theano}
     * @throws IllegalArgumentException if it is none of these
     */
    public SourceFile onBackend(String known) {
        if (!List.of("tensorflow", "theano").contains(known)) {
            throw new IllegalArgumentException("unknown backend '" + known + "'");
        }
        return new SourceFile(name, path, bytes, known);
    }

    /** The backend that somebody has named, or null. */
    String backend() {
        return backend;
    }

    /** The name for messages. */
    public String name() {
        return name;
    }

    /** The place in the file system, or null. */
    Path path() {
        return path;
    }

    /** The file beside this one. */
    SourceFile sibling(String other) {
        if (path == null) {
            throw new ModelException("the file needs '" + other + "' beside it: load it from a path, not from bytes");
        }
        return of(path.resolveSibling(other));
    }

    /**
     * Looks at the beginning.
     *
     * @throws ModelException if there is no such file
     */
    Kind kind() {
        if (path != null && Files.isDirectory(path)) {
            return Kind.FOLDER;
        }
        byte[] head = head();
        if (startsWith(head, ZIP)) {
            return Kind.ZIP;
        }
        if (CornuFile.isThere(head)) {
            return Kind.CORNU;
        }
        String text = new String(head, StandardCharsets.UTF_8).strip();
        boolean json = text.startsWith("{") || text.startsWith("\"{") || text.startsWith("\ufeff{");
        return json ? Kind.JSON : isHdf5() ? Kind.HDF5 : Kind.UNKNOWN;
    }

    /** The first bytes. */
    byte[] head() {
        try (InputStream in = stream()) {
            return in.readNBytes(HEAD);
        } catch (IOException e) {
            throw new ModelException("the file cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean startsWith(byte[] head, byte[] signature) {
        for (int i = 0; i < signature.length; i++) {
            if (i >= head.length || head[i] != signature[i]) {
                return false;
            }
        }
        return true;
    }

    /** The signature may also stand behind a block of the user. */
    private boolean isHdf5() {
        return path != null ? H5Superblock.isThere(path) : H5Superblock.isThere(bytes);
    }

    private InputStream stream() throws IOException {
        if (path == null) {
            return new ByteArrayInputStream(bytes);
        }
        if (!Files.isReadable(path)) {
            throw new ModelException(Files.exists(path) ? "the file cannot be read" : "there is no such file");
        }
        return Files.newInputStream(path);
    }

    /**
     * Whether it is a {@code .cornu} file, which is no file of Keras.
     *
     * @throws ModelException with the name of the file, if there is no such file
     */
    public boolean isCornu() {
        try {
            return kind() == Kind.CORNU;
        } catch (ModelException e) {
            throw e.in(name);
        }
    }

    /**
     * The {@code .cornu} file that it is.
     *
     * @throws ModelException if it is damaged, or a backend was named
     */
    public CornuFile openCornu() {
        if (backend != null) {
            throw new ModelException(name, null, null, "a .cornu file has no backend", null);
        }
        return path != null ? CornuFile.read(path) : CornuFile.read(bytes, name);
    }

    /**
     * The HDF5 file.
     *
     * @throws ModelException if it is none, with what it is as far as that can be told
     */
    H5File openH5() {
        String other = kind() == Kind.UNKNOWN ? OtherFiles.known(head()) : null;
        if (other != null) {
            throw new ModelException(other);
        }
        return path != null ? H5File.open(path) : H5File.open(bytes);
    }

    /** The whole text, without a byte order mark. */
    String text() {
        try (InputStream in = stream()) {
            byte[] all = in.readNBytes(MAX_TEXT);
            if (all.length == MAX_TEXT) {
                throw new ModelException("the file is too large for JSON of Keras");
            }
            return new String(all, StandardCharsets.UTF_8).replace("\ufeff", "");
        } catch (IOException e) {
            throw new ModelException("the file cannot be read: " + e.getMessage(), e);
        }
    }

    /** A file in the file system with the content: this one, or a temporary one. */
    TemporaryFile onDisk() {
        return path != null
                ? TemporaryFile.none(path)
                : TemporaryFile.of(new ByteArrayInputStream(bytes), bytes.length);
    }
}
