package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.cli.input.TensorFiles;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.TensorSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which arrays of a file are which inputs. */
class TensorFilesTest {
    private final Tensor a = Tensor.of(new float[] {1}, 1, 1);
    private final Tensor b = Tensor.of(new float[] {2}, 1, 1);

    @TempDir
    Path folder;

    private List<Tensor> read(Map<String, Tensor> arrays, String... inputs) {
        Path file = folder.resolve("x.npz");
        Npz.write(file, arrays);
        Shape shape = Shape.of(Shape.FREE, 1);
        return TensorFiles.readInputs(
                file,
                List.of(inputs).stream()
                        .map(name -> new TensorSpec(name, shape))
                        .toList(),
                false);
    }

    /** Keras calls the first input {@code input_1}, which is also the second position. */
    @Test
    void namesAndPositionsAreNotMixed() {
        assertEquals(List.of(a, b), read(Map.of("input_1", a, "input_2", b), "input_1", "input_2"));
        assertEquals(List.of(a, b), read(Map.of("input_0", a, "input_1", b), "input_1", "input_2"));
        assertEquals(List.of(b, a), read(Map.of("input_0", a, "input_1", b), "input_1", "input_0"));
    }

    @Test
    void otherArraysAreLeftOut() {
        assertEquals(List.of(b), read(Map.of("output_0", a, "x", b), "x"));
        assertEquals(List.of(b), read(Map.of("output_0", a, "input_0", b), "x"));
    }
}
