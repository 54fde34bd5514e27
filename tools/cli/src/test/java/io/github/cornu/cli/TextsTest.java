package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Texts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models whose inputs are texts. */
class TextsTest {
    private static final Path MODEL = TestData.layer("text_vectorization/int_k3", "model.h5");
    private static final Path GOLDEN = TestData.layer("text_vectorization/int_k3", "golden.npz");

    @TempDir
    Path folder;

    private Tensor predict(Path input) {
        Path output = folder.resolve("y.npy");
        Run.cornu("predict", MODEL, "--input", input, "--output", output).succeeds();
        return Npy.read(output);
    }

    private static void assertFirstRows(int rows, Tensor actual) {
        Tensor expected = Npz.read(GOLDEN).get("output_0");
        assertEquals(rows, actual.shape().length(0));
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < expected.shape().length(1); i++) {
                assertEquals(expected.get(r, i), actual.get(r, i));
            }
        }
    }

    @Test
    void commaSeparatedTexts() throws IOException {
        Path csv = Files.writeString(
                folder.resolve("x.csv"), "The cat sat on the mat\n\"the  CAT,\tsat\non the MAT!?  \"\n\"\"\n");
        assertFirstRows(3, predict(csv));
        Files.writeString(csv, "in0\nThe cat sat on the mat\n");
        assertFirstRows(1, predict(csv));
    }

    /** As {@code np.save} writes them. */
    @Test
    void unicodeAndBytes() throws IOException {
        String text = "The cat sat on the mat";
        int width = text.length() + 3;
        ByteBuffer codes = ByteBuffer.allocate(4 * width).order(ByteOrder.LITTLE_ENDIAN);
        text.codePoints().forEach(codes::putInt);
        assertFirstRows(1, predict(npy("<U" + width, codes.array())));
        ByteBuffer bytes = ByteBuffer.allocate(width).put(text.getBytes(StandardCharsets.UTF_8));
        assertFirstRows(1, predict(npy("|S" + width, bytes.array())));
    }

    @Test
    void aGoldenOfTexts() {
        Run.cornu("verify", MODEL, "--golden", GOLDEN).succeeds();
    }

    @Test
    void numbersAreRefused() {
        Path input = folder.resolve("x.npy");
        Npy.write(input, Tensor.zeros(2, 1));
        Run run = Run.cornu("predict", MODEL, "--input", input, "--output", folder.resolve("y.npy"));
        run.fails("x.npy: input 'in0': expected texts of the shape (None, 1), got numbers of the shape (2, 1)");
    }

    @Test
    void textsAsOutputs() throws IOException {
        Path model = TestData.layer("string_lookup/invert_classes_k3", "model.h5");
        Path golden = TestData.layer("string_lookup/invert_classes_k3", "golden.npz");
        Tensor expected = Npz.read(golden).get("output_0");
        Path input = folder.resolve("x.npy");
        Npy.write(input, Npz.read(golden).get("input_0"));
        Path output = folder.resolve("y.npz");
        Run run = Run.cornu("predict", model, "--input", input, "--output", output, "--batch-size", 2);
        assertTrue(run.succeeds().out().contains("y.npz: string_lookup (9,) of texts"), run.out());
        assertEquals(
                List.of("  [0]           red", "  [1]          blue"),
                run.lines().subList(1, 3));
        assertEquals(Texts.read(expected), Texts.read(Npz.read(output).get("string_lookup")));
        Path text = folder.resolve("y.csv");
        Run.cornu("predict", model, "--input", input, "--output", text, "--outputs", "string_lookup")
                .succeeds();
        assertEquals(
                List.of("string_lookup", "red", "blue"),
                Files.readAllLines(text).subList(0, 3));
        Run verify = Run.cornu("verify", model, "--golden", golden).succeeds();
        assertTrue(verify.out().contains("output 'string_lookup': equal texts"), verify.out());
        Run summary = Run.cornu("summary", model).succeeds();
        assertTrue(summary.out().contains("string_lookup (StringLookup)  (None,)  "), summary.out());
    }

    private Path npy(String type, byte[] elements) throws IOException {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (1, 1), }\n";
        ByteBuffer file =
                ByteBuffer.allocate(10 + header.length() + elements.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        file.putShort((short) header.length()).put(header.getBytes(StandardCharsets.ISO_8859_1));
        return Files.write(folder.resolve("x.npy"), file.put(elements).array());
    }
}
