package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class KernelChoiceTest {
    private static String kernels(KernelChoice choice) {
        CompileOptions options = CompileOptions.defaults().withKernels(choice);
        return Model.compile(Graphs.denseModel(3, 2), options).kernels();
    }

    @Test
    void aModelTellsWhatItRunsOn() {
        assertEquals("scalar", kernels(KernelChoice.SCALAR));
        assertTrue(kernels(KernelChoice.VECTOR).matches("vector-\\d+"));
        assertEquals(kernels(KernelChoice.VECTOR), kernels(KernelChoice.AUTO));
    }
}
