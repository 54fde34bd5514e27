package io.github.cornu.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.cornu.CompileOptions;
import io.github.cornu.Model;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.tensor.Rows;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an inner layer gives, as features for something else. */
class FeaturesTest {
    private static final Path FOLDER = Path.of("../testdata/layers/transformer/vision_k3");

    private static float[] program(Path path, Tensor image) {
        // README
        CompileOptions options = CompileOptions.defaults().withOutputs("flatten");
        Model model = KerasModels.load(path, options); // without the layers behind it
        float[] features = model.run(image).row(0);
        // README
        return features;
    }

    @Test
    void theyAreWhatTheWholeModelHasThere() {
        Path path = FOLDER.resolve("model.h5");
        Tensor image = Rows.of(Npz.read(FOLDER.resolve("golden.npz")).get("input_0"), 0);
        Model whole = KerasModels.load(path, CompileOptions.defaults().withKeepLayers(true));
        Map<String, Tensor> outputs = whole.run(Map.of(whole.inputs().get(0).name(), image));
        assertArrayEquals(outputs.get("layer_flatten").row(0), program(path, image), 1e-5f);
        Model part = KerasModels.load(path, CompileOptions.defaults().withOutputs("flatten"));
        assertFalse(part.layers().stream().anyMatch(layer -> layer.path().equals("dense_1")));
        assertEquals("flatten", part.outputs().get(0).name());
    }
}
