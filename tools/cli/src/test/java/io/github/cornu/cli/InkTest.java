package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a terminal shows in colours, which is the same text as without. */
class InkTest {
    private static final String ESCAPE = "\u001b[";
    private static final Path EXAMPLE = Path.of("../../examples/regression-test");
    private static final Path GOLDEN = EXAMPLE.resolve("src/test/models/churn.golden.npz");
    private static final Path RETRAINED = EXAMPLE.resolve("retrained/churn.keras");

    @TempDir
    Path folder;

    @AfterEach
    void plainAgain() {
        System.clearProperty("picocli.ansi");
    }

    /** What a command prints on a terminal; without colours it is what it prints elsewhere. */
    private static String inColours(Object... arguments) {
        String plain = Run.cornu(arguments).out();
        assertFalse(plain.contains(ESCAPE), plain);
        System.setProperty("picocli.ansi", "true");
        String coloured = Run.cornu(arguments).out();
        System.clearProperty("picocli.ansi");
        assertEquals(plain, coloured.replaceAll("\u001b\\[[0-9;]*m", ""));
        return coloured;
    }

    @Test
    void tables() {
        String summary = inColours("summary", RETRAINED, "--details");
        assertTrue(summary.contains(ESCAPE + "1mLayer (type)"), summary);
        assertTrue(summary.contains(ESCAPE + "2m====="), summary);
        Path unsupported = TestData.ROOT.resolve("rejected/custom_layer_k3/model.h5");
        assertTrue(inColours("summary", unsupported).contains(ESCAPE + "1m" + ESCAPE + "31mmine (Custom)"));
    }

    @Test
    void previews() {
        Path model = TestData.sample("cos_dense", "model.h5");
        Path input = TestData.sample("cos_dense", "input.npy");
        String preview = inColours("predict", model, "--input", input, "--output", folder.resolve("y.npy"));
        assertTrue(preview.contains(ESCAPE + "2m[0]"), preview);
    }

    @Test
    void verdictsAreAlignedToo() {
        String verdict = inColours("verify", RETRAINED, "--golden", GOLDEN, "--layers");
        assertTrue(verdict.contains(ESCAPE + "32mok" + ESCAPE), verdict);
        assertTrue(verdict.contains(ESCAPE + "1m" + ESCAPE + "31mWRONG" + ESCAPE), verdict);
        List<Integer> columns = Run.cornu("verify", RETRAINED, "--golden", GOLDEN, "--layers").lines().stream()
                .filter(line -> line.contains("largest error "))
                .map(line -> line.indexOf("largest error "))
                .distinct()
                .collect(Collectors.toList());
        assertEquals(1, columns.size());
    }
}
