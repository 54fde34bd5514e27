package io.github.cornu.output;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where a file goes.
 *
 * @param path as somebody has given it
 * @param file behind symbolic links
 */
record Target(Path path, Path file) {
    private static final int MAX_LINKS = 40;

    /**
     * The target that a path means.
     *
     * @throws IOException if no file can be written there
     */
    static Target of(Path path) throws IOException {
        Target target = new Target(path, behindLinks(path));
        Path folder = target.folder();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("there is no folder " + folder);
        }
        if (!Files.isWritable(folder)) {
            throw new IOException("nothing can be written in the folder " + folder);
        }
        if (Files.isDirectory(path)) {
            throw new IOException("it is a directory");
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new IOException("it is a device, not a file");
        }
        if (Files.exists(path) && !Files.isWritable(path)) {
            throw new IOException("it is write-protected");
        }
        return target;
    }

    /** The last link need not lead to a file that is there. */
    private static Path behindLinks(Path path) throws IOException {
        Path file = path;
        for (int links = 0; Files.isSymbolicLink(file); links++) {
            if (links == MAX_LINKS) {
                throw new FileSystemLoopException(path.toString());
            }
            file = file.resolveSibling(Files.readSymbolicLink(file));
        }
        return file;
    }

    /** For messages. */
    String name() {
        return String.valueOf(path.getFileName());
    }

    Path folder() {
        return file.toAbsolutePath().getParent();
    }

    /** The permissions of the file that is there, for the one that replaces it. */
    FileAttribute<?>[] permissions() throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null || !Files.exists(file)) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(view.readAttributes().permissions())
        };
    }
}
