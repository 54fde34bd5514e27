package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.cornu.CompileOptions;
import io.github.cornu.KernelChoice;
import io.github.cornu.Model;
import io.github.cornu.Session;
import io.github.cornu.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attention needs no array as large as all scores: one of a single head of {@value #STEPS} steps is 16 MiB. */
class LongSequenceTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int STEPS = 2048;
    /** Of the positions and words of the models. */
    private static final int INDICES = 9;

    @ParameterizedTest
    @ValueSource(strings = {"classifier_free_k2", "classifier_free_k3", "language_model_k2", "language_model_k3"})
    void memoryGrowsWithTheStepsOnly(String name) {
        // SIMD kernels make garbage until they are compiled, which is not what is counted here.
        CompileOptions scalar = CompileOptions.defaults().withKernels(KernelChoice.SCALAR);
        Model model = KerasModels.load(Path.of("../testdata/layers/transformer", name, "model.h5"), scalar);
        Tensor words = Tensor.zeros(1, STEPS);
        Tensor positions = Tensor.zeros(1, STEPS);
        for (int i = 0; i < STEPS; i++) {
            positions.data()[i] = i % INDICES;
            words.data()[i] = i < STEPS - 100 ? 1 + i % (INDICES - 1) : 0;
        }
        Session session = model.newSession();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        session.run(List.of(words, positions));
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes < 8 << 20, bytes + " bytes");
    }
}
