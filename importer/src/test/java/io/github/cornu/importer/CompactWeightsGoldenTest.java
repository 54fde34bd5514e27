package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.cornu.Comparison;
import io.github.cornu.Model;
import io.github.cornu.tensor.WeightFormat;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The cases of {@code testdata/layers} with compact weights: near Keras's numbers, and the same bits on both kernels.
 */
class CompactWeightsGoldenTest {
    /**
     * Relative to the largest output. The weights of the cases are larger than those of trained models, and with them
     * the errors.
     */
    private static final double BF16_TOLERANCE = 0.025;

    private static final double INT8_TOLERANCE = 0.07;
    /** Gates without bounds multiply the errors of rounded weights from step to step. */
    private static final String UNBOUNDED = "activation_layers/slopes_lstm_both";

    @Execution(ExecutionMode.CONCURRENT)
    @TestFactory
    Stream<DynamicTest> bf16IsNearKeras() {
        return tests(WeightFormat.BF16, BF16_TOLERANCE);
    }

    @Execution(ExecutionMode.CONCURRENT)
    @TestFactory
    Stream<DynamicTest> int8IsNearKeras() {
        return tests(WeightFormat.INT8, INT8_TOLERANCE);
    }

    private static Stream<DynamicTest> tests(WeightFormat format, double tolerance) {
        return GoldenCase.layers()
                .map(layer -> dynamicTest(String.valueOf(layer.getFileName()), () -> {
                    check(layer, format, tolerance);
                }));
    }

    private static void check(Path layer, WeightFormat format, double tolerance) {
        GoldenCase.newestOf(layer)
                .filter(golden -> !golden.name().startsWith(UNBOUNDED))
                .forEach(golden -> {
                    Model scalar = golden.load(TestData.SCALAR.withWeights(format));
                    for (Comparison comparison : golden.golden().compare(scalar)) {
                        assertTrue(comparison.isWithin(tolerance), () -> golden.name() + " " + comparison);
                    }
                    assertEquals(
                            golden.crc(scalar),
                            golden.crc(golden.load(TestData.Simd.VECTOR.withWeights(format))),
                            golden.name());
                });
    }
}
