package io.github.cornu.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.Generation;
import io.github.cornu.Model;
import io.github.cornu.Sampling;
import io.github.cornu.hub.HubModel;
import io.github.cornu.hub.HubModels;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The programs of docs/hub.md. */
class HubModelsTest {
    private static final Path MODELS = Path.of("../testdata/hub/models");

    @Test
    void aClassifier() {
        Path path = MODELS.resolve("bert/classifier_hub/model.keras");
        // README
        HubModel classifier = HubModels.load(path);
        Tensor tokens = Tensor.of(new int[][] {{2, 7, 11, 3, 0}});
        Tensor probabilities = classifier
                .model()
                .run(Map.of(
                        "token_ids", tokens,
                        "segment_ids", Tensor.zeros(1, 5),
                        "padding_mask", Tensor.of(new int[][] {{1, 1, 1, 1, 0}})))
                .values()
                .iterator()
                .next();
        // README
        assertEquals(
                1f,
                probabilities.data()[0]
                        + probabilities.data()[1]
                        + probabilities.data()[2]
                        + probabilities.data()[3]
                        + probabilities.data()[4],
                1e-5f);
    }

    @Test
    void aTextIsGenerated() {
        Path path = MODELS.resolve("decoders/gpt2_causal_lm_hub/model.keras");
        // README
        Model generator = HubModels.loader().loadGenerator(path);
        int[] prompt = {5, 17, 3};
        int[] tokens = Generation.tokens(generator.newSession().stream(), prompt, 4, Sampling.greedy());
        // README
        assertEquals(4, tokens.length);
    }
}
