package io.github.cornu.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layers of cornu-layers need no option, but where a file does not tell which one of its name it means. */
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

    @Test
    void aLayerIsChosen() {
        Path causal = TestData.ROOT.resolve("common/transformer/causal_stream_k3");
        Path model = causal.resolve("model.h5");
        Path golden = causal.resolve("golden.npz");
        String choices =
                "choose TransformerBlock=bidirectional or TransformerBlock=causal: with --layer of the command";
        Run.cornu("verify", model, "--golden", golden).fails("model.h5: layer '", "' (TransformerBlock): ", choices);
        Run.cornu("verify", model, "--golden", golden, "--layer", "TransformerBlock=causal")
                .succeeds();
        Path file = folder.resolve("m.cornu");
        Run.cornu("convert", model, file, "--layer=transformerblock=Causal", "--layer", "RotaryEmbedding=halves")
                .succeeds();
        Run.cornu("verify", file, "--golden", golden).succeeds();
        for (String kind : List.of("TransformerBlock=causal", "TransformerBlock=bidirectional")) {
            Run.cornu("verify", file, "--golden", golden, "--layer", kind)
                    .isWrongUsage("cornu: --layer is for files of Keras; a .cornu file has what was chosen");
            Run.cornu("convert", file, folder.resolve("n.cornu"), "--layer", kind)
                    .isWrongUsage("cornu: --layer is for files of Keras; a .cornu file has what was chosen");
        }
        assertEquals(
                1,
                Run.cornu("verify", model, "--golden", golden, "--layer", "TransformerBlock=bidirectional")
                        .exit());
    }

    @Test
    void wrongChoicesNameTheRightOnes() {
        Path model = CASE.resolve("model.h5");
        String all = "BilinearUpSampling2D=aligned_corners, BilinearUpSampling2D=legacy, ";
        Run.cornu("summary", model, "--layer", "CRF=crf")
                .isWrongUsage("--layer: there is no 'CRF=crf' to choose, but " + all, ", TransformerBlock=causal");
        Run.cornu("convert", model, folder.resolve("m.cornu"), "--layer", "TransformerBlock")
                .isWrongUsage("there is no 'TransformerBlock' to choose, but TransformerBlock=bidirectional, ");
        Run.cornu("bench", model, "--layer", "RotaryEmbedding=halves", "--layer", "RotaryEmbedding=neighbours")
                .isWrongUsage("--layer: RotaryEmbedding is chosen twice");
        Run.cornu("summary", model, "--layer").isWrongUsage("--layer needs a value: --layer CLASS=KIND");
    }
}
