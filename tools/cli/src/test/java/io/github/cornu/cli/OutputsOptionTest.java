package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.CompileOptions;
import io.github.cornu.Model;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --outputs}: what inner layers give, in every command. */
class OutputsOptionTest {
    private static final Path MODEL = TestData.layer("model/residual_k3", "model.h5");
    private static final Path INPUT = TestData.layer("model/residual_k3", "golden.npz");

    @TempDir
    Path folder;

    @Test
    void predictedByNameAndInOrder() {
        Path output = folder.resolve("y.npz");
        Run run = Run.cornu("predict", MODEL, "--input", INPUT, "--outputs", "re_lu,conv2d", "--output", output)
                .succeeds();
        assertTrue(run.out().contains("y.npz: re_lu (2, 6, 5, 4)"), run.out());
        Map<String, Tensor> features = Npz.read(output);
        assertEquals(List.of("re_lu", "conv2d"), new ArrayList<>(features.keySet()));
        Model model = KerasModels.load(MODEL, CompileOptions.defaults().withOutputs("conv2d"));
        Tensor expected = model.run(Npz.read(INPUT).get("input_0"));
        assertArrayEquals(expected.data(), features.get("conv2d").data());
    }

    @Test
    void theRestIsLeftOut() {
        Run run = Run.cornu("summary", MODEL, "--outputs", "conv2d_1", "--details")
                .succeeds();
        assertTrue(run.out().contains("conv2d_1 (Conv2D)"), run.out());
        assertFalse(run.out().contains("batch_normalization"), run.out());
    }

    @Test
    void aFileForTheRuntimeHasThem() {
        Path file = folder.resolve("features.cornu");
        Run.cornu("convert", MODEL, file, "--outputs", "conv2d_1").succeeds();
        Run run = Run.cornu("predict", file, "--input", INPUT, "--output", folder.resolve("y.npy"))
                .succeeds();
        assertTrue(run.out().contains("y.npy: conv2d_1 (2, 6, 5, 4)"), run.out());
        Run.cornu("convert", MODEL, file, "--outputs", "conv2d_9").fails("there is no layer 'conv2d_9'");
    }

    /** A golden of the features is compared with them. */
    @Test
    void verifiedAndMeasured() {
        Path features = folder.resolve("y.npz");
        Run.cornu("predict", MODEL, "--input", INPUT, "--outputs", "add", "--output", features)
                .succeeds();
        Path golden = folder.resolve("golden.npz");
        Npz.write(
                golden,
                Map.of(
                        "input_0",
                        Npz.read(INPUT).get("input_0"),
                        "output_0",
                        Npz.read(features).get("add")));
        Run.cornu("verify", MODEL, "--golden", golden, "--outputs", "add").succeeds();
        assertEquals(1, Run.cornu("verify", MODEL, "--golden", golden).exit());
        Run.cornu("bench", MODEL, "--outputs", "add", "--seconds", 0.01, "--kernels", "scalar")
                .succeeds();
    }

    @Test
    void namesThatAreNone() {
        Run.cornu("summary", MODEL, "--outputs", "conv2d_9")
                .fails("model.h5: there is no layer 'conv2d_9' to take an output from; the layers are 'conv2d', ");
        Run.cornu("summary", MODEL, "--outputs", "add,add").isWrongUsage("--outputs names 'add' twice");
        Run.cornu("summary", MODEL, "--outputs=,add").isWrongUsage("--outputs has an empty name");
        Run.cornu("summary", MODEL, "--outputs=").isWrongUsage("--outputs has an empty name");
    }
}
