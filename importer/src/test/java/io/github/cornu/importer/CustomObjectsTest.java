package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Comparison;
import io.github.cornu.CompileOptions;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.Session;
import io.github.cornu.State;
import io.github.cornu.StreamPool;
import io.github.cornu.Summary;
import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCell;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayer;
import io.github.cornu.importer.custom.CustomModel;
import io.github.cornu.importer.custom.CustomObjects;
import io.github.cornu.importer.custom.CustomWeight;
import io.github.cornu.op.Activation;
import io.github.cornu.op.custom.JavaCell;
import io.github.cornu.op.custom.JavaFunction;
import io.github.cornu.op.custom.JavaScan;
import io.github.cornu.op.custom.JavaTexts;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.op.shape.Identity;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Weight;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What users can do wrong with custom objects, and what else works with them. */
@Tag("smoke")
class CustomObjectsTest {
    private static final CustomObjects NONE = CustomObjects.none();

    private static GoldenCase golden(String name) {
        return new GoldenCase(TestData.ROOT.resolve("layers/custom").resolve(name));
    }

    private static Model load(String name, CustomObjects custom) {
        return KerasModels.loader()
                .options(TestData.SCALAR)
                .customObjects(custom)
                .load(KerasFile.of(golden(name).file()));
    }

    private static String message(Supplier<?> code) {
        ModelException e = assertThrows(ModelException.class, code::get);
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
        return e.getMessage();
    }

    private static String refused(CustomLayer attention) {
        return message(() -> load("attention_k3", NONE.register("Attention", attention)));
    }

    private static final String ATTENTION = "model.h5: layer 'attention' (Attention): ";

    private static CustomLayer withWeights(CustomFunction function) {
        return layer -> {
            layer.config().bool("return_attention", false);
            List.of("W", "b", "u").forEach(layer::weight);
            return function;
        };
    }

    private static CustomFunction java(JavaFunction function) {
        return call -> call.add(function, call.input());
    }

    @Test
    void whatIsNotRegisteredIsRefusedWithAHint() {
        assertEquals(
                "model.h5: layer 'center' (cornu>Center): this layer class is not supported; write it in Java with "
                        + "CustomObjects.register(\"cornu>Center\", …)",
                assertThrows(UnsupportedModelException.class, () -> load("frozen_k3", NONE))
                        .getMessage());
        assertTrue(message(() -> load("quantized_k2", NONE)).contains("CustomObjects.register(\"cornu>QDense\", …)"));
        // Keras has an Attention too, with other options.
        assertEquals(
                ATTENTION + "unknown option 'return_attention' = false", message(() -> load("attention_k3", NONE)));
        assertTrue(message(() -> load("lambda_k3", NONE))
                .contains("CustomObjects.registerLambda(\"double_and_reverse\", …)"));
        assertTrue(message(() -> load("activation_k2", NONE)).contains("CustomObjects.registerActivation(\""));
        assertTrue(message(() -> load("texts_k3", NONE)).contains("registerTexts(\"cornu>reviews\", …)"));
        String cell =
                message(() -> load("activation_in_a_cell_k3", NONE.registerActivation("leaky", call -> call.input())));
        assertTrue(cell.endsWith("its activation cannot be used inside a recurrent cell"), cell);
    }

    @Test
    void aFunctionOfTextsIsOfOneKind() {
        CustomObjects custom = NONE.registerTexts("reviews", JavaTexts.splitting(List::of));
        assertEquals(
                "model.h5: layer 'text_vectorization' (TextVectorization): 'standardize' is 'cornu>reviews', which "
                        + "makes tokens in Java",
                message(() -> load("texts_k3", custom)));
    }

    private static String refusedModel(CustomModel model) {
        return message(() -> KerasModels.load(
                TestData.ROOT.resolve("layers/custom/subclassed_towers_k3/model.keras"),
                NONE.registerModel("Towers", model)));
    }

    @Test
    void mistakesOfModelsAreOneLine() {
        String forgotten = refusedModel(model -> call -> call.inputs().get(0));
        assertTrue(forgotten.startsWith("model.keras: the file has weights at 'layers/dense' of a layer"), forgotten);
        assertEquals(
                "model.keras: layer 'towers' (cornu>Towers): its registered implementation is null",
                refusedModel(model -> null));
        assertEquals("model.keras: layer 'towers' (cornu>Towers): two inputs have the name 'a'", refusedModel(model -> {
            model.input("a", 7);
            model.input("a", 5);
            return null;
        }));
        assertTrue(refusedModel(model -> {
                    model.inner("other", "Embedding", Map.of("input_dim", 5, "output_dim", 4));
                    return call -> call.inputs().get(0);
                })
                .contains("layer 'other' (Embedding): the file has no weights for it, expected [embeddings]"));
        assertEquals(
                "model.keras: the file holds a cornu>Towers, not a model: register it as one, with "
                        + "CustomObjects.registerModel",
                message(() -> KerasModels.load(
                        TestData.ROOT.resolve("layers/custom/subclassed_towers_k3/model.keras"),
                        NONE.register("Towers", layer -> call -> call.input()))));
    }

    /** A whole number of 41 bits among the variables, of which a float has 24. */
    @Test
    void wholeNumbersThatAreNoFloatsAreRefusedByLayer() throws IOException {
        byte[] file = Files.readAllBytes(golden("types_k3").file());
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int place = 0;
        while (bytes.getLong(place) != 100 || bytes.getLong(place + Long.BYTES) != 137) {
            place++;
        }
        bytes.putLong(place, (1L << 40) + 1);
        String text = message(() -> KerasModels.loader()
                .customObjects(CustomExamples.ALL)
                .options(TestData.SCALAR)
                .load(KerasFile.of(file, "model.h5")));
        assertEquals(
                "model.h5: layer 'typed' (cornu>Typed): the dataset '/model_weights/typed/sequential/typed/divisor' "
                        + "holds the number 1099511627777, which does not fit into a float",
                text);
    }

    @Test
    void aRegistryIsImmutableAndHasEachNameOnce() {
        CustomObjects one = NONE.register("My", layer -> call -> call.input());
        assertEquals(null, NONE.layer("My"));
        assertTrue(one.layer("package>My") == one.layer("My"));
        assertEquals(null, NONE.register("package>My", layer -> null).layer("My"));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> one.register("My", layer -> null));
        assertEquals("'My' is registered already", e.getMessage());
    }

    @Test
    void configsAndWeightsThatAreNotUsedAreRefused() {
        assertEquals(
                ATTENTION + "unknown option 'return_attention' = false, which its registered implementation neither "
                        + "reads nor ignores",
                refused(layer -> call -> call.input()));
        assertEquals(ATTENTION + "the config lacks 'units'", refused(layer -> {
            layer.config().integer("units");
            return null;
        }));
        assertEquals(ATTENTION + "'return_attention' is false, expected a whole number", refused(layer -> {
            layer.config().integer("return_attention");
            return null;
        }));
        String few = refused(layer -> {
            layer.config().ignore("return_attention");
            layer.weight("W");
            return call -> call.input();
        });
        assertTrue(few.startsWith(ATTENTION + "the file has 3 weights ["), few);
        assertTrue(few.endsWith(", expected 1 [W]"), few);
        assertEquals(ATTENTION + "weight 'W' has its shape and values only when the layer is called", refused(layer -> {
            layer.weight("W").read();
            return null;
        }));
        assertEquals(ATTENTION + "weight 'W' has shape (6, 6), expected (6, 5)", refused(layer -> {
            layer.config().ignore("return_attention");
            CustomWeight w = layer.weight("W");
            layer.weight("b");
            layer.weight("u");
            return call -> call.add(new Dense(w.expect(6, 5), null, Activation.LINEAR), call.input());
        }));
    }

    @Test
    void variablesOfTheNewerFormsAreFoundByPath() {
        KerasFile file = KerasFile.of(TestData.ROOT.resolve("forms/custom_objects_k3/model.keras"));
        CustomObjects others = NONE.register("cornu>QDense", layer -> {
            layer.config().ignore("units", "quantizer", "bits", "use_bias", "activation");
            layer.weight("kernel");
            return call -> call.input();
        });
        CustomObjects custom = others.register("Attention", CustomExamples.ALL.layer("Attention"))
                .register("Center", CustomExamples.ALL.layer("cornu>Center"))
                .register("Gated", CustomExamples.ALL.layer("cornu>Gated"))
                .registerLambda("double_and_reverse", call -> call.input())
                .registerActivation("snake", call -> call.input())
                .registerActivation("leaky", Activation.LINEAR);
        String text = message(() -> KerasModels.loader()
                .options(TestData.SCALAR)
                .customObjects(custom)
                .load(file));
        assertTrue(text.contains("(cornu>QDense): the file has 2 variables at 'layers/"), text);
        assertTrue(text.endsWith(", expected 1 [kernel]"), text);
    }

    @Test
    void mistakesOfTheImplementationAreOneLine() {
        assertEquals(ATTENTION + "its registered implementation is null", refused(layer -> null));
        assertEquals(ATTENTION + "its registered implementation returns null", refused(withWeights(call -> null)));
        assertEquals(
                ATTENTION + "its registered implementation failed: java.lang.IllegalStateException: oh",
                refused(layer -> {
                    throw new IllegalStateException("o" + "h");
                }));
        assertEquals(
                ATTENTION + "its registered implementation failed: java.lang.NullPointerException: an operand",
                refused(withWeights(call -> call.add(new Identity(), call.mask()))));
        assertEquals(
                ATTENTION + "its registered implementation returns the shape (2, 3), axis 0 is not the batch of its "
                        + "input (None, 5, 6)",
                refused(withWeights(call -> call.add(new Constant(Weight.of(new float[6], 2, 3))))));
        assertEquals(
                ATTENTION + "expected an input of rank 8 or more, got (None, 5, 6)",
                refused(withWeights(call -> call.add(new Reduce(Reduce.Kind.SUM, 7, false), call.input()))));
        assertEquals(
                ATTENTION + "its Java function gives the shape null for inputs of [(None, 5, 6)]; axis 0 is to stay, "
                        + "and no other axis may be free where the inputs' are not",
                refused(withWeights(java(JavaFunction.of(shapes -> null, (x, y) -> {})))));
        assertTrue(refused(withWeights(java(JavaFunction.of(shapes -> shapes.get(1), (x, y) -> {}))))
                .startsWith(ATTENTION + "its function of shapes failed: java.lang."));
        assertEquals(ATTENTION + "'a/b' is no attribute, or has an inner layer already", refused(layer -> {
            layer.inner("a/b", "Dense", Map.of("units", 3));
            return null;
        }));
        String inner = refused(layer -> {
            layer.inner("inside", "Foo", Map.of("units", 3));
            return withWeights(call -> call.input()).create(layer);
        });
        assertTrue(inner.startsWith("model.h5: layer 'attention/inside' (Foo): this layer class is not"), inner);
    }

    @Test
    void aFunctionThatFailsNamesTheLayerAndLeavesTheStates() {
        JavaFunction function = JavaFunction.of(shapes -> shapes.get(0), (inputs, output) -> {
                    if (inputs.get(0).data()[0] > 100) {
                        throw new ArithmeticException("too large");
                    }
                    System.arraycopy(inputs.get(0).data(), 0, output.data(), 0, output.data().length);
                    inputs.get(0).data()[0] = 1e9f; // its own copy
                })
                .ofSteps();
        CustomObjects custom = NONE.register("cornu>QDense", CustomExamples.ALL.layer("cornu>QDense"))
                .register("Gated", layer -> {
                    layer.config().ignore("units");
                    layer.weight("scale");
                    layer.inner("gate", "Dense", Map.of("units", 3));
                    layer.inner("project", "Dense", Map.of("units", 3, "use_bias", false));
                    return java(function);
                })
                .registerLambda("double_and_reverse", call -> {
                    JavaFunction times = JavaFunction.ofElements(x -> x * 1e4f);
                    return call.add(times, call.input());
                });
        Session session = load("stream_k3", custom).newSession().stream();
        Tensor y = Tensor.zeros(1, 1, 4);
        Tensor x = Tensor.of(new float[] {0, 0, 0, 0, 0, 0}, 1, 1, 6);
        Tensor before;
        String text = null;
        do {
            before = session.state().entries().get(0).value();
            try {
                session.step(x, y);
            } catch (ModelException e) {
                text = e.getMessage();
            }
            x.data()[0] += 1f;
            x.data()[3] -= 1f;
        } while (text == null && x.data()[0] < 50);
        assertEquals(
                "layer 'gated' (cornu>Gated): its Java function failed: java.lang.ArithmeticException: too large",
                text);
        assertEquals(before, session.state().entries().get(0).value());
    }

    @Test
    void aFunctionOverTheSequenceDoesNotStream() {
        CustomObjects custom =
                NONE.register("Attention", withWeights(java(JavaFunction.of(x -> x.get(0), (x, y) -> {}))));
        Model model = load("attention_k3", custom);
        assertEquals(
                "layer 'attention' (Attention): the model cannot be stepped through time: its Java function gets the "
                        + "whole sequence; say ofSteps() if it computes each step alone",
                message(model::checkStream));
        CustomObjects wrong = NONE.register(
                "Attention",
                withWeights(java(
                        JavaFunction.of(x -> x.get(0).remove(1), (x, y) -> {}).ofSteps())));
        String text = message(load("attention_k3", wrong)::checkStream);
        assertTrue(text.contains("its Java function of steps makes (None, 6) of [(None, None, 6)]"), text);
    }

    @Test
    void cellsAreRefusedWhereTheyAreNoCells() {
        assertEquals(
                "model.h5: layer 'rnn/minimal_cell' (cornu>MinimalCell): this layer class is not supported; write it in "
                        + "Java with CustomObjects.registerCell(\"cornu>MinimalCell\", …)",
                message(() -> load("cell_k2", NONE)));
        assertEquals(
                "model.h5: layer 'rnn' (RNN): its cell 'minimal_cell' is of the class cornu>MinimalCell, which is "
                        + "registered as a layer; see registerCell",
                message(() -> load("cell_k2", NONE.register("MinimalCell", layer -> {
                    layer.config().integer("units");
                    layer.weight("kernel");
                    layer.weight("recurrent_kernel");
                    return call -> call.input();
                }))));
        assertEquals(
                "model.h5: layer 'center' (cornu>Center): a cell is called with the states before, and 0 are given",
                message(() -> load("frozen_k3", NONE.registerCell("Center", cell -> {
                    cell.weight("gain");
                    cell.nonTrainableWeight("mean");
                    return features -> JavaCell.of(features, 1, 1, (x, states, next) -> {});
                }))));
    }

    private static final String MINIMAL = "model.h5: layer 'rnn/minimal_cell' (cornu>MinimalCell): ";

    private static String refusedCell(CustomCell minimal) {
        return message(() -> load("cell_k3", NONE.registerCell("cornu>MinimalCell", minimal)));
    }

    private static CustomCell withCellWeights(IntFunction<JavaCell> function) {
        return cell -> {
            cell.config().ignore("units");
            List.of("kernel", "recurrent_kernel").forEach(cell::weight);
            return function;
        };
    }

    @Test
    void mistakesOfCellsAreOneLine() {
        assertEquals(
                MINIMAL + "unknown option 'units' = 4, which its registered implementation neither reads nor ignores",
                refusedCell(cell -> features -> null));
        assertEquals(MINIMAL + "its registered implementation is null", refusedCell(cell -> null));
        assertEquals(MINIMAL + "a cell cannot have inner layers", refusedCell(cell -> {
            cell.inner("dense", "Dense", Map.of("units", 4));
            return null;
        }));
        String layer = "model.h5: layer 'rnn' (RNN): ";
        assertEquals(layer + "its registered implementation returns null", refusedCell(withCellWeights(n -> null)));
        assertEquals(
                layer + "a cell of 6 features, 4 units and 3 states; it has one state or two",
                refusedCell(withCellWeights(n -> JavaCell.of(n, 4, 3, (x, states, next) -> {}))));
        assertEquals(
                layer + "expected length 5 of the last axis, got an input of shape (None, 5, 6)",
                refusedCell(withCellWeights(n -> JavaCell.of(5, 4, 1, (x, states, next) -> {}))));
        CustomObjects fails = NONE.registerCell(
                "MinimalCell", withCellWeights(n -> JavaCell.of(n, 4, 1, (x, states, next) -> next[1][0] = 0)));
        Session session = load("cell_k3", fails).newSession();
        String text = message(() -> session.run(Tensor.zeros(1, 5, 6)));
        assertTrue(text.startsWith("layer 'rnn' (RNN): its Java cell failed: java.lang.ArrayIndexOut"), text);
    }

    @Test
    void cellsStreamAndTheirStatesBelongToTheirWeights() {
        Model model = golden("cell_stateful_k3").load(TestData.SCALAR);
        Tensor x = golden("cell_stateful_k3").inputs(model).get(0).get(0);
        Tensor whole = model.newSession().stateful(false).run(x);
        Session stream = model.newSession().stream();
        Tensor now = Tensor.zeros(3, 1, 6);
        Tensor y = Tensor.zeros(3, 3);
        for (int t = 0; t < 5; t++) {
            for (int row = 0; row < 3; row++) {
                System.arraycopy(x.data(), (row * 5 + t) * 6, now.data(), row * 6, 6);
            }
            stream.step(now, y);
        }
        assertArrayEquals(whole.data(), y.data());
        Model other = golden("cell_stateful_k2").load(TestData.SCALAR);
        String text = message(() -> {
            other.newSession().stream().restore(stream.state());
            return null;
        });
        assertTrue(text.contains("weights"), text);
    }

    private static JavaScan sums(int features) {
        JavaScan scan = JavaScan.of(step -> step.get(0), (inputs, states, output) -> {
            for (int i = 0; i < features; i++) {
                states[0][i] += inputs[0][i];
                output[i] = states[0][i];
            }
        });
        return scan.withState("sum", features);
    }

    /** A step of TimeDistributed is a sample, of which there is no state from call to call. */
    @Test
    void whatAProgramMakesStatefulIsRefusedInsideTimeDistributed() {
        assertFalse(load("time_distributed_k2", running(false)).layers().isEmpty());
        for (String name : List.of("time_distributed_k2", "time_distributed_k3")) {
            String text = message(() -> load(name, running(true)));
            assertTrue(text.contains("layer 'time_distributed' (TimeDistributed): a stateful layer inside"), text);
        }
    }

    private static CustomObjects running(boolean stateful) {
        return NONE.register("Gated", layer -> {
            int units = layer.config().integer("units");
            layer.weight("scale");
            CustomInnerLayer gate = layer.inner("gate", "Dense", Map.of("units", units));
            layer.inner("project", "Dense", Map.of("units", units, "use_bias", false));
            return call -> {
                Value step = call.add(Reshape.expandDims(1), call.apply(gate, call.input()));
                return call.add(sums(units).ofLastStep().withStateful(stateful), step);
            };
        });
    }

    @Test
    void twoOperationsOfALayerHaveStatesOfTheirOwn() {
        CustomObjects twice = NONE.register("Smoothing", layer -> {
            layer.weight("rate");
            return call -> {
                int features = call.input().shape().length(-1);
                return call.add(sums(features), call.add(sums(features), call.input()));
            };
        });
        for (Model model : List.of(load("states_k2", twice), load("states_archive_k3", twice))) {
            Tensor x = golden("states_k2").inputs(model).get(0).get(0);
            Tensor whole = model.run(x);
            Session stateful = model.newSession().stateful(true);
            assertEquals(whole, stateful.run(x));
            assertFalse(whole.equals(stateful.run(x)));
            Session stream = model.newSession().stream();
            Tensor last = null;
            for (int t = 0; t < 9; t++) {
                Tensor now = Tensor.zeros(3, 1, 6);
                for (int row = 0; row < 3; row++) {
                    System.arraycopy(x.data(), (row * 9 + t) * 6, now.data(), row * 6, 6);
                }
                last = stream.run(now);
            }
            for (int row = 0; row < 3; row++) {
                assertArrayEquals(
                        Arrays.copyOfRange(whole.data(), (row * 9 + 8) * 4, (row * 9 + 9) * 4),
                        Arrays.copyOfRange(last.data(), row * 4, row * 4 + 4));
            }
        }
    }

    @Test
    void statesOfALayerBelongToItsWeights() {
        CustomObjects unnamed = NONE.register("Smoothing", layer -> {
            layer.weight("rate");
            return call -> call.add(sums(call.input().shape().length(-1)), call.input());
        });
        State state = load("states_k2", unnamed).newSession().stream().state();
        load("states_k2", unnamed).newSession().stream().restore(state);
        Session other = load("states_archive_k2", unnamed).newSession().stream();
        String text = message(() -> {
            other.restore(state);
            return null;
        });
        assertTrue(text.contains("weights"), text);
    }

    @Test
    void eachCallStartsWithZeros() {
        CustomObjects custom = NONE.registerLambda(
                "double_and_reverse",
                call -> call.add(
                        JavaFunction.of(
                                x -> x.get(0), (x, y) -> y.data()[0] += x.get(0).data()[0]),
                        call.input()));
        Session session = load("lambda_k2", custom).newSession();
        Tensor x = Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7}, 1, 7);
        Tensor first = session.run(x);
        assertEquals(first, session.run(x));
        session.run(Tensor.zeros(3, 7));
        assertEquals(first, session.run(x));
    }

    @Test
    void aPoolStepsThem() {
        Model model = golden("stream_k3").load(TestData.SCALAR);
        Tensor x = golden("stream_k3").inputs(model).get(0).get(0);
        float[] whole = model.newSession().run(x).data();
        StreamPool pool = model.newPool();
        int[] streams = {pool.add(), pool.add()};
        Tensor now = Tensor.zeros(2, 1, 6);
        Tensor y = Tensor.zeros(2, 1, 3);
        for (int t = 0; t < 9; t++) {
            for (int row = 0; row < 2; row++) {
                System.arraycopy(x.data(), (row * 9 + t) * 6, now.data(), row * 6, 6);
            }
            pool.step(streams, now, y);
        }
        float[] last = new float[6];
        System.arraycopy(whole, 8 * 3, last, 0, 3);
        System.arraycopy(whole, 17 * 3, last, 3, 3);
        assertArrayEquals(last, y.data());
    }

    @Test
    void layersAreKeptAndShown() {
        CompileOptions kept = TestData.SCALAR.withKeepLayers(true);
        Model model = golden("nested_k2").load(kept);
        assertTrue(
                model.outputs().stream().anyMatch(output -> output.name().equals("layer_inner/center")),
                () -> String.valueOf(model.outputs()));
        String text = Summary.of(model);
        assertTrue(text.contains("cornu>QDense"), text);
        for (Comparison comparison : golden("nested_k2").golden().compare(model)) {
            assertTrue(comparison.isWithin(TestData.TOLERANCE), comparison::toString);
        }
        assertEquals(
                Shape.of(-1, 5),
                load("layers_inside_k2", CustomExamples.ALL)
                        .layers()
                        .get(0)
                        .shapes()
                        .get(0));
    }
}
