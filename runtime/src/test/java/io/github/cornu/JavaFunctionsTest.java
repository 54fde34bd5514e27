package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.op.Op;
import io.github.cornu.op.custom.JavaCell;
import io.github.cornu.op.custom.JavaFunction;
import io.github.cornu.op.custom.JavaFunctions;
import io.github.cornu.op.custom.JavaScan;
import io.github.cornu.op.recurrent.Recurrent;
import io.github.cornu.op.recurrent.Recurrent.Output;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Weight;
import io.github.cornu.tensor.WeightFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Functions and cells in Java, by name in a file. */
class JavaFunctionsTest {
    private static final CompileOptions SCALAR = CompileOptions.defaults().withKernels(KernelChoice.SCALAR);
    private static final JavaFunctions NONE = JavaFunctions.none();
    private static final JavaFunctions ALL = NONE.register("cube", JavaFunction.ofElements(x -> x * x * x))
            .register("scaled", JavaFunctionsTest::scaled)
            .registerCell("decay", JavaFunctionsTest::decay)
            .registerScan("level", JavaFunctionsTest::level);

    @TempDir
    Path folder;

    /** The columns that there are scales for, times these and a number. */
    private static JavaFunction scaled(List<Weight> weights) {
        float[] scales = weights.get(0).read();
        float number = weights.get(1).read()[0];
        return JavaFunction.of(x -> x.get(0).with(2, scales.length), (inputs, output) -> {
            int columns = inputs.get(0).shape().length(-1);
            for (int i = 0; i < output.data().length; i++) {
                float x = inputs.get(0).data()[i / scales.length * columns + i % scales.length];
                output.data()[i] = x * scales[i % scales.length] * number;
            }
        });
    }

    private static JavaCell decay(List<Weight> weights) {
        float[] rates = weights.get(0).read();
        return JavaCell.of(rates.length, rates.length, 2, (x, states, next) -> {
            for (int j = 0; j < rates.length; j++) {
                next[1][j] = states[1][j] + x[j];
                next[0][j] = states[0][j] * rates[j] + next[1][j];
            }
        });
    }

    /** As long as the weight is. */
    private static JavaScan level(List<Weight> weights) {
        float[] rates = weights.get(0).read();
        JavaScan scan = JavaScan.of(x -> Shape.of(rates.length), (inputs, states, output) -> {
            states[1][0]++;
            for (int i = 0; i < rates.length; i++) {
                states[0][i] += rates[i] * (inputs[0][i] - states[0][i]);
                output[i] = states[0][i] / states[1][0];
            }
        });
        return scan.withState("level", rates.length).withState("count", 1);
    }

    private static Graph graph(Op... ops) {
        GraphBuilder graph = new GraphBuilder("m");
        Value value = graph.input("x", Shape.of(-1, -1, 5));
        for (Op op : ops) {
            value = graph.add(
                    value.shape().length(-1) == 3 && op instanceof JavaScan ? "scan" : "my_layer", "My", op, value);
        }
        graph.output("y", value);
        return graph.build();
    }

    private static Op over(JavaCell cell) {
        return Recurrent.of(cell).withOutput(Output.SEQUENCE).withStateful(true);
    }

    private static Graph all() {
        Weight scales = Weight.of(new float[] {0.5f, -1.25f, 3f}, 3);
        return graph(
                ALL.function("cube"),
                ALL.function("scaled", scales, Weight.of(new float[] {0.1f}, 1)).ofSteps(),
                over(ALL.cell("decay", scales)),
                ALL.scan("level", scales).withStateful(true));
    }

    private Path written(Graph graph) {
        Path path = folder.resolve("m.cornu");
        CornuFile.write(path, graph, ConvertOptions.defaults());
        return path;
    }

    private static String message(Supplier<?> code) {
        String message = assertThrows(ModelException.class, code::get).getMessage();
        assertFalse(message.contains("\n"), message);
        return message;
    }

    @ParameterizedTest
    @EnumSource
    void aFileHasTheBitsOfItsGraph(WeightFormat format) {
        Path file = folder.resolve("m.cornu");
        CornuFile.write(file, all(), ConvertOptions.defaults().withWeights(format));
        Model source = Model.compile(all(), SCALAR);
        Model model = Model.load(file, SCALAR.withFunctions(ALL));
        Session expected = source.newSession();
        Session actual = model.newSession();
        for (int call = 0; call < 3; call++) {
            Tensor x = Graphs.tensor(call, 2, 7, 5);
            assertEquals(expected.run(x), actual.run(x));
        }
        assertEquals(expected.state(), actual.state());
        assertEquals(0, model.checkStream());
    }

    @Test
    void aGraphKnowsWhatItsGoldenNeeds() throws IOException {
        Tensor x = Graphs.tensor(1, 2, 7, 5);
        Tensor y = Model.compile(all(), SCALAR).newSession().run(x);
        Golden golden = Golden.of(Map.of("input_0", x, "output_0", y));
        Path file = folder.resolve("m.cornu");
        CornuFile.write(file, all(), ConvertOptions.defaults().withGolden(golden, 1e-6));
        Model.load(file, SCALAR.withFunctions(ALL).withVerify(true));

        // What is the same but for one function is found by the golden.
        JavaFunctions wrong = NONE.register("cube", JavaFunction.ofElements(v -> v))
                .register("scaled", JavaFunctionsTest::scaled)
                .registerCell("decay", JavaFunctionsTest::decay)
                .registerScan("level", JavaFunctionsTest::level);
        assertTrue(message(() -> Model.load(file, SCALAR.withFunctions(wrong).withVerify(true)))
                .startsWith("m.cornu: it does not give here what is recorded in the file"));
    }

    @Test
    void withoutFunctionsAFileIsReadAndCopied() throws IOException {
        Path file = written(all());
        Path copy = folder.resolve("copy.cornu");
        CornuFile.read(file).copy(copy, ConvertOptions.defaults());
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(copy));
    }

    @Test
    void allThatIsNotRegisteredIsTold() {
        Path file = written(all());
        assertEquals(
                "m.cornu: it needs functions in Java that are not registered: 'cube', 'decay', 'level', 'scaled'; "
                        + "give them by CompileOptions.withFunctions",
                message(() -> Model.load(file)));
        JavaFunctions one = NONE.register("cube", JavaFunction.ofElements(x -> x));
        assertTrue(
                message(() -> Model.load(file, SCALAR.withFunctions(one))).contains(": 'decay', 'level', 'scaled';"));
    }

    @Test
    void whatHasNoNameIsNotWritten() {
        String refused = "m.cornu: layer 'my_layer' (My): its function in Java has no name, which a .cornu file needs: "
                + "register it in a JavaFunctions and take it from there";
        assertEquals(refused, message(() -> written(graph(JavaFunction.ofElements(x -> x)))));
        assertEquals(
                refused, message(() -> written(graph(JavaScan.of(x -> x.get(0), (inputs, states, output) -> {})))));
        assertEquals(refused, message(() -> written(graph(over(JavaCell.of(5, 4, 1, (x, states, next) -> {}))))));
    }

    @Test
    void twoOfOneNameAreNotWritten() {
        JavaFunctions others = NONE.register("cube", JavaFunction.ofElements(x -> x));
        assertEquals(
                "m.cornu: layer 'my_layer' (My): 'cube' is registered already",
                message(() -> written(graph(ALL.function("cube"), others.function("cube")))));
    }

    private String loaded(Graph graph, JavaFunctions functions) {
        Path file = written(graph);
        return message(() -> Model.load(file, SCALAR.withFunctions(functions)));
    }

    @Test
    void whatIsRegisteredAsSomethingElseIsRefused() {
        String layer = "m.cornu: layer 'my_layer' (My): ";
        Graph cube = graph(ALL.function("cube"));
        Graph decay = graph(over(ALL.cell("decay", Weight.of(new float[5], 5))));
        assertEquals(
                layer + "'cube' made (None, None, 5) where the file was written, and makes (None, None, 4) here",
                loaded(cube, NONE.register("cube", JavaFunction.of(x -> x.get(0).with(2, 4), (inputs, output) -> {}))));
        assertEquals(
                layer
                        + "'decay' made 5 features, 5 units, 2 states where the file was written, and makes 5 features, 5 units, "
                        + "1 states here",
                loaded(decay, NONE.registerCell("decay", weights -> JavaCell.of(5, 5, 1, (x, states, next) -> {}))));
        Graph level = graph(ALL.scan("level", Weight.of(new float[5], 5)).ofLastStep());
        assertEquals(
                layer + "'level' made (None, 5) with the states [level (5,), count (1,)] where the file was written, "
                        + "and makes (None, 5) with the states [level (5,)] here",
                loaded(
                        level,
                        NONE.registerScan(
                                "level",
                                weights -> JavaScan.of(x -> x.get(0), (inputs, states, output) -> {})
                                        .withState("level", 5))));
        assertEquals(layer + "'cube' is no JavaFunction", loaded(cube, NONE.registerCell("cube", weights -> null)));
        assertEquals(
                layer + "'decay' is no JavaCell",
                loaded(decay, NONE.register("decay", JavaFunction.ofElements(x -> x))));
        Function<List<Weight>, JavaFunction> fails = weights -> {
            throw new IllegalStateException("no\nluck");
        };
        assertEquals(
                layer + "'cube' cannot be made: java.lang.IllegalStateException: no luck",
                loaded(cube, NONE.register("cube", fails)));
    }

    @Test
    void aRegistryIsImmutableAndHasEachNameOnce() {
        JavaFunctions one = NONE.register("f", JavaFunction.ofElements(x -> x));
        assertFalse(NONE.has("f"));
        assertEquals(one.function("f"), one.function("f"));
        assertEquals(
                "'f' is registered already",
                assertThrows(IllegalArgumentException.class, () -> one.registerCell("f", weights -> null))
                        .getMessage());
        assertEquals(
                "'g' is not registered",
                assertThrows(IllegalArgumentException.class, () -> one.cell("g"))
                        .getMessage());
    }
}
