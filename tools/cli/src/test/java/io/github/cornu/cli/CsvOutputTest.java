package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.cli.input.CsvFile;
import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outputs as comma-separated text, in files and on the standard output. */
class CsvOutputTest {
    private static final Path MODEL = TestData.sample("cos_dense", "model.h5");
    private static final Path INPUT = TestData.sample("cos_dense", "input.npy");

    @TempDir
    Path folder;

    private static String text(Map<String, Tensor> outputs, List<String> labels, boolean sequence) {
        StringWriter text = new StringWriter();
        new CsvText(outputs, labels, sequence).write(text);
        return text.toString().replace("\r\n", "\n");
    }

    @Test
    void aLineIsASample() {
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        outputs.put("risk", Tensor.of(new float[] {0.25f, Float.NaN}, 2, 1));
        outputs.put("a, b", Tensor.of(new float[] {1, 2, 3, 1e-7f}, 2, 2));
        assertEquals("risk,\"a, b_0\",\"a, b_1\"\n0.25,1.0,2.0\nNaN,3.0,1.0E-7\n", text(outputs, null, false));
        assertEquals(
                "file,risk,\"a, b_0\",\"a, b_1\"\nx,0.25,1.0,2.0\ny,NaN,3.0,1.0E-7\n",
                text(outputs, List.of("x", "y"), true));
    }

    @Test
    void aLineIsATimeStep() {
        Map<String, Tensor> outputs = Map.of("y", Tensor.of(new float[] {1, 2, 3, 4}, 1, 2, 2));
        assertEquals("y_0,y_1\n1.0,2.0\n3.0,4.0\n", text(outputs, null, true));
        assertEquals("y_0_0,y_0_1,y_1_0,y_1_1\n1.0,2.0,3.0,4.0\n", text(outputs, null, false));
    }

    @Test
    void whatIsWrittenCanBeRead() throws IOException {
        Tensor tensor = Tensor.of(new float[] {1 / 3f, -1e-30f, Float.MAX_VALUE, Float.POSITIVE_INFINITY}, 1, 2, 2);
        Path file = Files.writeString(folder.resolve("x.csv"), text(Map.of("x", tensor), null, false));
        assertEquals(List.of(tensor), CsvFile.read(file, List.of(new TensorSpec("x", Shape.of(-1, 2, 2))), false));
    }

    @Test
    void aFileHasTheSameNumbersAsAnArray() {
        Path csv = folder.resolve("y.csv");
        Path npy = folder.resolve("y.npy");
        Run.cornu("predict", MODEL, "--input", INPUT, "--output", csv).succeeds();
        Run.cornu("predict", MODEL, "--input", INPUT, "--output", npy).succeeds();
        Tensor expected = Npy.read(npy);
        TensorSpec spec = new TensorSpec("y", expected.shape().with(0, Shape.FREE));
        assertEquals(List.of(expected), CsvFile.read(csv, List.of(spec), false));
    }

    @Test
    void theStandardOutputHasNothingElse() throws IOException {
        Path csv = folder.resolve("y.csv");
        Run.cornu("predict", MODEL, "--input", INPUT, "--output", csv).succeeds();
        Run run = Run.cornu("predict", MODEL, "--input", INPUT, "--output", "-").succeeds();
        assertEquals(Files.readString(csv), run.out());
    }

    @Test
    void statesAreReportedBesideIt() {
        Path states = folder.resolve("s.h5");
        Run run = Run.cornu(
                "predict",
                TestData.sample("stream_online", "model.h5"),
                "--input",
                TestData.sample("stream_online", "input.npy"),
                "--output",
                "-",
                "--states-out",
                states);
        assertEquals(0, run.exit());
        assertTrue(run.err().startsWith("wrote " + states + ": "), run.err());
        assertFalse(run.out().contains("wrote"), run.out());
    }
}
