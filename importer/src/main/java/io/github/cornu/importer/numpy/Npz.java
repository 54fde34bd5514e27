package io.github.cornu.importer.numpy;

import io.github.cornu.ModelException;
import io.github.cornu.output.NewFiles;
import io.github.cornu.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * NumPy's {@code .npz} files: named arrays, each as {@link Npy} has it. Safe for any number of threads.
 *
 * <pre>{@code
 * Map<String, Tensor> inputs = Npz.read(Path.of("inputs.npz"));
 * Npz.write(Path.of("outputs.npz"), model.run(inputs));
 * }</pre>
 */
public final class Npz {
    private static final String SUFFIX = ".npy";
    /** The first date that a zip file can hold, so that equal arrays make equal files. */
    private static final long TIME = 315532800000L;

    /** What a zip file ends with: its signature, and its length without a comment. */
    private static final int END_SIGNATURE = 0x06054b50;

    private static final int END_LENGTH = 22;

    private Npz() {}

    /**
     * Reads all arrays, in the order of the file.
     *
     * @throws ModelException if the file is not there, is damaged, or one of its arrays holds no numbers
     */
    public static Map<String, Tensor> read(Path path) {
        Objects.requireNonNull(path, "path");
        return NumpyFiles.read(path, Npz::read);
    }

    private static Map<String, Tensor> read(byte[] bytes) {
        requireEnd(bytes);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (name.endsWith(SUFFIX)) {
                    String key = name.substring(0, name.length() - SUFFIX.length());
                    if (tensors.put(key, member(key, zip.readAllBytes())) != null) {
                        throw new ModelException("there are two arrays '" + key + "'");
                    }
                }
            }
        } catch (IOException e) {
            String reason = e instanceof EOFException ? "it ends within an array" : e.getMessage();
            throw new ModelException("it is no intact .npz file: " + reason, e);
        }
        if (tensors.isEmpty()) {
            throw new ModelException("it holds no arrays, or is no .npz file");
        }
        return tensors;
    }

    /** A zip file ends with a directory; one that is cut off between two arrays would pass without a look at it. */
    private static void requireEnd(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = bytes.length - END_LENGTH; at >= 0; at--) {
            if (buffer.getInt(at) == END_SIGNATURE) {
                return;
            }
        }
        throw new ModelException("it is cut off, or is no .npz file");
    }

    private static Tensor member(String key, byte[] bytes) {
        try {
            return Npy.read(bytes);
        } catch (ModelException e) {
            throw new ModelException("array '" + key + "': " + e.getMessage(), e);
        }
    }

    /**
     * Writes arrays of float32, and of texts as NumPy's unicode, uncompressed. The file appears, or replaces the old
     * one, when it is complete and on the disk.
     *
     * @throws ModelException if it cannot be written; there is no new file then
     */
    public static void write(Path path, Map<String, Tensor> tensors) {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(tensors, "tensors");
        NumpyFiles.write(path, out -> write(out, tensors));
    }

    /**
     * As {@link #write(Path, Map)}, together with other files.
     *
     * @throws ModelException if it cannot be written; none of the files can be committed then
     */
    public static void write(NewFiles files, Path path, Map<String, Tensor> tensors) {
        Objects.requireNonNull(files, "files");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(tensors, "tensors");
        NumpyFiles.write(files, path, out -> write(out, tensors));
    }

    private static void write(OutputStream out, Map<String, Tensor> tensors) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            tensors.forEach((name, tensor) -> add(zip, name, Npy.bytes(tensor)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] bytes) {
        try {
            CRC32 crc = new CRC32();
            crc.update(bytes);
            ZipEntry entry = new ZipEntry(name + SUFFIX);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(bytes.length);
            entry.setCrc(crc.getValue());
            entry.setTime(TIME);
            zip.putNextEntry(entry);
            zip.write(bytes);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
