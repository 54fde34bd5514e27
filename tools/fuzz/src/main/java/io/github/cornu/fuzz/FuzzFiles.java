package io.github.cornu.fuzz;

import io.github.cornu.importer.KerasFile;
import io.github.cornu.importer.KerasLoader;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.WeightMatching;
import java.nio.file.Path;
import java.util.List;

/** Any bytes as a whole model and, if they hold no architecture, as the weights of others. */
public final class FuzzFiles {
    private static final Path TESTDATA = Path.of("testdata");
    private static final List<Path> ARCHITECTURES =
            List.of(TESTDATA.resolve("hostile/dense.json"), TESTDATA.resolve("forms/paths_k3/model.json"));

    private FuzzFiles() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        KerasFile file = KerasFile.of(bytes, "it");
        KerasLoader loader = KerasModels.loader().options(Invariant.OPTIONS);
        String message = Invariant.check(() -> loader.load(file));
        if (message == null || !message.contains("without the architecture")) {
            return;
        }
        for (Path architecture : ARCHITECTURES) {
            for (WeightMatching matching : WeightMatching.values()) {
                KerasLoader trained = loader.weights(file).weightMatching(matching);
                Invariant.check(() -> trained.load(architecture));
            }
        }
    }
}
