package io.github.cornu.cli;

import io.github.cornu.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the tests find their files, and files that they make. */
final class TestData {
    static final Path ROOT = Path.of("../../testdata");

    private TestData() {}

    static Path sample(String name, String file) {
        return ROOT.resolve("samples").resolve(name).resolve(file);
    }

    /** The file of a case, for instance {@code model/residual_k3}. */
    static Path layer(String name, String file) {
        return ROOT.resolve("layers").resolve(name).resolve(file);
    }

    /** The model in the folder of a case, of either form. */
    static Path model(Path folder) {
        Path archive = folder.resolve("model.keras");
        return Files.exists(archive) ? archive : folder.resolve("model.h5");
    }

    static List<Path> folders(String parent) {
        try (Stream<Path> files = Files.list(ROOT.resolve(parent))) {
            return files.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files below a folder, with a value that changes with their content. */
    static Map<String, String> contents(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.collect(Collectors.toMap(String::valueOf, TestData::content, (a, b) -> a, TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.isDirectory(file) ? "folder" : Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A .npy file of version 1 with that header, whatever it says. */
    static byte[] npy(String header, byte... elements) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] text = (header + "\n").getBytes(StandardCharsets.ISO_8859_1);
        bytes.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0});
        bytes.writeBytes(text);
        bytes.writeBytes(elements);
        return bytes.toByteArray();
    }

    /** A .npy file of zeros with elements of that type. */
    static byte[] npy(String type, String shape, int bytes) {
        return npy("{'descr': " + type + ", 'fortran_order': False, 'shape': " + shape + ", }", new byte[bytes]);
    }

    /** A table as text; the numbers are written such that they are read exactly. */
    static String csv(Tensor table) {
        int columns = table.shape().length(1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < table.data().length; i++) {
            text.append(table.data()[i]).append(i % columns == columns - 1 ? '\n' : ',');
        }
        return text.toString();
    }
}
