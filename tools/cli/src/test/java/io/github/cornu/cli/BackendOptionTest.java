package io.github.cornu.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code --backend}, for files that do not tell it. */
class BackendOptionTest {
    private static final Path KERAS_1 = TestData.ROOT.resolve("keras1");

    private static Run verify(Object... more) {
        Path model = KERAS_1.resolve("numbered.h5");
        Path architecture = KERAS_1.resolve("model.json");
        Path golden = KERAS_1.resolve("golden.npz");
        Object[] arguments = {"verify", model, "--architecture", architecture, "--golden", golden};
        Object[] all = new Object[arguments.length + more.length];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return Run.cornu(all);
    }

    @Test
    void ofWeightsWithoutNames() {
        verify("--backend", "tensorflow").succeeds();
        verify().fails("(Conv1D): the file does not tell its backend");
        verify("--backend", "cntk").isWrongUsage("--backend");
    }

    @Test
    void theanosKernels() {
        Path model = TestData.layer("keras1/conv2d_theano_last_k2", "model.h5");
        Path golden = TestData.layer("keras1/conv2d_theano_last_k2", "golden.npz");
        Run.cornu("verify", model, "--golden", golden).succeeds();
        Run.cornu("verify", model, "--golden", golden, "--backend", "theano").succeeds();
    }
}
