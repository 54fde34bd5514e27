package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.Session;
import io.github.cornu.State;
import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.importer.source.hdf5.H5States;
import io.github.cornu.importer.source.hdf5.StateContent;
import io.github.cornu.tensor.Tensor;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files whose states are not those of the model, or no states at all. */
class BadStateFileTest {
    private static final Path GRU = TestData.ROOT.resolve("states/gru");

    @TempDir
    Path folder;

    private final Model model = KerasModels.load(GRU.resolve("model.h5"), TestData.SCALAR);

    private static StateContent.Dataset dataset(String name, String layer, int... shape) {
        return new StateContent.Dataset(name, layer, Tensor.zeros(shape));
    }

    private Path file(StateContent.Dataset... datasets) {
        Path file = folder.resolve("s.h5");
        try {
            H5States.write(file, new StateContent(State.UNKNOWN_MODEL, List.of(datasets)), null);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fails(String expected, Path file) {
        assertEquals(
                expected,
                assertThrows(ModelException.class, () -> StateFile.load(file, model))
                        .getMessage());
    }

    @Test
    void anotherShape() {
        fails(
                "s.h5: layer 'gru': the dataset 'states_1_0' has the shape (2, 5), expected (None, 6)",
                file(dataset("states_1_0", null, 2, 5), dataset("states_2_0", null, 2, 3)));
        fails(
                "s.h5: layer 'gru_1': the dataset 'states_2_0' has the shape (2, 3, 1), expected (None, 3)",
                file(dataset("states_1_0", null, 2, 6), dataset("states_2_0", null, 2, 3, 1)));
        fails(
                "s.h5: layer 'gru_1' has states of 3 samples, layer 'gru' of 2",
                file(dataset("states_1_0", null, 2, 6), dataset("states_2_0", null, 3, 3)));
    }

    @Test
    void aDatasetThatIsMissing() {
        fails("s.h5: layer 'gru_1': the dataset 'states_2_0' is missing", file(dataset("states_1_0", null, 2, 6)));
    }

    @Test
    void aDatasetOfNoLayer() {
        fails(
                "s.h5: the dataset 'states_0_0' belongs to no layer of the model with states, which are "
                        + "'gru' (states_1_0), 'gru_1' (states_2_0)",
                file(dataset("states_0_0", null, 2, 6), dataset("states_1_0", null, 2, 3)));
    }

    @Test
    void aLayerOfAnotherName() {
        fails(
                "s.h5: layer 'gru_1': the dataset 'states_2_0' is of a layer 'decoder'",
                file(dataset("states_1_0", "gru", 2, 6), dataset("states_2_0", "decoder", 2, 3)));
    }

    @Test
    void aModelWithoutStates() {
        Model plain = KerasModels.load(TestData.ROOT.resolve("layers/dense/activation_layer_k2/model.h5"));
        Path file = GRU.resolve("python_states.h5");
        assertEquals(
                "python_states.h5: the model has no states",
                assertThrows(ModelException.class, () -> StateFile.load(file, plain))
                        .getMessage());
    }

    /** It is the session that refuses it, so that the caller can let a model go on that was trained again. */
    @Test
    void theStateOfOtherWeights() {
        Session session = model.newSession();
        Tensor x = Npy.read(GRU.resolve("input_1.npy"));
        session.run(x);
        State before = session.state();
        Path file = folder.resolve("s.h5");
        StateFile.save(file, new State(before.model() + 1, before.entries()), model);
        State other = StateFile.load(file, model);
        Tensor next = session.fork().run(x);
        assertTrue(assertThrows(ModelException.class, () -> session.restore(other))
                .getMessage()
                .contains("other weights"));
        assertEquals(before, session.state());
        assertEquals(next, session.fork().run(x));
        session.restore(other.withoutModel());
        assertEquals(next, session.run(x));
    }

    private void fails(String expected, Consumer<WritableHdfFile> content) {
        Path file = folder.resolve("s.h5");
        try (WritableHdfFile out = HdfFile.write(file)) {
            content.accept(out);
        }
        fails(expected, file);
    }

    @Test
    void otherThingsThanStates() {
        fails(
                "s.h5: the dataset 'states_1_0' does not hold floating-point numbers",
                out -> out.putDataset("states_1_0", new int[][] {{1, 2}}));
        fails(
                "s.h5: the group 'model_weights' is no state; is this a file of states?",
                out -> out.putGroup("model_weights").putDataset("w", new float[] {1f}));
        fails("s.h5: there are no states", out -> out.putAttribute("cornu_version", 1));
        fails("s.h5: the file has version 2 of the states' format, known is 1", out -> {
            out.putAttribute("cornu_version", 2);
            out.putDataset("states_1_0", new float[][] {{1f}});
        });
        fails("s.h5: the attribute 'cornu_model' is no number: much", out -> {
            out.putAttribute("cornu_model", "much");
            out.putDataset("states_1_0", new float[][] {{1f}});
        });
        fails("s.h5: the dataset 'states_1_0' has no axis for the batch", out -> out.putDataset("states_1_0", 1f));
    }

    @Test
    void aWholeModelIsNoFileOfStates() {
        String text = "model.h5: the group 'model_weights' is no state; is this a file of states?";
        fails(text, GRU.resolve("model.h5"));
        assertEquals(
                text,
                assertThrows(ModelException.class, () -> StateFile.read(GRU.resolve("model.h5")))
                        .getMessage());
    }

    @Test
    void aFileThatIsNotThere() {
        fails("none.h5: there is no such file", folder.resolve("none.h5"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 8, 13, 50, 90})
    void aFileThatIsCutOff(int percent) throws IOException {
        byte[] bytes = Files.readAllBytes(GRU.resolve("python_states.h5"));
        Path file = Files.write(folder.resolve("s.h5"), Arrays.copyOf(bytes, bytes.length * percent / 100));
        String message = assertThrows(ModelException.class, () -> StateFile.load(file, model))
                .getMessage();
        assertTrue(message.startsWith("s.h5: "), message);
    }

    /** Some give other numbers, which nobody can know; no other exception comes out. */
    @Test
    void damagedBytes() throws IOException {
        byte[] bytes = Files.readAllBytes(GRU.resolve("python_states.h5"));
        List<String> messages = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += 7) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= (byte) 0x55;
            Path file = Files.write(folder.resolve("s.h5"), damaged);
            try {
                StateFile.load(file, model);
            } catch (ModelException e) {
                messages.add(e.getMessage());
            }
        }
        assertTrue(messages.size() > 5, messages::toString);
        assertTrue(messages.stream().allMatch(message -> message.startsWith("s.h5: ")), messages::toString);
    }
}
