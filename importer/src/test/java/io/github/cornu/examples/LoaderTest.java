package io.github.cornu.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.CompileOptions;
import io.github.cornu.Model;
import io.github.cornu.importer.KerasLoader;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.custom.CustomObjects;
import io.github.cornu.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Models from the jar of the program, and from anywhere else. */
class LoaderTest {
    private static final Path MODEL = Path.of("../testdata/forms/numbers_k3/model.keras");

    private List<Model> program(CustomObjects custom, InputStream download) throws IOException {
        // README
        KerasLoader loader = KerasModels.loader()
                .customObjects(custom)
                .options(CompileOptions.defaults().withThreads(2));
        Model bundled = loader.loadResource(getClass(), "model.keras"); // beside this class
        Model other = loader.load(download, "model 7");
        // README
        return List.of(bundled, other);
    }

    @Test
    void allAreTheSame() throws IOException, URISyntaxException {
        Path classes = Path.of(
                getClass().getProtectionDomain().getCodeSource().getLocation().toURI());
        Path beside = classes.resolve("io/github/cornu/examples/model.keras");
        Files.copy(MODEL, beside, StandardCopyOption.REPLACE_EXISTING);
        Model expected = KerasModels.load(MODEL);
        Tensor x = Tensor.zeros(expected.inputs().get(0).shape().with(0, 2));
        try (InputStream download = Files.newInputStream(MODEL)) {
            for (Model model : program(CustomObjects.none(), download)) {
                assertEquals(expected.run(x), model.run(x));
                assertEquals(2, model.options().threads());
            }
        } finally {
            Files.delete(beside);
        }
    }
}
