package io.github.cornu.testkit;

import io.github.cornu.Comparison;
import io.github.cornu.GoldenResult;
import io.github.cornu.Model;
import io.github.cornu.Tolerance;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assertions;

/**
 * Assertions for tests that load models and run them in their own way. They fail with the first layer that differs, or
 * the tensor, where it differs most, by how much, and in how many values.
 *
 * <pre>{@code
 * KerasAssertions.assertEqualsKeras(Path.of("churn.golden.npz"), service.model());
 * KerasAssertions.assertClose(expected, service.risk(history), Tolerance.ulp(64));
 * }</pre>
 */
public final class KerasAssertions {
    private KerasAssertions() {}

    /**
     * Fails if a model does not give what is recorded, to {@link KerasGoldens#DEFAULT_TOLERANCE}.
     *
     * @param golden a file that {@code make_golden.py} wrote
     * @param model its layers are compared, too, if it was compiled with {@link
     *     io.github.cornu.CompileOptions#withKeepLayers}
     * @throws io.github.cornu.ModelException if the file is none, or belongs to a model with other inputs, outputs
     *     or layers
     */
    public static void assertEqualsKeras(Path golden, Model model) {
        assertEqualsKeras(golden, model, KerasGoldens.DEFAULT_TOLERANCE);
    }

    /** As {@link #assertEqualsKeras(Path, Model)}, to that tolerance. */
    public static void assertEqualsKeras(Path golden, Model model, Tolerance tolerance) {
        Objects.requireNonNull(golden, "golden");
        GoldenResult result = GoldenResult.of(KerasGoldens.read(golden), model, tolerance);
        assertEqual(result, "model '" + model.name() + "'", String.valueOf(golden.getFileName()));
    }

    /** Fails if a tensor has another shape than expected, or a value that is not within the tolerance. */
    public static void assertClose(Tensor expected, Tensor actual, Tolerance tolerance) {
        Comparison comparison = Comparison.of("tensor", expected, actual);
        fail(new GoldenResult(List.of(), List.of(comparison), tolerance), "it is not the tensor that was expected");
    }

    /** Fails if an array has another length than expected, or a value that is not within the tolerance. */
    public static void assertClose(float[] expected, float[] actual, Tolerance tolerance) {
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(actual, "actual");
        assertClose(Tensor.of(expected), Tensor.of(actual), tolerance);
    }

    static void assertEqual(GoldenResult result, String model, String golden) {
        fail(result, model + " does not give what Keras gave in " + golden);
    }

    private static void fail(GoldenResult result, String headline) {
        if (!result.isEqual()) {
            Assertions.fail(headline + "\n" + result.describe());
        }
    }
}
