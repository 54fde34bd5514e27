package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names in a file are shown, not obeyed, by each command: on the terminal, in tables, in pages and in graphs. */
class HostileNamesTest {
    private static final Path FORM = TestData.ROOT.resolve("forms/numbers_k3");
    /** Clears the screen, writes a title, turns the direction, ends the line in several ways, and is endless. */
    private static final String EVIL =
            "\u001b[2J\u001b]0;title\u0007\u009b1m\u202e\u2066\u200b\u2028\u2029\u0085\r\n\t\b\u007f\ufeff<script>'\""
                    + "A".repeat(5000);

    private static final Pattern RAW = Pattern.compile("[\\p{Cc}&&[^\n\t]]|\\p{Cf}|\\p{Zl}|\\p{Zp}|\\p{Cs}|\\p{Co}");

    @TempDir
    Path folder;

    private Path model;
    private Path input;

    @BeforeEach
    void write() throws IOException {
        model = changed(
                "model.keras", "\"name\": \"(sequential|input_layer|lstm|dense|dense_1)\"", "\"name\": \"$1%s\"");
        input = folder.resolve("x.npy");
        written("x.npy", Map.of("x", Npz.read(FORM.resolve("golden.npz")).get("input_0")));
    }

    private Path written(String name, Map<String, Tensor> arrays) {
        Path file = folder.resolve(name);
        if (name.endsWith(".npz")) {
            Npz.write(file, arrays);
        } else {
            Npy.write(file, arrays.values().iterator().next());
        }
        return file;
    }

    /** The model with an evil name in place of what matches. */
    private Path changed(String name, String pattern, String replacement) throws IOException {
        StringBuilder json = new StringBuilder();
        for (char c : EVIL.toCharArray()) {
            json.append(String.format("\\u%04x", (int) c));
        }
        String evil = Matcher.quoteReplacement(json.toString());
        Path target = folder.resolve(name);
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(FORM.resolve("model.keras")));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(target))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                if (entry.getName().equals("config.json")) {
                    String text = new String(content, StandardCharsets.UTF_8);
                    String changed = text.replaceAll(pattern, replacement.replace("%s", evil));
                    assertFalse(changed.equals(text));
                    content = changed.getBytes(StandardCharsets.UTF_8);
                }
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(content);
            }
        }
        return target;
    }

    private static void assertShown(String text) {
        Matcher raw = RAW.matcher(text.replace("\r\n", "\n"));
        assertFalse(raw.find(), () -> String.format("U+%04x in %s", raw.group().codePointAt(0), text));
    }

    private Run run(Object... args) {
        Run run = Run.cornu(args);
        for (String text : new String[] {run.out(), run.err()}) {
            assertShown(text);
            assertFalse(text.contains("A".repeat(250)), text);
            assertTrue(text.lines().allMatch(line -> line.length() < 4100));
        }
        return run;
    }

    private void assertShown(Path file) throws IOException {
        assertShown(Files.readString(file));
    }

    @Test
    void summary() throws IOException {
        Path html = folder.resolve("s.html");
        Path dot = folder.resolve("s.dot");
        Run run = run("summary", model, "--details", "--html", html, "--dot", dot);
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("lstm\\u001b[2J"), run.out());
        assertShown(html);
        assertShown(dot);
        assertFalse(Files.readString(html).contains("<script>'"));
    }

    @Test
    void predictAndStates() {
        Path states = folder.resolve("states.h5");
        Path y = folder.resolve("y.npy");
        Run run = run("predict", model, "--input", input, "--output", y, "--stateful", "--states-out", states);
        assertEquals(0, run.exit(), run.err());
        assertEquals(0, run("states", states).exit());
    }

    @Test
    void verify() throws IOException {
        Path report = folder.resolve("r.html");
        Path golden = FORM.resolve("golden.npz");
        assertEquals(
                0, run("verify", model, "--golden", golden, "--report", report).exit());
        assertShown(report);
        Path wrong = changedGolden();
        Run run = run("verify", model, "--golden", wrong, "--layers", "--report", report);
        assertEquals(1, run.exit(), run.err());
        assertTrue(run.out().contains("first layer that differs: 'lstm\\u001b[2J"), run.out() + run.err());
        assertShown(report);
    }

    /** Another output of the first layer. */
    private Path changedGolden() throws IOException {
        Map<String, Tensor> arrays = new TreeMap<>(Npz.read(FORM.resolve("golden.npz")));
        arrays.put("layer_lstm" + EVIL, Tensor.zeros(1, 1));
        return written("golden.npz", arrays);
    }

    @Test
    void bench() {
        Run run = run("bench", model, "--seconds", "0.05", "--layers");
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("lstm\\u001b[2J"), run.out());
    }

    @Test
    void convertAndItsFile() {
        Path cornu = folder.resolve("m.cornu");
        assertEquals(0, run("convert", model, cornu).exit());
        assertEquals(0, run("summary", cornu, "--details").exit());
    }

    @Test
    void messages() throws IOException {
        Path y = folder.resolve("y.npy");
        Path unknown = changed("class.keras", "\"class_name\": \"LSTM\"", "\"class_name\": \"%s\"");
        Path bad = changed("option.keras", "\"activation\": \"tanh\"", "\"activation\": \"%s\"");
        Path inputs = written("x.npz", Map.of("x" + EVIL, Tensor.zeros(2, 3)));
        for (Path file : new Path[] {unknown, bad}) {
            run("summary", file);
            assertEquals(1, run("bench", file).exit());
            assertEquals(1, run("bench", file, "--debug").exit());
            assertEquals(1, run("convert", file, folder.resolve("c.cornu")).exit());
        }
        assertEquals(1, run("predict", model, "--input", inputs, "--output", y).exit());
        assertEquals(
                1,
                run("generate", model, "--input", input, "--output", y, "--steps", "3")
                        .exit());
        assertEquals(
                1,
                run("predict", folder.resolve("\u001b[2J\u202e"), "--input", input, "--output", y)
                        .exit());
        assertEquals(2, run("predict" + EVIL).exit());
        assertEquals(2, run("predict", model, "--" + EVIL).exit());
    }
}
