package io.github.cornu.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.Model;
import io.github.cornu.Session;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.StateFile;
import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.output.Durability;
import io.github.cornu.output.NewFiles;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documentation's second program: save the states, and go on from them in another process. */
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

    private static void together(Session session, Path states, Path output, Tensor y) {
        // README
        try (NewFiles files = new NewFiles(Durability.SYNCED)) {
            Npy.write(files, output, y);
            StateFile.save(files, states, session.state(), session.model());
            files.commit();
        }
        // README
    }

    @Test
    void outputsAndStatesAppearTogether() {
        Session session = KerasModels.load(FOLDER.resolve("model.h5")).newSession();
        Tensor y = session.run(Npy.read(FOLDER.resolve("input_1.npy")));
        Path states = folder.resolve("states.h5");
        Path output = folder.resolve("y.npy");
        together(session, states, output, y);
        assertEquals(y, Npy.read(output));
        assertEquals(session.state(), StateFile.load(states, session.model()));
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
