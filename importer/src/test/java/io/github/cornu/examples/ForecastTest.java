package io.github.cornu.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.Feedback;
import io.github.cornu.Generation;
import io.github.cornu.Model;
import io.github.cornu.Session;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A forecast: 20 known points of a curve, then 30 that the model makes of its own outputs. */
class ForecastTest {
    private static final Path FOLDER = Path.of("../testdata/generation/cos_2_layers");

    private static Tensor program(Path path, float[] known) {
        // README
        Model model = KerasModels.load(path);
        Session session = model.newSession().stream();
        Tensor forecast = Generation.run(session, Tensor.of(known, 1, 20, 1), 30, Feedback.identity());
        // README
        return forecast;
    }

    @Test
    void thirtyPointsFollow() {
        float[] known = Npy.read(FOLDER.resolve("known.npy")).data();
        Tensor forecast = program(FOLDER.resolve("model.h5"), known);
        assertEquals(Shape.of(1, 30, 1), forecast.shape());
    }
}
