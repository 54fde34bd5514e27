package io.github.cornu.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.Model;
import io.github.cornu.Summary;
import io.github.cornu.importer.KerasModels;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A model whose architecture and weights are in two files. */
class ArchitectureAndWeightsTest {
    private static final Path FOLDER = Path.of("../testdata/forms/numbers_k3");

    private static Model program(Path json, Path weights) {
        // README
        Model model = KerasModels.loader().weights(weights).load(json);
        // README
        return model;
    }

    @Test
    void theModelIsTheWholeOne() {
        Model model = program(FOLDER.resolve("model.json"), FOLDER.resolve("model.weights.h5"));
        Model whole = KerasModels.load(FOLDER.resolve("model.keras"));
        assertEquals(Summary.of(whole), Summary.of(model));
    }
}
