package io.github.cornu.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.Model;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Images, and the classes that they are of. */
class ClassesTest {
    private static final Path FOLDER = Path.of("../testdata/layers/transformer/vision_k3");
    private static final List<String> LABELS = List.of("cat", "dog", "fox", "owl");

    private static List<String> program(Path path, float[][][][] images, List<String> labels) {
        List<String> found = new ArrayList<>();
        // README
        Model model = KerasModels.load(path);
        Tensor y = model.run(Tensor.of(images)); // float[image][row][column][channel]
        for (int i = 0; i < images.length; i++) {
            int best = y.argMax(i);
            found.add(labels.get(best) + " " + y.get(i, best));
        }
        // README
        return found;
    }

    @Test
    void eachImageGetsItsLabel() {
        Map<String, Tensor> golden = Npz.read(FOLDER.resolve("golden.npz"));
        Tensor x = golden.get("input_0");
        Tensor expected = golden.get("output_0");
        float[][][][] images = new float[2][12][8][3];
        for (int i = 0; i < 2; i++) {
            for (int row = 0; row < 12; row++) {
                for (int column = 0; column < 8; column++) {
                    images[i][row][column] = x.row(i, row, column);
                }
            }
        }
        List<String> found = program(FOLDER.resolve("model.h5"), images, LABELS);
        for (int i = 0; i < 2; i++) {
            String[] parts = found.get(i).split(" ");
            assertEquals(LABELS.get(expected.argMax(i)), parts[0]);
            assertEquals(expected.get(i, expected.argMax(i)), Float.parseFloat(parts[1]), 1e-4f);
            assertEquals(expected.argMax(i), expected.topK(3, i)[0]);
            assertArrayEquals(
                    expected.row(i),
                    new float[] {expected.get(i, 0), expected.get(i, 1), expected.get(i, 2), expected.get(i, 3)});
        }
    }
}
