package io.github.cornu.importer;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A model by its address and the SHA-256 of its file: what is sent to other machines in place of the weights. All that
 * load a reference to the same file in one JVM get the same {@link Model}, which stays as long as somebody holds it.
 * Immutable and safe for any number of threads.
 *
 * <pre>{@code
 * ModelRef ref = ModelRef.of(URI.create("https://models.example.org/risk-7.keras"), "9f86d081884c…");
 * Model model = ref.load();
 * }</pre>
 */
public final class ModelRef implements Serializable {
    private static final long serialVersionUID = 1;
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final URI uri;
    private final String sha256;

    /** Opens a file by its address: the file system of an engine, for instance. */
    @FunctionalInterface
    public interface Opener {
        /** @throws IOException if it is not there, or cannot be read */
        InputStream open(URI uri) throws IOException;

        /**
         * For the addresses that the JDK understands: of files, of the web and of entries in jars. A download that ends
         * before its announced length throws, and one that stands still for a minute.
         */
        static Opener ofJdk() {
            return WebFiles::open;
        }
    }

    private ModelRef(URI uri, String sha256) {
        this.uri = uri;
        this.sha256 = sha256;
    }

    /**
     * A file that need not be there yet.
     *
     * @param uri of a whole model, as {@link KerasModels#load(Path)} takes it, or of a {@code .cornu} file
     * @param sha256 of its bytes, in 64 hexadecimal digits, as {@code sha256sum} prints it
     * @throws IllegalArgumentException if these are not the digits of a SHA-256, or the address has no scheme
     */
    public static ModelRef of(URI uri, String sha256) {
        Objects.requireNonNull(uri, "uri");
        String digits = Objects.requireNonNull(sha256, "sha256").toLowerCase(Locale.ROOT);
        if (!SHA_256.matcher(digits).matches()) {
            throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits, given: '" + sha256 + "'");
        }
        if (!uri.isAbsolute()) {
            throw new IllegalArgumentException(
                    "the address of a model begins with a scheme such as file:, given: " + uri);
        }
        return new ModelRef(uri, digits);
    }

    /**
     * A file of this machine, as it is now: reads it for its SHA-256.
     *
     * @throws UnreachableModelException if it is not there, or cannot be read
     */
    public static ModelRef of(Path file) {
        URI uri = Objects.requireNonNull(file, "file").toAbsolutePath().toUri();
        return new ModelRef(uri, digest(read(uri, Opener.ofJdk())));
    }

    public URI uri() {
        return uri;
    }

    /** In 64 lower-case hexadecimal digits. */
    public String sha256() {
        return sha256;
    }

    /**
     * The model, with the default options and one thread: the one that is there, or a new one. Addresses of files, of
     * the web and of entries in jars are understood.
     *
     * @throws UnreachableModelException if the file is not there, or cannot be read
     * @throws ModelException if the file has another SHA-256, or cannot be loaded; see {@link KerasModels#load(Path)}
     */
    public Model load() {
        return load(KerasModels.loader(), Opener.ofJdk());
    }

    /**
     * The model as a loader loads it: the one that is there, if it is of the same loader, or a new one.
     *
     * @param loader with options and custom objects; keep it in a constant, so that all get the same model
     * @param opener for addresses
     * @throws ModelException as {@link #load()} does
     */
    public Model load(KerasLoader loader, Opener opener) {
        Objects.requireNonNull(loader, "loader");
        Objects.requireNonNull(opener, "opener");
        return SharedModels.get(sha256, loader, () -> loadNew(loader, opener));
    }

    private Model loadNew(KerasLoader loader, Opener opener) {
        byte[] bytes = read(uri, opener);
        String name = uri.toString();
        String found = digest(bytes);
        if (!found.equals(sha256)) {
            throw new ModelException(name, null, null, "its SHA-256 is " + found + ", expected " + sha256, null);
        }
        return loader.load(KerasFile.of(bytes, name));
    }

    private static byte[] read(URI uri, Opener opener) {
        try (InputStream in = opener.open(uri)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UnreachableModelException(uri.toString(), null, null, "cannot be read: " + e, e);
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModelRef ref && uri.equals(ref.uri) && sha256.equals(ref.sha256);
    }

    @Override
    public int hashCode() {
        return Objects.hash(uri, sha256);
    }

    @Override
    public String toString() {
        return uri + " (SHA-256 " + sha256.substring(0, 12) + "…)";
    }
}
