package io.github.cornu.importer;

import io.github.cornu.CornuFile;
import io.github.cornu.ModelException;
import io.github.cornu.importer.config.KerasJson;
import io.github.cornu.importer.source.ModelFiles;
import io.github.cornu.importer.source.ModelSource;
import io.github.cornu.importer.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * A file, a folder, bytes or a resource that may be one of Keras's files. What is in the file system is not read until
 * a model is loaded. Immutable.
 */
public final class KerasFile {
    private final SourceFile file;

    private KerasFile(SourceFile file) {
        this.file = file;
    }

    /** A file, or the folder of an unzipped {@code .keras} archive. */
    public static KerasFile of(Path path) {
        return new KerasFile(SourceFile.of(Objects.requireNonNull(path, "path")));
    }

    /**
     * The bytes of a file.
     *
     * @param bytes may not be changed until the model is loaded
     * @param name for messages
     */
    public static KerasFile of(byte[] bytes, String name) {
        return new KerasFile(
                SourceFile.of(Objects.requireNonNull(bytes, "bytes"), Objects.requireNonNull(name, "name")));
    }

    /**
     * What a stream gives, which is read to its end and left open. A {@link Path} needs less memory.
     *
     * @param name for messages
     * @throws IOException if the stream cannot be read
     */
    public static KerasFile of(InputStream in, String name) throws IOException {
        return of(Objects.requireNonNull(in, "in").readAllBytes(), name);
    }

    /**
     * What lies beside a class, in its jar for instance.
     *
     * @param beside a class of the program; in a named module its package must be open
     * @param name as {@link Class#getResourceAsStream} has it
     * @throws ModelException if there is no such resource, or it cannot be read
     */
    public static KerasFile ofResource(Class<?> beside, String name) {
        Objects.requireNonNull(beside, "beside");
        Objects.requireNonNull(name, "name");
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                String problem = "there is no such resource for the class " + beside.getName()
                        + (beside.getModule().isNamed() ? ", or its module does not open the package" : "");
                throw new ModelException(name, null, null, problem, null);
            }
            return of(in, name);
        } catch (IOException e) {
            throw new ModelException(name, null, null, "the resource cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * The architecture of a model of a class of its own, for {@link KerasLoader#weights} in a file that has nothing
     * else: {@code .weights.h5}, or {@code .h5} of {@code save_weights} of Keras 2.
     *
     * @param className that {@link io.github.cornu.importer.custom.CustomObjects#registerModel} knows
     * @param config for the registered implementation; of texts, numbers, booleans, lists and maps
     * @param kerasVersion that wrote the weights, for instance {@code 2.15.0}: some options mean other things in others
     */
    public static KerasFile ofModel(String className, Map<String, ?> config, String kerasVersion) {
        Objects.requireNonNull(className, "className");
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(kerasVersion, "kerasVersion");
        String json = KerasJson.ofModel(className, config, kerasVersion);
        return of(json.getBytes(StandardCharsets.UTF_8), className);
    }

    /**
     * The same file, of which the backend is known better than it tells. Only Theano matters: it turned the kernels of
     * convolutions around, and had another padding. Keras 1 did not write its backend down; it is told by the names of
     * the weights, if they have any.
     *
     * @param known {@code tensorflow} or {@code theano}
     * @throws IllegalArgumentException if it is none of these
     */
    public KerasFile onBackend(String known) {
        return new KerasFile(file.onBackend(Objects.requireNonNull(known, "known")));
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

    /** Its name. */
    @Override
    public String toString() {
        return name();
    }
}
