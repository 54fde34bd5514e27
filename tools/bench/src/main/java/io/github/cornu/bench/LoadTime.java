package io.github.cornu.bench;

import io.github.cornu.Model;
import io.github.cornu.importer.KerasModels;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads the bytes of a file and loads it as a model, once each in this process. Prints {@code READ LOAD}, seconds.
 *
 * <p>Usage: {@code LoadTime MODEL}
 */
public final class LoadTime {
    private static final int BUFFER = 1 << 20;

    private LoadTime() {}

    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        long start = System.nanoTime();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            while (in.read(buffer) > 0) {
                continue;
            }
        }
        long read = System.nanoTime();
        Model model = KerasModels.load(file);
        long loaded = System.nanoTime();
        System.out.println((read - start) / 1e9 + " " + (loaded - read) / 1e9);
        if (model.inputs().isEmpty()) {
            throw new IllegalStateException("no inputs");
        }
    }
}
