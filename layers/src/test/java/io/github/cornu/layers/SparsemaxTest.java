package io.github.cornu.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.cornu.Model;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers that no golden may have. */
class SparsemaxTest {
    private static final float INFINITE = Float.POSITIVE_INFINITY;

    /** As TensorFlow Addons: rows that have no level, and those with a NaN, are NaN. */
    @Test
    void rowsWithoutALevelAreNaN() {
        Path path = Path.of("../testdata/common/addons_layers/sparsemax_infinite_k2/model.h5");
        Model model = KerasModels.load(path, CommonLayers.all());
        float[][] rows = {
            {INFINITE, 1, 2, 3, 4},
            {-INFINITE, -INFINITE, -INFINITE, -INFINITE, -INFINITE},
            {1, 2, Float.NaN, 3, -INFINITE}
        };
        for (float[] row : rows) {
            float[] y =
                    model.newSession().run(List.of(Tensor.of(row, 1, 5))).get(0).data();
            assertArrayEquals(new float[] {Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN}, y);
        }
    }
}
