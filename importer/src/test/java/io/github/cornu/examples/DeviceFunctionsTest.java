package io.github.cornu.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Comparison;
import io.github.cornu.CompileOptions;
import io.github.cornu.ConvertOptions;
import io.github.cornu.Golden;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.custom.CustomObjects;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.op.custom.JavaCell;
import io.github.cornu.op.custom.JavaFunction;
import io.github.cornu.op.custom.JavaFunctions;
import io.github.cornu.tensor.Weight;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documentation's cell in Java on a device. */
class DeviceFunctionsTest {
    private static final Path FOLDER = Path.of("../testdata/layers/custom");

    @TempDir
    Path folder;

    private static JavaCell minimalCell(Weight kernel, Weight recurrent) {
        float[] w = kernel.read(), u = recurrent.read();
        int features = kernel.shape().length(0), units = kernel.shape().length(1);
        return JavaCell.of(features, units, 1, (x, states, next) -> {
            for (int j = 0; j < units; j++) {
                float input = 0, memory = 0;
                for (int i = 0; i < features; i++) {
                    input += x[i] * w[i * units + j];
                }
                for (int i = 0; i < units; i++) {
                    memory += states[0][i] * u[i * units + j];
                }
                next[0][j] = (float) StrictMath.tanh(input) + memory;
            }
        });
    }

    private static JavaFunctions functions() {
        // README
        JavaFunctions functions = JavaFunctions.none()
                .register("cube", JavaFunction.ofElements(x -> x * x * x))
                .registerCell("minimal", weights -> minimalCell(weights.get(0), weights.get(1)));
        // README
        return functions;
    }

    private static void convert(Path keras, Path cornu, ConvertOptions options, JavaFunctions functions) {
        // README
        CustomObjects custom = CustomObjects.none()
                .registerActivation("my_package>cube", call -> call.add(functions.function("cube"), call.input()))
                .registerCell("MinimalCell", cell -> {
                    CustomWeight w = cell.weight("kernel"), u = cell.weight("recurrent_kernel");
                    cell.config().ignore("units");
                    return features -> functions.cell("minimal", w, u);
                });
        KerasModels.loader().customObjects(custom).convert(keras, cornu, options);
        // README
    }

    private static Model load(Path cornu, JavaFunctions functions) {
        // README
        Model model = Model.load(cornu, CompileOptions.defaults().withFunctions(functions));
        // README
        return model;
    }

    @Test
    void theDeviceComputesWhatKerasComputes() {
        for (String name : List.of("cell_k2", "cell_k3")) {
            Path cornu = folder.resolve(name + ".cornu");
            Golden golden = Golden.of(Npz.read(FOLDER.resolve(name).resolve("golden.npz")));
            ConvertOptions options = ConvertOptions.defaults().withGolden(golden, 1e-5);
            convert(FOLDER.resolve(name).resolve("model.h5"), cornu, options, functions());
            for (Comparison comparison : golden.compare(load(cornu, functions()))) {
                assertTrue(comparison.isWithin(1e-5), () -> name + " " + comparison);
            }
            assertEquals(
                    name + ".cornu: it needs functions in Java that are not registered: 'minimal'; "
                            + "give them by CompileOptions.withFunctions",
                    assertThrows(ModelException.class, () -> load(cornu, JavaFunctions.none()))
                            .getMessage());
        }
    }
}
