package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Comparison;
import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code cornu generate}. */
class GenerateTest {
    @TempDir
    Path folder;

    private static Path file(String name, String file) {
        return TestData.ROOT.resolve("generation").resolve(name).resolve(file);
    }

    private Run generate(String name, Object... options) {
        Object[] args = new Object[8 + options.length];
        Object[] first = {
            "generate",
            file(name, "model.h5"),
            "--input",
            file(name, "known.npy"),
            "--output",
            folder.resolve("y.npy"),
            "--steps",
            Npy.read(file(name, "generated.npy")).shape().length(1)
        };
        System.arraycopy(first, 0, args, 0, first.length);
        System.arraycopy(options, 0, args, first.length, options.length);
        return Run.cornu(args);
    }

    @ParameterizedTest
    @CsvSource({"cos_1_layer, identity", "cos_2_layers, identity", "words, index", "letters, onehot"})
    void generatesWhatKerassLoopGives(String name, String feedback) {
        generate(name, "--feedback", feedback).succeeds();
        Tensor expected = Npy.read(file(name, "generated.npy"));
        Comparison comparison = Comparison.of(name, expected, Npy.read(folder.resolve("y.npy")));
        assertTrue(comparison.isWithin(1e-5), comparison::toString);
    }

    @ParameterizedTest
    @CsvSource({"window, identity", "window_sequences, onehot", "window_words, index"})
    void slidesAWindow(String name, String feedback) {
        Run run = generate(name, "--feedback", feedback, "--window").succeeds();
        assertFalse(run.out().contains("it streamed"), run.out());
        Tensor expected = Npy.read(file(name, "generated.npy"));
        Comparison comparison = Comparison.of(name, expected, Npy.read(folder.resolve("y.npy")));
        assertTrue(comparison.isWithin(1e-5), comparison::toString);
    }

    /** Streaming gives other numbers, which is said. */
    @Test
    void saysThatItStreams() {
        Run run = generate("window").succeeds();
        assertEquals(
                "it streamed: each output follows from all steps before it, not from a window of 6 steps, for which the"
                        + " model was made; --window slides that",
                run.lines().get(run.lines().size() - 1));
        Tensor slid = Npy.read(file("window", "generated.npy"));
        assertFalse(
                Comparison.of("window", slid, Npy.read(folder.resolve("y.npy"))).isWithin(1e-3));
        generate("window_words", "--feedback", "index")
                .fails("(Flatten): the model cannot be stepped through time", "; or --window, which slides");
        assertFalse(generate("one_to_many").succeeds().out().contains("it streamed"));
    }

    @Test
    void goesOnFromStatesInAFile() {
        Path states = folder.resolve("states.h5");
        generate("one_to_many", "--states-out", states).succeeds();
        Tensor first = Npy.read(folder.resolve("y.npy"));
        Tensor last = Tensor.zeros(3, 1, 4);
        for (int r = 0; r < 3; r++) {
            System.arraycopy(first.data(), (r * 30 + 29) * 4, last.data(), r * 4, 4);
        }
        Path next = folder.resolve("next.npy");
        Npy.write(next, last);
        Tensor rest = run(next, 2, "--states-in", states);
        Tensor whole = run(file("one_to_many", "known.npy"), 32);
        for (int r = 0; r < 3; r++) {
            for (int i = 0; i < 8; i++) {
                assertEquals(whole.data()[(r * 32 + 30) * 4 + i], rest.data()[r * 8 + i]);
            }
        }
    }

    private Tensor run(Path known, int steps, Object... options) {
        Path output = folder.resolve("z.npy");
        List<Object> args = new ArrayList<>(List.of("generate", file("one_to_many", "model.h5"), "--input", known));
        args.addAll(List.of("--output", output, "--steps", steps));
        args.addAll(List.of(options));
        Run.cornu(args.toArray()).succeeds();
        return Npy.read(output);
    }

    @Test
    void drawsTheSameWithTheSameSeed() {
        generate("words", "--feedback", "index", "--temperature", 1, "--seed", 5)
                .succeeds();
        Tensor first = Npy.read(folder.resolve("y.npy"));
        generate("words", "--feedback", "index", "--temperature", 1, "--seed", 5)
                .succeeds();
        assertEquals(first, Npy.read(folder.resolve("y.npy")));
        generate("words", "--feedback", "index", "--temperature", 1, "--seed", 6)
                .succeeds();
        assertFalse(first.equals(Npy.read(folder.resolve("y.npy"))));
    }

    @Test
    void aModelThatCannotBeStepped() {
        Run run = Run.cornu(
                "generate",
                TestData.sample("stream_probability", "model.h5"),
                "--input",
                TestData.sample("stream_probability", "input.npy"),
                "--output",
                folder.resolve("y.npy"),
                "--steps",
                3);
        run.fails("model.h5: layer 'flatten' (Flatten): the model cannot be stepped through time");
        assertFalse(Files.exists(folder.resolve("y.npy")));
    }

    @Test
    void outputsThatDoNotFitAsInputs() {
        generate("words").fails("model.h5: ", "expected the shape");
    }

    @Test
    void writesTokens() {
        generate("gpt", "--feedback", "index").succeeds();
        Comparison outputs =
                Comparison.of("gpt", Npy.read(file("gpt", "generated.npy")), Npy.read(folder.resolve("y.npy")));
        assertTrue(outputs.isWithin(1e-5), outputs::toString);
        generate("gpt", "--feedback", "index", "--tokens").succeeds();
        float[] tokens = Npy.read(folder.resolve("y.npy")).data();
        assertArrayEquals(Npy.read(file("gpt", "tokens.npy")).data(), tokens);
        generate("gpt", "--feedback", "index", "--tokens", "--top-k", 1, "--top-p", 0.5, "--end", (int) tokens[1])
                .succeeds();
        assertArrayEquals(
                java.util.Arrays.copyOf(tokens, 2),
                Npy.read(folder.resolve("y.npy")).data());
        generate("gpt", "--feedback", "index", "--beams", 3, "--end", 23, "--steps", 9)
                .isWrongUsage("--steps");
        Run.cornu(
                        "generate",
                        file("gpt", "model.h5"),
                        "--input",
                        file("gpt", "known.npy"),
                        "--output",
                        folder.resolve("y.npy"),
                        "--steps",
                        9,
                        "--feedback",
                        "index",
                        "--beams",
                        3,
                        "--end",
                        23)
                .succeeds();
        assertEquals(Npy.read(file("gpt", "beams.npy")), Npy.read(folder.resolve("y.npy")));
    }

    @Test
    void wrongUsage() {
        generate("gpt", "--feedback", "onehot", "--tokens").isWrongUsage("--tokens");
        generate("gpt", "--feedback", "index", "--beams", 2, "--top-k", 3).isWrongUsage("--beams");
        generate("gpt", "--feedback", "index", "--top-p", 2).isWrongUsage("--top-p");
        generate("gpt", "--top-k", 2).isWrongUsage("--top-k");
        generate("words", "--feedback", "index", "--tokens").fails("model.h5: ", "(2, 20)");
        generate("window", "--window", "--states-out", folder.resolve("s.h5")).isWrongUsage("--window");
        generate("words", "--temperature", 1).isWrongUsage("--temperature");
        generate("words", "--feedback", "index", "--temperature", 0).isWrongUsage("--temperature");
        generate("words", "--feedback", "none").isWrongUsage("--feedback");
        Run.cornu("generate", "m.h5", "--input", "x.npy", "--output", "y.npy", "--steps", 0)
                .isWrongUsage("--steps");
    }
}
