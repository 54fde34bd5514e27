package io.github.cornu.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.Model;
import io.github.cornu.Session;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.StateFile;
import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's second program: save the states, and go on from them in another process. */
class SaveAndResumeTest {
    private static final Path FOLDER = Path.of("../testdata/states/functional");

    @TempDir
    Path folder;

    private static Tensor save(Path path, Path states, Tensor monday) {
        // README
        Model model = KerasModels.load(path);
        Session session = model.newSession().stateful(true);
        Tensor y = session.run(monday);
        StateFile.save(states, session.state(), model);
        // README
        return y;
    }

    private static Tensor resume(Path path, Path states, Tensor tuesday) {
        // README
        Model model = KerasModels.load(path); // in another process
        Session session = model.newSession().stateful(true);
        session.restore(StateFile.load(states, model));
        Tensor y = session.run(tuesday);
        // README
        return y;
    }

    @Test
    void anotherProcessGoesOn() {
        Path path = FOLDER.resolve("model.h5");
        Tensor monday = Npy.read(FOLDER.resolve("input_1.npy"));
        Tensor tuesday = Npy.read(FOLDER.resolve("input_2.npy"));
        Session session = KerasModels.load(path).newSession();

        Path states = folder.resolve("states.h5");
        assertEquals(session.run(monday), save(path, states, monday));
        assertEquals(session.run(tuesday), resume(path, states, tuesday));
    }
}
