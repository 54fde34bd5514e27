package io.github.cornu.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.CompileOptions;
import io.github.cornu.ConvertOptions;
import io.github.cornu.Golden;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The documentation's file for devices: written with what Keras has computed, and compared with it where it is loaded.
 */
class DeviceTest {
    private static final Path FOLDER = Path.of("../testdata/layers/lstm/sequences_k3");

    @TempDir
    Path folder;

    private static void convert(Path keras, Path golden, Path cornu) {
        // README
        ConvertOptions options = ConvertOptions.defaults().withGolden(Golden.of(Npz.read(golden)), 1e-5);
        KerasModels.convert(keras, cornu, options);
        // README
    }

    private static Tensor run(Path cornu, Tensor x) {
        // README
        Model model = Model.load(cornu, CompileOptions.defaults().withVerify(true));
        Tensor y = model.run(x);
        // README
        return y;
    }

    @Test
    void theDeviceGivesWhatIsGivenAtHome() throws IOException {
        Path keras = FOLDER.resolve("model.h5");
        Path golden = FOLDER.resolve("golden.npz");
        Path cornu = folder.resolve("model.cornu");
        convert(keras, golden, cornu);
        Tensor x = Npz.read(golden).get("input_0");
        assertEquals(KerasModels.load(keras).newSession().run(x), run(cornu, x));
        assertEquals(
                run(cornu, x),
                Model.load(Files.newInputStream(cornu), "model", CompileOptions.defaults())
                        .newSession()
                        .run(x));
    }

    @Test
    void whatDiffersIsTold() {
        Path cornu = folder.resolve("model.cornu");
        Map<String, Tensor> arrays = new TreeMap<>(Npz.read(FOLDER.resolve("golden.npz")));
        arrays.get("output_0").data()[5] += 1f;
        ConvertOptions wrong = ConvertOptions.defaults().withGolden(Golden.of(arrays), 1e-5);
        ModelException e =
                assertThrows(ModelException.class, () -> KerasModels.convert(FOLDER.resolve("model.h5"), cornu, wrong));
        assertTrue(e.getMessage()
                .startsWith("model.cornu: it does not give here what is recorded in the file: output 'lstm'"));

        KerasModels.convert(FOLDER.resolve("model.h5"), cornu, ConvertOptions.defaults());
        CompileOptions verify = CompileOptions.defaults().withVerify(true);
        assertEquals(
                "model.cornu: there is nothing to verify it with: no golden is recorded in the file",
                assertThrows(ModelException.class, () -> Model.load(cornu, verify))
                        .getMessage());
        assertEquals(
                "model.h5: there is nothing to verify it with: only .cornu files record goldens",
                assertThrows(ModelException.class, () -> KerasModels.load(FOLDER.resolve("model.h5"), verify))
                        .getMessage());
    }
}
