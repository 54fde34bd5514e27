package io.github.cornu.importer.source.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.importer.KerasModels;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A program without logging loads models without a word from SLF4J, whose options are as before. */
class H5LoggingTest {
    /** A program of a user. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) {
            KerasModels.load(Path.of(args[0]));
            System.out.println(System.getProperty("slf4j.internal.verbosity") + " "
                    + LoggerFactory.getILoggerFactory().getClass().getSimpleName());
        }
    }

    private static String run(String classPath) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path model = Path.of("../testdata/samples/cos_dense/model.h5");
        Process process = new ProcessBuilder(
                        java.toString(), "-cp", classPath, Program.class.getName(), model.toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
        return printed.strip();
    }

    @Test
    void nothingIsSaidAboutLogging() throws IOException, InterruptedException {
        String all = System.getProperty("java.class.path");
        String without = Arrays.stream(all.split(File.pathSeparator))
                .filter(jar -> !jar.contains("slf4j-nop"))
                .collect(Collectors.joining(File.pathSeparator));
        assertTrue(without.length() < all.length(), all);
        String printed = run(without);
        assertTrue(printed.endsWith("null NOPLoggerFactory"), printed);
        assertFalse(printed.contains("SLF4J"), printed);
    }
}
