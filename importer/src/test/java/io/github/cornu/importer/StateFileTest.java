package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.cornu.Comparison;
import io.github.cornu.ConvertOptions;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.Session;
import io.github.cornu.State;
import io.github.cornu.importer.numpy.Npy;
import io.github.cornu.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** States go to files and come back, those of Python among them. */
@Tag("smoke")
class StateFileTest {
    private static final Path STATES = TestData.ROOT.resolve("states");

    @TempDir
    Path folder;

    private static Model model(String name) {
        return KerasModels.load(STATES.resolve(name).resolve("model.h5"), TestData.SCALAR);
    }

    private static Tensor chunk(String name, int number) {
        return Npy.read(STATES.resolve(name).resolve("input_" + number + ".npy"));
    }

    private static Tensor expected(String name) {
        return Npy.read(STATES.resolve(name).resolve("output_2.npy"));
    }

    private static Session afterFirstChunk(String name) {
        Session session = model(name).newSession();
        session.run(chunk(name, 1));
        return session;
    }

    private static void assertGoesOn(String name, State state, double tolerance) {
        Session session = model(name).newSession();
        session.restore(state);
        Comparison comparison = Comparison.of("output", expected(name), session.run(chunk(name, 2)));
        assertTrue(comparison.isWithin(tolerance), comparison::toString);
    }

    private static List<String> names(Path file) {
        return StateFile.read(file).datasets().stream()
                .map(StateFile.Dataset::name)
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> javaGoesOnFromTheStatesOfPython() {
        return TestData.folders(STATES).stream()
                .filter(test -> Files.exists(test.resolve("python_states.h5")))
                .map(test -> String.valueOf(test.getFileName()))
                .map(name -> dynamicTest(name, () -> {
                    State state = StateFile.load(STATES.resolve(name).resolve("python_states.h5"), model(name));
                    assertEquals(State.UNKNOWN_MODEL, state.model());
                    assertGoesOn(name, state, TestData.TOLERANCE);
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatIsSavedIsLoaded() {
        return TestData.folders(STATES).stream()
                .map(test -> String.valueOf(test.getFileName()))
                .map(name -> dynamicTest(name, () -> {
                    Session session = afterFirstChunk(name);
                    Path file = folder.resolve(name + ".h5");
                    StateFile.save(file, session.state(), session.model());
                    State loaded = StateFile.load(file, model(name));
                    assertEquals(session.state(), loaded);
                    assertNotEquals(State.UNKNOWN_MODEL, loaded.model());
                    assertGoesOn(name, loaded, TestData.TOLERANCE);
                }));
    }

    /** Of the same names, and near enough that only the order of sums can make the difference. */
    @TestFactory
    Stream<DynamicTest> whatIsSavedIsWhatPythonSaves() {
        return TestData.folders(STATES).stream()
                .filter(test -> Files.exists(test.resolve("python_states.h5")))
                .map(test -> String.valueOf(test.getFileName()))
                .map(name -> dynamicTest(name, () -> {
                    Session session = afterFirstChunk(name);
                    Path file = folder.resolve(name + ".h5");
                    StateFile.save(file, session.state(), session.model());
                    Path python = STATES.resolve(name).resolve("python_states.h5");
                    assertEquals(names(python), names(file));
                    for (int i = 0; i < names(file).size(); i++) {
                        Tensor value = StateFile.read(python).datasets().get(i).value();
                        Tensor own = StateFile.read(file).datasets().get(i).value();
                        Comparison comparison = Comparison.of("state", value, own);
                        assertTrue(comparison.isWithin(TestData.TOLERANCE), comparison::toString);
                    }
                }));
    }

    /** The input layer counts in functional models; functions of Keras 3 do not. */
    @ParameterizedTest
    @CsvSource({
        "functional, states_1_0 states_1_1 states_2_0 states_2_1",
        "sequential, states_0_0 states_0_1 states_1_0 states_1_1",
        "gru, states_1_0 states_2_0",
        "images, states_0_0 states_0_1 states_1_0 states_1_1",
        "some_stateful, states_0_0",
        "slashes, states_1_0 states_1_1 states_2_0",
        "bidirectional, states_1.0_0 states_1.0_1 states_1.1_0 states_1.1_1 states_2_0 states_2_1",
        "nested, states_0_0 states_0_1 states_1.2_0",
        "stacked_cells, states_1.0_0 states_1.0_1 states_1.1_0"
    })
    void datasetsAreNumberedAsLayersOfPython(String name, String datasets) {
        Session session = afterFirstChunk(name);
        Path file = folder.resolve("s.h5");
        StateFile.save(file, session.state(), session.model());
        assertEquals(List.of(datasets.split(" ")), names(file));
    }

    @Test
    void statesOfImagesWithoutFixedShapeAreNotKept() {
        GoldenCase test = new GoldenCase(TestData.ROOT.resolve("layers/conv_lstm/free_images_k2"));
        Session session = test.load(TestData.SCALAR).newSession();
        ModelException e = assertThrows(ModelException.class, () -> session.stateful(true));
        assertTrue(e.getMessage().contains("'conv_lstm2d'"), e.getMessage());
        assertTrue(e.getMessage().contains("its images have no fixed shape"), e.getMessage());
    }

    @Test
    void functionsOfKeras3AreNotCounted() {
        GoldenCase test = new GoldenCase(TestData.ROOT.resolve("layers/concatenate/mask_along_time_k3"));
        Map<String, List<Integer>> indices = new HashMap<>();
        test.load(TestData.SCALAR).layers().forEach(layer -> indices.put(layer.path(), layer.index()));
        assertEquals(List.of(), indices.get("not_equal"));
        assertEquals(List.of(), indices.get("concatenate_1"));
        assertEquals(List.of(2), indices.get("masking"));
        assertEquals(List.of(5), indices.get("lstm"));
    }

    @ParameterizedTest
    @CsvSource({"float64, 1e-5", "float16, 2e-3", "big_endian, 1e-5", "compressed, 1e-5"})
    void floatsOfAllSizes(String type, double tolerance) {
        Path file = STATES.resolve("functional/states_" + type + ".h5");
        assertGoesOn("functional", StateFile.load(file, model("functional")), tolerance);
    }

    @Test
    void layersThatTheFileDoesNotCallStateful() {
        Model model = model("some_stateful");
        Session session = model.newSession().stateful(true);
        session.run(chunk("some_stateful", 1));
        Path file = folder.resolve("s.h5");
        StateFile.save(file, session.state(), model);
        assertEquals(List.of("states_0_0", "states_1_0", "states_1_1"), names(file));
        assertEquals(session.state(), StateFile.load(file, model));
    }

    /** A stream of recurrent layers alone has the states of calls; what it keeps for convolutions is inside them. */
    @TestFactory
    Stream<DynamicTest> streams() {
        return GoldenCase.all()
                .filter(test -> List.of("conv1d", "lstm", "gru", "up_sampling")
                        .contains(String.valueOf(test.folder().getParent().getFileName())))
                .map(test -> dynamicTest(test.name(), () -> {
                    Model model = test.load(TestData.SCALAR);
                    Session session = stream(model);
                    List<Tensor> inputs = test.inputs(model).get(0);
                    if (session == null || session.state().entries().isEmpty()) {
                        return;
                    }
                    session.run(inputs);
                    Path file = folder.resolve("s.h5");
                    StateFile.save(file, session.state(), model);
                    State loaded = StateFile.load(file, test.load(TestData.SCALAR));
                    assertEquals(session.state(), loaded);
                    Session other = model.newSession().stream();
                    other.restore(loaded);
                    assertEquals(session.run(inputs), other.run(inputs));
                }));
    }

    private static Session stream(Model model) {
        try {
            return model.newSession().stream();
        } catch (ModelException e) {
            return null;
        }
    }

    @Test
    void anOldFileIsReplaced() throws Exception {
        Session session = afterFirstChunk("functional");
        Path file = Files.writeString(folder.resolve("s.h5"), "old");
        StateFile.save(file, session.state(), session.model());
        assertEquals(session.state(), StateFile.load(file, session.model()));
        assertEquals(List.of(file), contents());
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.keras", "model.h5", "model.weights.h5", "model.json", "m.cornu"})
    void aModelIsNotReplaced(String form) throws Exception {
        Session session = afterFirstChunk("functional");
        Path forms = TestData.ROOT.resolve("forms/paths_k3");
        Path trained = folder.resolve(form);
        if (form.endsWith(".cornu")) {
            KerasModels.convert(forms.resolve("model.h5"), trained, ConvertOptions.defaults());
        } else {
            Files.copy(forms.resolve(form), trained);
        }
        byte[] before = Files.readAllBytes(trained);
        Path link = Files.createSymbolicLink(folder.resolve("s.h5"), trained.getFileName());
        for (Path path : List.of(trained, link)) {
            String problem = path.getFileName() + ": it cannot be written: a model is there, which is not replaced";
            assertEquals(problem, problem(() -> StateFile.check(path)));
            doesNotSave(problem, path, session.state(), session.model());
        }
        assertArrayEquals(before, Files.readAllBytes(trained));
    }

    private List<Path> contents() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private void doesNotSave(String expected, Path file, State state, Model model) throws Exception {
        List<Path> before = contents();
        assertEquals(expected, problem(() -> StateFile.save(file, state, model)));
        assertEquals(before, contents());
    }

    private static String problem(Executable action) {
        return assertThrows(ModelException.class, action).getMessage();
    }

    @Test
    void statesThatDoNotBelongToTheModel() throws Exception {
        Path file = Files.writeString(folder.resolve("s.h5"), "old");
        Model model = model("gru");
        State state = afterFirstChunk("gru").state();
        List<State.Entry> entries = state.entries();
        doesNotSave(
                "s.h5: the state 1 of layer 'lstm' belongs to no layer of the model with states, which are "
                        + "'gru' (states_1_0), 'gru_1' (states_2_0)",
                file,
                new State(List.of(entries.get(0), new State.Entry("lstm", 1, Tensor.zeros(2, 3)))),
                model);
        doesNotSave("s.h5: layer 'gru_1': its state 0 is missing", file, new State(List.of(entries.get(0))), model);
        doesNotSave(
                "s.h5: layer 'gru_1': its state 0 has the shape (2, 4), expected (None, 3)",
                file,
                new State(List.of(entries.get(0), new State.Entry("gru_1", 0, Tensor.zeros(2, 4)))),
                model);
        doesNotSave(
                "s.h5: layer 'gru_1' has states of 4 samples, layer 'gru' of 2",
                file,
                new State(List.of(entries.get(0), new State.Entry("gru_1", 0, Tensor.zeros(4, 3)))),
                model);
        doesNotSave("s.h5: there are no states", file, new State(List.of()), model);
        doesNotSave(
                "s.h5: the states are of no samples: save them after the first call",
                file,
                model.newSession().state(),
                model);
        assertEquals("old", Files.readString(file));
    }

    @Test
    void filesThatCannotBeWritten() throws Exception {
        Model model = model("gru");
        State state = afterFirstChunk("gru").state();
        Path taken = Files.createDirectory(folder.resolve("taken"));
        doesNotSave("taken: it cannot be written: it is a directory", taken, state, model);
        Path nowhere = folder.resolve("none/s.h5");
        String problem = "s.h5: it cannot be written: there is no folder " + nowhere.getParent();
        doesNotSave(problem, nowhere, state, model);
        Path longName = folder.resolve("s".repeat(300));
        assertTrue(problem(() -> StateFile.save(longName, state, model)).contains("sss: it cannot be written: "));
        assertEquals(List.of(taken), contents());
    }
}
