package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** {@code --architecture} of all commands: weights of all forms, with the JSON of the model. */
class ArchitectureOptionTest {
    private static final Path NUMBERS_2 = TestData.ROOT.resolve("forms/numbers_k2");
    private static final Path NUMBERS_3 = TestData.ROOT.resolve("forms/numbers_k3");

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> allWeightsAreThoseOfTheModel() {
        return Stream.of("weights.h5", "model.weights.h5", "bfloat16.weights.h5", "float16.weights.h5", "model.keras")
                .map(name -> dynamicTest(
                        name,
                        () -> Run.cornu(
                                        "verify",
                                        NUMBERS_2.resolve(name),
                                        "--architecture",
                                        NUMBERS_2.resolve("model.json"),
                                        "--golden",
                                        NUMBERS_2.resolve("golden.npz"))
                                .succeeds()));
    }

    @Test
    void sharded() {
        Path architecture = NUMBERS_3.resolve("model.json");
        Path golden = NUMBERS_3.resolve("golden.npz");
        Run.cornu(
                        "verify",
                        NUMBERS_3.resolve("sharded.weights.json"),
                        "--architecture",
                        architecture,
                        "--golden",
                        golden)
                .succeeds();
    }

    @Test
    void summaryAndPredict() throws IOException {
        Path weights = NUMBERS_3.resolve("model.weights.h5");
        Path architecture = NUMBERS_3.resolve("model.json");
        Path whole = NUMBERS_3.resolve("model.keras");
        assertEquals(
                Run.cornu("summary", whole).succeeds().out(),
                Run.cornu("summary", weights, "--architecture", architecture)
                        .succeeds()
                        .out());
        Tensor x = Npz.read(NUMBERS_3.resolve("golden.npz")).get("input_0");
        Path input = folder.resolve("x.npz");
        Npz.write(input, Map.of("input_0", x));
        Path expected = folder.resolve("expected.npy");
        Path actual = folder.resolve("actual.npy");
        Run.cornu("predict", whole, "--input", input, "--output", expected).succeeds();
        Run.cornu("predict", weights, "--architecture", architecture, "--input", input, "--output", actual)
                .succeeds();
        assertEquals(-1, Files.mismatch(expected, actual));
    }

    @Test
    void byName() {
        Path architecture = NUMBERS_2.resolve("model.json");
        Run.cornu("summary", NUMBERS_2.resolve("weights.h5"), "--architecture", architecture, "--by-name")
                .succeeds();
        Run.cornu("summary", NUMBERS_2.resolve("model.weights.h5"), "--architecture", architecture, "--by-name")
                .fails("model.weights.h5: weights of this form cannot be found by the names of layers");
        Run.cornu("summary", NUMBERS_2.resolve("weights.h5"), "--by-name")
                .isWrongUsage("--by-name needs --architecture");
    }

    @Test
    void whatIsMissing() {
        Run.cornu("summary", NUMBERS_2.resolve("weights.h5"))
                .fails("weights.h5: the file has no 'model_config': it holds weights without the architecture");
        Run.cornu("summary", NUMBERS_2.resolve("weights.h5"), "--architecture", folder.resolve("none.json"))
                .fails("none.json: there is no such file");
    }
}
