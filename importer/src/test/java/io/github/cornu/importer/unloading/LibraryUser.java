package io.github.cornu.importer.unloading;

import io.github.cornu.CompileOptions;
import io.github.cornu.InputShapes;
import io.github.cornu.Model;
import io.github.cornu.RandomInputs;
import io.github.cornu.Session;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.StateFile;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;

/** An application that is loaded together with the library. */
public final class LibraryUser {
    private LibraryUser() {}

    /**
     * Loads a model, of Keras or a {@code .cornu} file, and runs it.
     *
     * @param states where the states go
     * @param nanos how long to run it, at least; after some 50 ms, SIMD kernels are warmed up
     */
    public static void use(Path file, Path states, int threads, long nanos) {
        Model model = KerasModels.load(file, CompileOptions.defaults().withThreads(threads));
        List<Tensor> inputs = RandomInputs.of(model, InputShapes.of(model, 16, 20), 1);
        Session session = model.newSession();
        long end = System.nanoTime() + nanos;
        do {
            session.run(inputs);
        } while (System.nanoTime() < end);
        StateFile.save(states, session.state(), model);
    }
}
