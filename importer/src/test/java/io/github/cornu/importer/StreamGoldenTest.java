package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.Session;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every model of {@code testdata/layers} that can be stepped gives step by step the bits that it gives at once. */
class StreamGoldenTest {
    private static final int ENOUGH = 200;

    @TestFactory
    Stream<DynamicTest> stepByStepIsAllAtOnce() {
        AtomicLong stepped = new AtomicLong();
        Stream<DynamicTest> layers = GoldenCase.layers()
                .map(layer -> dynamicTest(String.valueOf(layer.getFileName()), () -> {
                    stepped.addAndGet(
                            GoldenCase.of(layer).filter(StreamGoldenTest::check).count());
                }));
        return Stream.concat(
                layers,
                Stream.of(dynamicTest(
                        "many models",
                        () -> assertTrue(stepped.get() >= ENOUGH || GoldenCase.areSome(), stepped + " models"))));
    }

    @Test
    void languageModelsCanBeStepped() throws IOException {
        try (Stream<Path> cases = Files.list(TestData.ROOT.resolve("layers/language_models"))) {
            for (Path folder : cases.filter(Files::isDirectory).toList()) {
                assertTrue(check(new GoldenCase(folder)), folder.toString());
            }
        }
    }

    /** The same mask is causal for a sequence and itself, and is not for sequences of different lengths. */
    @Test
    void masksOfASequenceAndItselfCanBeStepped() {
        for (String mask : List.of("from_start", "from_end", "triangle", "window")) {
            for (String version : List.of("_k2", "_k3")) {
                String name = "attention_masks/" + mask;
                assertTrue(check(new GoldenCase(TestData.ROOT.resolve("layers/" + name + "_itself" + version))), name);
                assertObstacle(name + version, "multi_head_attention", "is not known to be causal (made by layer");
            }
        }
    }

    /** True if the model takes sequences of the same length, and can be stepped. */
    private static boolean check(GoldenCase golden) {
        Model model = golden.load(TestData.Simd.VECTOR);
        List<Tensor> inputs = golden.inputs(model).get(0);
        int length =
                inputs.get(0).shape().rank() < 2 ? 0 : inputs.get(0).shape().length(1);
        int least = model.layers().stream()
                        .anyMatch(layer -> layer.className().equals("Embedding")
                                || layer.className().equals("ReversibleEmbedding"))
                ? 2
                : 3;
        if (inputs.stream().anyMatch(x -> x.shape().rank() < least || x.shape().length(1) != length)) {
            return false;
        }
        if (inputs.stream().anyMatch(x -> x.shape().rank() == 2 && !areIndices(x))) {
            return false;
        }
        try {
            model.checkStream();
        } catch (ModelException e) {
            assertTrue(e.getMessage().contains("cannot be stepped through time"), e.getMessage());
            return false;
        }
        Session session = model.newSession().stream();
        if (session.inputs().stream().anyMatch(spec -> spec.shape().length(1) != Shape.FREE)) {
            return false;
        }
        List<Tensor> whole = model.newSession().run(inputs);
        List<List<Tensor>> steps = new ArrayList<>();
        for (int t = 0; t < length; t++) {
            int step = t;
            steps.add(session.run(inputs.stream().map(x -> step(x, step)).toList()));
        }
        for (int i = 0; i < whole.size(); i++) {
            int output = i;
            List<Tensor> parts =
                    steps.stream().map(outputs -> outputs.get(output)).toList();
            float[] all = joined(parts);
            boolean sequence = all.length == whole.get(i).data().length;
            float[] streamed = sequence ? all : parts.get(length - 1).data();
            assertArrayEquals(whole.get(i).data(), streamed, golden.name());
        }
        return true;
    }

    /** Those of an embedding are steps of a sequence, other numbers the features of one. */
    private static boolean areIndices(Tensor x) {
        for (float value : x.data()) {
            if (value != (int) value) {
                return false;
            }
        }
        return true;
    }

    private static Tensor step(Tensor x, int step) {
        int batch = x.shape().length(0);
        int steps = x.shape().length(1);
        int features = x.shape().size(2, x.shape().rank());
        Tensor one = Tensor.zeros(x.shape().with(1, 1));
        for (int r = 0; r < batch; r++) {
            System.arraycopy(x.data(), (r * steps + step) * features, one.data(), r * features, features);
        }
        return one;
    }

    private static float[] joined(List<Tensor> parts) {
        int batch = parts.get(0).shape().length(0);
        int total = parts.stream().mapToInt(part -> part.data().length).sum();
        float[] joined = new float[total];
        int at = 0;
        for (int r = 0; r < batch; r++) {
            for (Tensor part : parts) {
                int size = part.data().length / batch;
                System.arraycopy(part.data(), r * size, joined, at, size);
                at += size;
            }
        }
        return joined;
    }

    @Test
    void obstaclesNameTheLayerAndWhatToDo() {
        assertObstacle(
                "bidirectional/concat_sequences_k2", "bidirectional", "only layers that go forward can be stepped");
        assertObstacle("lstm/backwards_k3", "lstm", "it goes backwards in time");
        assertObstacle("conv1d/same_k2", "conv1d", "with padding 'same'; use padding 'causal' or 'valid'");
        assertObstacle("global_pooling/max_1d_k3", "global_max_pooling1d", "keep the maximum of the steps outside");
        assertObstacle("repeat_vector/one_to_many_k2", "lstm", "it runs over a sequence that comes from one time step");
        assertObstacle(
                "conv_transpose/one_k2", "conv1d_transpose", "overlap in time; use strides of at least the kernel");
        assertObstacle("locally_connected/one_1_k2", "locally_connected1d", "each time step has weights of its own");
        assertObstacle("conv3d/free_k2", "conv3d", "the shape of one time step is not fixed: (None, None, 2)");
        assertObstacle("conv_lstm/free_images_k2", "conv_lstm2d", "its images have no fixed shape");
        assertObstacle("conv_lstm/backwards_k3", "conv_lstm2d", "it goes backwards in time");
        assertObstacle(
                "attention/around_k2",
                "near",
                "its attention mask relates steps in a way that is not known to be causal (made by layer"
                        + " 'tf.math.logical_and' (TFOpLambda), where layer 'tf.math.subtract' (TFOpLambda): it combines"
                        + " a whole sequence with a single step); run the whole sequence at once; with use_causal_mask");
        assertObstacle("attention/around_k3", "near", "(made by layer 'logical_and' (LogicalAnd), where layer");
        assertObstacle(
                "attention/additive_0_free_k3", "additive_attention", "its attention goes over the whole sequence");
        assertObstacle("attention/scores_taken_k2", "additive_attention", "has one more than the step before");
        assertObstacle("lstm/initial_state_from_inputs_k2", "lstm", "its initial state comes from the model");
    }

    /** Scores grow with the stream; a model whose outputs have none is stepped. */
    @Test
    void attentionScoresAreLeftOutOfAStream() {
        GoldenCase golden = new GoldenCase(TestData.ROOT.resolve("layers/attention/scores_taken_k3"));
        Model whole = golden.load(TestData.SCALAR);
        assertThrows(ModelException.class, whole::checkStream);
        Model model = golden.load(TestData.SCALAR.withOutputs("result"));
        Tensor x = golden.inputs(model).get(0).get(0);
        Session stream = model.newSession().stream();
        List<Tensor> steps = new ArrayList<>();
        for (int t = 0; t < x.shape().length(1); t++) {
            steps.add(stream.run(List.of(step(x, t))).get(0));
        }
        assertArrayEquals(whole.newSession().run(List.of(x)).get(0).data(), joined(steps));
    }

    /** Four bytes a number, as docs/generation.md says: 2 layers of 3 heads, whose keys and values have 5 numbers. */
    @Test
    void aTokenTakesTheMemoryOfItsKeysAndValues() {
        GoldenCase golden = new GoldenCase(TestData.ROOT.resolve("layers/language_models/gpt_k3"));
        Session stream = golden.load(TestData.SCALAR).newSession().stream();
        Tensor tokens = Tensor.zeros(1, 4);
        stream.run(List.of(tokens));
        int before = stream.state().toBytes().length;
        stream.run(List.of(tokens));
        assertEquals(4 * 4 * 2 * 3 * (5 + 5), stream.state().toBytes().length - before);
    }

    private static void assertObstacle(String name, String layer, String text) {
        GoldenCase golden = new GoldenCase(TestData.ROOT.resolve("layers").resolve(name));
        ModelException e = assertThrows(
                ModelException.class, () -> golden.load(TestData.SCALAR).checkStream());
        assertTrue(e.getMessage().contains("'" + layer), e.getMessage());
        assertTrue(e.getMessage().contains(text), e.getMessage());
    }

    @Test
    void warmUpIsReported() {
        assertEquals(0, warmUp("conv1d/causal_dilated_k2"));
        assertEquals(2, warmUp("conv1d/valid_k2"));
        assertEquals(0, warmUp("lstm/plain_k2"));
    }

    private static int warmUp(String name) {
        return new GoldenCase(TestData.ROOT.resolve("layers").resolve(name))
                .load(TestData.SCALAR)
                .checkStream();
    }
}
