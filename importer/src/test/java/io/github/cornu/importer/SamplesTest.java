package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.cornu.Comparison;
import io.github.cornu.CompileOptions;
import io.github.cornu.Model;
import io.github.cornu.Session;
import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The trained models of {@code testdata/samples} predict what Keras predicted. */
@Tag("smoke")
class SamplesTest {
    @TestFactory
    Stream<DynamicTest> predictionsAreKerass() {
        return TestData.folders(TestData.ROOT.resolve("samples")).stream()
                .map(folder -> dynamicTest(String.valueOf(folder.getFileName()), () -> {
                    Tensor scalar = predict(folder, TestData.SCALAR);
                    Comparison comparison = Comparison.of("output", Npy.read(folder.resolve("output.npy")), scalar);
                    assertTrue(comparison.isWithin(TestData.TOLERANCE), comparison::toString);
                    assertEquals(scalar, predict(folder, TestData.Simd.VECTOR));
                }));
    }

    /** Batch by batch in one session, of the size that the file asks for. */
    private static Tensor predict(Path folder, CompileOptions options) {
        Model model = KerasModels.load(folder.resolve("model.h5"), options);
        Session session = model.newSession();
        Tensor inputs = Npy.read(folder.resolve("input.npy"));
        int samples = inputs.shape().length(0);
        int batch = Math.max(1, model.batchSize());
        Tensor some = Tensor.zeros(inputs.shape().with(0, batch));
        Tensor outputs = null;
        for (int n = 0; n < samples; n += batch) {
            System.arraycopy(inputs.data(), n * some.data().length / batch, some.data(), 0, some.data().length);
            Tensor output = session.run(some);
            outputs = outputs == null ? Tensor.zeros(output.shape().with(0, samples)) : outputs;
            int at = n * output.data().length / batch;
            System.arraycopy(output.data(), 0, outputs.data(), at, output.data().length);
        }
        return outputs;
    }
}
