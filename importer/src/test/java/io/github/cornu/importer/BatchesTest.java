package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.tensor.Tensor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every case of {@code testdata/layers} gives in batches of two samples the bits of one call. */
class BatchesTest {
    @TestFactory
    Stream<DynamicTest> batchesGiveTheBitsOfOneCall() {
        return GoldenCase.layers()
                .map(layer -> dynamicTest(String.valueOf(layer.getFileName()), () -> {
                    GoldenCase.of(layer)
                            .filter(golden -> golden.name().endsWith("_k3")
                                    || golden.name().contains("time_major"))
                            .forEach(BatchesTest::check);
                }));
    }

    private static void check(GoldenCase golden) {
        Model model = golden.load(TestData.SCALAR);
        List<Tensor> inputs = golden.inputs(model).get(0);
        List<Tensor> batches;
        try {
            batches = model.predict(inputs, 2);
        } catch (ModelException e) {
            boolean timeMajor = golden.name().contains("time_major");
            boolean joined = golden.name().startsWith("operations");
            boolean longest = Stream.of("text_vectorization/free_", "custom/texts_", "operations_texts/vectorized_")
                    .anyMatch(golden.name()::startsWith);
            assertTrue(
                    timeMajor ? isTimeMajor(e) : longest ? isLongest(e) : joined && isJoined(e),
                    () -> golden.name() + " " + e.getMessage());
            return;
        }
        assertEquals(model.run(inputs), batches, golden.name());
    }

    /** It takes time steps where others take samples. */
    private static boolean isTimeMajor(ModelException e) {
        return e.problem().equals("it does not take samples along axis 0, but along axis 1");
    }

    /** It pads all samples to the longest. */
    private static boolean isLongest(ModelException e) {
        return e.problem().startsWith("its output is as long as the longest text of all samples");
    }

    /** It joins the samples with another axis at its end. */
    private static boolean isJoined(ModelException e) {
        return e.problem().endsWith(": run all samples in one call");
    }
}
