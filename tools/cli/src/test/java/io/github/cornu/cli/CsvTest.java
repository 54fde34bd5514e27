package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.ModelException;
import io.github.cornu.cli.input.CsvFile;
import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as comma-separated text. */
class CsvTest {
    private static final Path MODEL = TestData.layer("model/nested_deeply_k3", "model.h5");

    @TempDir
    Path folder;

    private Path csv(String text) throws IOException {
        return Files.writeString(folder.resolve("x.csv"), text, StandardCharsets.UTF_8);
    }

    private Tensor read(String text) throws IOException {
        TensorSpec spec = new TensorSpec("x", Shape.of(Shape.FREE, Shape.FREE));
        return CsvFile.read(csv(text), List.of(spec), false).get(0);
    }

    private Run predict(String text) throws IOException {
        return Run.cornu("predict", MODEL, "--input", csv(text), "--output", folder.resolve("y.npy"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,2\n3,4\n",
                "1,2\r\n3,4\r\n",
                "1,2\n3,4",
                "\n1,2\n\n3,4\n\n",
                " 1 , 2 \n\"3\",+4.0e0\n",
                "1.,.2e1\n+3,40E-1\n",
                "a,b\n1,2\n3,4\n",
                "\"x, the first\",y\n1,2\n3,4\n",
                "\uFEFF1,2\n3,4\n",
                "\uFEFFa,b\n1,2\n3,4\n",
            })
    void aTable(String text) throws IOException {
        assertEquals(Tensor.of(new float[] {1, 2, 3, 4}, 2, 2), read(text));
    }

    @Test
    void aByteOrderMarkIsNoHeader() throws IOException {
        assertEquals(Tensor.of(new float[] {1, 2}, 2, 1), read("\uFEFF1\n2\n"));
        assertEquals(Tensor.of(new float[] {1, 2}, 2, 1), read("1\n2"));
        assertEquals(Tensor.of(new float[] {5}, 1, 1), read("5"));
    }

    @Test
    void specialNumbers() throws IOException {
        float infinity = Float.POSITIVE_INFINITY;
        assertEquals(
                Tensor.of(new float[] {Float.NaN, Float.NaN, infinity, -infinity, infinity}, 1, 5),
                read("nan,NaN,inf,-inf,Infinity\n"));
    }

    @Test
    void notANumberIsNoError() throws IOException {
        predict("1,2,nan,4,5,6\n1,2,3,4,5,6\n").succeeds();
        Tensor output = Npy.read(folder.resolve("y.npy"));
        assertTrue(Float.isNaN(output.get(0, 0)));
        assertTrue(Float.isFinite(output.get(1, 0)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1,2,3,4,5,6;1,2,3        | line 2 has 3 fields, the lines before 6
            1,2,3,4,5,6;1,2,3,4,5,6, | line 2 has 7 fields, the lines before 6
            1,2,3,4,5,six            | line 1: 'six' is no number
            1,2,3,4,5,6d             | line 1: '6d' is no number
            1,2,3,4,5,0x1p3          | line 1: '0x1p3' is no number
            1,2,3,4,5,1e             | line 1: '1e' is no number
            a,b,c,d,e,f;a,b,c,d,e,f  | line 2: 'a' is no number
            1,2,3,4,5,               | line 1: '' is no number
            1;2                      | expected the shape (None, 6), got (2, 1)
            1 2 3 4 5 6              | it has no lines of numbers
            """)
    void tablesThatAreNone(String text, String problem) throws IOException {
        predict(text.replace(';', '\n')).fails("x.csv: ", problem);
        assertEquals(2, TestData.contents(folder).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "a,b,c,d,e,f\n", "\uFEFF"})
    void emptyTables(String text) throws IOException {
        predict(text).fails("x.csv: it has no lines of numbers");
        assertEquals(2, TestData.contents(folder).size());
    }

    @Test
    void fieldsOfSeveralLinesAreToldInOne() throws IOException {
        predict("1,2,3,4,5,\"6\n7\"\n").fails("x.csv: line 1: '6 7' is no number");
    }

    @Test
    void bytesThatAreNoText() throws IOException {
        Path file = Files.write(folder.resolve("x.csv"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, '\n', 7, '"'});
        ModelException e = assertThrows(
                ModelException.class, () -> CsvFile.read(file, List.of(new TensorSpec("x", Shape.of(-1, 6))), false));
        assertTrue(e.getMessage().startsWith("x.csv: "), e.getMessage());
    }
}
