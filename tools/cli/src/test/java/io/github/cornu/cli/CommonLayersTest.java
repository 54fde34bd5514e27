package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layers of cornu-layers need no option. */
class CommonLayersTest {
    private static final Path CASE = TestData.ROOT.resolve("common/crf/contrib_masked_k2");

    @TempDir
    Path folder;

    @Test
    void aConditionalRandomFieldIsKnown() {
        Path model = CASE.resolve("model.h5");
        assertTrue(Run.cornu("summary", model).succeeds().out().contains("CRF"));
        Run.cornu("verify", model, "--golden", CASE.resolve("golden.npz")).succeeds();
    }

    @Test
    void whatIsConvertedIsKnownToo() {
        Path file = folder.resolve("m.cornu");
        Run.cornu("convert", CASE.resolve("model.h5"), file).succeeds();
        Run.cornu("verify", file, "--golden", CASE.resolve("golden.npz")).succeeds();
    }
}
