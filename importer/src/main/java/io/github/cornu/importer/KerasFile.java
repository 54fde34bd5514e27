package io.github.cornu.importer;

import io.github.cornu.CornuFile;
import io.github.cornu.ModelException;
import io.github.cornu.importer.source.ModelFiles;
import io.github.cornu.importer.source.ModelSource;
import io.github.cornu.importer.source.SourceFile;
import java.nio.file.Path;

/** A file, a folder, or bytes that may be one of Keras's files. Nothing is read until a model is loaded. */
public final class KerasFile {
    private final SourceFile file;

    private KerasFile(SourceFile file) {
        this.file = file;
    }

    /** A file, or the folder of an unzipped {@code .keras} archive. */
    public static KerasFile of(Path path) {
        return new KerasFile(SourceFile.of(path));
    }

    /**
     * The bytes of a file.
     *
     * @param bytes may not be changed until the model is loaded
     * @param name for messages
     */
    public static KerasFile of(byte[] bytes, String name) {
        return new KerasFile(SourceFile.of(bytes, name));
    }

    /**
     * The same file, of which the backend is known better than it tells. Only Theano matters: it turned the kernels of
     * convolutions around, and had another padding. Keras 1 did not write its backend down; it is told by the names of the
     * weights, if they have any.
     *
     * @param known {@code tensorflow} or {@code theano}
     * @throws IllegalArgumentException if it is none of these
     */
    public KerasFile onBackend(String known) {
        return new KerasFile(file.onBackend(known));
    }

    /** The name for messages. */
    public String name() {
        return file.name();
    }

    /**
     * Whether it is a {@code .cornu} file, which is no file of Keras.
     *
     * @throws ModelException with the name of the file, if there is no such file
     */
    public boolean isCornu() {
        return file.isCornu();
    }

    /**
     * The {@code .cornu} file that it is.
     *
     * @throws ModelException if it is damaged, or a backend was named
     */
    public CornuFile openCornu() {
        return file.openCornu();
    }

    ModelSource open() {
        return ModelFiles.open(file);
    }
}
