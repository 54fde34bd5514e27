package io.github.cornu.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Images of any size for a layer of 3 by 2 bins, which TensorFlow Addons cuts in equal parts. */
class FreePoolingTest {
    @Test
    void sizesThatCannotBeCutInEqualBinsAreRefused() {
        Path path = Path.of("../testdata/common/addons_pooling/average_free_k2/model.h5");
        Model model = KerasModels.load(path, CommonLayers.all());
        Tensor image = Tensor.of(new float[7 * 4 * 3], 1, 7, 4, 3);
        ModelException e =
                assertThrows(ModelException.class, () -> model.newSession().run(List.of(image)));
        assertTrue(e.getMessage().contains("average_pooling2d"), e.getMessage());
        Tensor equal = Tensor.of(new float[9 * 4 * 3], 1, 9, 4, 3);
        assertEquals(
                Shape.of(1, 3, 2, 3),
                model.newSession().run(List.of(equal)).get(0).shape());
    }
}
