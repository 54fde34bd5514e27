package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A standard output that takes nothing: a full disk, a pipe whose reader has gone. */
class StandardOutputTest {
    private static final Path ECHO = TestData.sample("echo_one_to_one", "model.h5");
    private static final Path INPUT = TestData.sample("echo_one_to_one", "input.npy");

    @TempDir
    Path folder;

    private static final class Full extends Writer {
        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static void fails(Object... args) {
        StringWriter err = new StringWriter();
        String[] texts = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            texts[i] = String.valueOf(args[i]);
        }
        int exit = Cornu.run(new PrintWriter(new Full(), true), new PrintWriter(err, true), texts);
        assertEquals("cornu: the standard output cannot be written" + System.lineSeparator(), err.toString());
        assertEquals(1, exit);
    }

    @Test
    void everyCommandTells() {
        Path states = folder.resolve("s.h5");
        fails("summary", ECHO);
        fails("summary", ECHO, "--details");
        fails("predict", ECHO, "--input", INPUT, "--output", folder.resolve("y.npy"), "--states-out", states);
        fails("states", states);
        fails("convert", ECHO, folder.resolve("m.cornu"));
        fails("bench", ECHO, "--seconds=0.01");
        Path dense = TestData.layer("dense/activation_layer_k2", "model.h5");
        fails("verify", dense, "--golden", dense.resolveSibling("golden.npz"));
        Path known = TestData.ROOT.resolve("generation/cos_2_layers/known.npy");
        fails(
                "generate",
                known.resolveSibling("model.h5"),
                "--input",
                known,
                "--steps",
                2,
                "--output",
                folder.resolve("z.npy"));
        fails("--help");
        fails("--version");
        fails("predict", "--help");
    }
}
