package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The models of KerasHub need no option. */
class HubModelsTest {
    private static final Path CASE = TestData.ROOT.resolve("hub/models/bert/classifier_hub");

    @TempDir
    Path folder;

    @Test
    void aClassifierIsKnown() {
        Path model = CASE.resolve("model.keras");
        assertTrue(Run.cornu("summary", model).succeeds().out().contains("BertBackbone"));
        Run.cornu("verify", model, "--golden", CASE.resolve("golden.npz")).succeeds();
    }

    /** Its layers have names that layers of cornu-layers have too. */
    @Test
    void aBackboneHasTheLayersOfKerasHub() {
        Path backbone = TestData.ROOT.resolve("hub/models/bert/backbone_hub");
        Run.cornu("verify", backbone.resolve("model.keras"), "--golden", backbone.resolve("golden.npz"))
                .succeeds();
    }

    @Test
    void whatIsConvertedIsKnownToo() {
        Path file = folder.resolve("m.cornu");
        Run.cornu("convert", CASE.resolve("model.keras"), file).succeeds();
        Run.cornu("verify", file, "--golden", CASE.resolve("golden.npz")).succeeds();
    }
}
