package io.github.cornu.importer.disk;

import io.github.cornu.ConvertOptions;
import io.github.cornu.Model;
import io.github.cornu.State;
import io.github.cornu.importer.KerasModels;
import io.github.cornu.importer.StateFile;
import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.importer.numpy.Npz;
import io.github.cornu.output.Durability;
import io.github.cornu.output.NewFiles;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.WeightFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What writes files: an old version of each, or a new one. */
enum Writer {
    NPY("y.npy") {
        @Override
        void write(Path folder, boolean isNew) {
            Npy.write(folder.resolve("y.npy"), tensor(isNew));
        }
    },
    NPZ("y.npz") {
        @Override
        void write(Path folder, boolean isNew) {
            Npz.write(folder.resolve("y.npz"), Map.of("y", tensor(isNew), "z", tensor(isNew)));
        }
    },
    STATES("s.h5") {
        @Override
        void write(Path folder, boolean isNew) {
            Model model = KerasModels.load(MODEL);
            StateFile.save(folder.resolve("s.h5"), state(isNew), model);
        }
    },
    CORNU("m.cornu") {
        @Override
        void write(Path folder, boolean isNew) {
            WeightFormat format = isNew ? WeightFormat.F32 : WeightFormat.BF16;
            KerasModels.convert(
                    MODEL, folder.resolve("m.cornu"), ConvertOptions.defaults().withWeights(format));
        }
    },
    OUTPUT_AND_STATES("y.npy", "s.h5") {
        @Override
        void write(Path folder, boolean isNew) {
            Model model = KerasModels.load(MODEL);
            try (NewFiles files = new NewFiles(Durability.SYNCED)) {
                Npy.write(files, folder.resolve("y.npy"), tensor(isNew));
                StateFile.save(files, folder.resolve("s.h5"), state(isNew), model);
                files.commit();
            }
        }
    };

    static final Path MODEL = Path.of("../testdata/states/gru/model.h5");

    private final List<String> names;

    Writer(String... names) {
        this.names = List.of(names);
    }

    abstract void write(Path folder, boolean isNew);

    /** Of the files, in the order in which they appear. */
    List<String> names() {
        return names;
    }

    private static Tensor tensor(boolean isNew) {
        return isNew ? Tensor.of(new float[] {1, 2, 3}, 3) : Tensor.zeros(2);
    }

    static State state(boolean isNew) {
        Tensor one = Tensor.zeros(isNew ? 2 : 1, 6);
        Tensor other = Tensor.zeros(isNew ? 2 : 1, 3);
        Arrays.fill(one.data(), 0.123f);
        Arrays.fill(other.data(), 0.456f);
        return new State(List.of(new State.Entry("gru", 0, one), new State.Entry("gru_1", 0, other)));
    }

    List<byte[]> contents(Path folder) throws IOException {
        List<byte[]> contents = new ArrayList<>();
        for (String name : names) {
            Path file = folder.resolve(name);
            contents.add(Files.exists(file) ? Files.readAllBytes(file) : null);
        }
        return contents;
    }
}
