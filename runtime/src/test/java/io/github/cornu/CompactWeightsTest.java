package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.op.Activation;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.recurrent.Cell;
import io.github.cornu.op.recurrent.GruCell;
import io.github.cornu.op.recurrent.Recurrent;
import io.github.cornu.op.recurrent.Recurrent.Output;
import io.github.cornu.op.recurrent.SimpleRnnCell;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import io.github.cornu.tensor.WeightFormat;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Models with weights in a compact form: one result, near that of float32. */
class CompactWeightsTest {
    private static final int FEATURES = 7;

    private static final CompileOptions SCALAR = CompileOptions.defaults().withKernels(KernelChoice.SCALAR);
    private static final CompileOptions VECTOR = CompileOptions.defaults().withKernels(KernelChoice.VECTOR);

    private static Weight weight(Random random, int... lengths) {
        return Graphs.weight(random.nextLong(), lengths);
    }

    /** Three recurrent layers and a dense one, of random sizes; input (None, None, features). */
    private static Graph model(long seed) {
        Random random = new Random(seed);
        Activation tanh = Activation.of(Unary.TANH);
        Activation sigmoid = Activation.of(Unary.SIGMOID);
        int units = 1 + random.nextInt(40);
        int more = 1 + random.nextInt(40);
        boolean after = random.nextBoolean();
        GraphBuilder graph = new GraphBuilder("model");
        Value x = graph.input("x", Shape.of(-1, -1, FEATURES));
        Value lstm = graph.add("lstm", "LSTM", Graphs.lstm(FEATURES, units, true, false, seed), x);
        GruCell gru = new GruCell(
                weight(random, units, 3 * more),
                weight(random, more, 3 * more),
                weight(random, 3 * more),
                after ? weight(random, 3 * more) : null,
                after,
                tanh,
                sigmoid);
        Value second = graph.add("gru", "GRU", recurrent(gru), lstm);
        SimpleRnnCell rnn =
                new SimpleRnnCell(weight(random, more, 19), weight(random, 19, 19), weight(random, 19), tanh);
        Value third = graph.add("rnn", "SimpleRNN", recurrent(rnn), second);
        Dense dense = new Dense(weight(random, 19, 83), weight(random, 83), Activation.LINEAR);
        graph.output("dense", graph.add("dense", "Dense", dense, third));
        return graph.build();
    }

    private static Recurrent recurrent(Cell cell) {
        return Recurrent.of(cell).withOutput(Output.SEQUENCE);
    }

    private static Tensor sample(Tensor x, int row) {
        int size = x.data().length / x.shape().length(0);
        float[] data = Arrays.copyOfRange(x.data(), row * size, (row + 1) * size);
        return Tensor.of(data, x.shape().with(0, 1));
    }

    @Test
    void batchesStepsThreadsAndKernelsGiveTheSameBits() {
        RandomTrials.run(60, random -> {
            long seed = random.nextLong();
            int batch = RandomTrials.between(random, 1, 60);
            int steps = RandomTrials.between(random, 1, 4);
            for (WeightFormat format : WeightFormat.values()) {
                Graph graph = model(seed);
                Model scalar = Model.compile(graph, SCALAR.withWeights(format));
                Model vector = Model.compile(graph, VECTOR.withWeights(format));
                Model shared = Model.compile(graph, VECTOR.withWeights(format).withThreads(2));
                Tensor x = Graphs.tensor(seed, batch, steps, FEATURES);
                Tensor expected = scalar.newSession().run(x);
                assertEquals(expected, vector.newSession().run(x), format.name());
                assertEquals(expected, shared.newSession().run(x), format.name());
                int row = (int) Math.floorMod(seed, (long) batch);
                float[] alone = vector.newSession().run(sample(x, row)).data();
                assertArrayEquals(sample(expected, row).data(), alone, format.name());
                assertArrayEquals(alone, stepped(vector, sample(x, row)), format.name());
            }
        });
    }

    private static float[] stepped(Model model, Tensor x) {
        Session session = model.newSession().stream();
        int steps = x.shape().length(1);
        float[] all = new float[steps * 83];
        for (int t = 0; t < steps; t++) {
            float[] in = Arrays.copyOfRange(x.data(), t * FEATURES, (t + 1) * FEATURES);
            Tensor y = session.run(Tensor.of(in, 1, 1, FEATURES));
            System.arraycopy(y.data(), 0, all, t * 83, 83);
        }
        return all;
    }

    /** The largest error of one dense layer with 300 inputs, relative to its largest output. */
    private static double error(WeightFormat format) {
        Graph graph = Graphs.denseModel(300, 200);
        Tensor x = Graphs.tensor(5, 20, 300);
        Tensor expected = Model.compile(graph, SCALAR).newSession().run(x);
        Tensor actual =
                Model.compile(graph, SCALAR.withWeights(format)).newSession().run(x);
        return Comparison.of("dense", expected, actual).relativeError();
    }

    @Test
    void theErrorIsThatOfTheForm() {
        assertEquals(0, error(WeightFormat.F32));
        double pairs = error(WeightFormat.BF16);
        double bytes = error(WeightFormat.INT8);
        assertTrue(pairs > 1e-4 && pairs < 3e-3, "bf16 " + pairs);
        assertTrue(bytes > 1e-4 && bytes < 1e-2, "int8 " + bytes);
    }

    @Test
    void float32IsTheDefault() {
        assertEquals(WeightFormat.F32, CompileOptions.defaults().weights());
        assertEquals(WeightFormat.F32, SCALAR.weights());
        CompileOptions compact = SCALAR.withWeights(WeightFormat.INT8);
        assertEquals(
                WeightFormat.INT8,
                compact.withKeepLayers(true)
                        .withThreads(2)
                        .withKernels(KernelChoice.VECTOR)
                        .weights());
    }

    @ParameterizedTest
    @EnumSource(WeightFormat.class)
    void matricesWithInfinitiesStayAsTheyAre(WeightFormat format) {
        float[] kernel = Graphs.numbers(10 * 40, 3);
        kernel[77] = Float.NEGATIVE_INFINITY;
        GraphBuilder graph = new GraphBuilder("dense");
        Value x = graph.input("x", Shape.of(-1, 10));
        Dense dense = new Dense(Weight.of(kernel, 10, 40), null, Activation.LINEAR);
        graph.output("dense", graph.add("dense", "Dense", dense, x));
        Graph built = graph.build();
        Tensor in = Graphs.tensor(4, 3, 10);
        Tensor expected = Model.compile(built, SCALAR).newSession().run(in);
        assertTrue(Float.isInfinite(expected.data()[37]));
        assertEquals(
                expected,
                Model.compile(built, VECTOR.withWeights(format)).newSession().run(in));
    }

    /** A state knows the weights of the file, not their form. */
    @Test
    void statesGoFromOneFormToAnother() {
        Graph graph = model(11);
        Session exact = Model.compile(graph, SCALAR).newSession().stream();
        Session compact = Model.compile(graph, SCALAR.withWeights(WeightFormat.BF16)).newSession().stream();
        Tensor x = Graphs.tensor(2, 2, 3, FEATURES);
        exact.run(x);
        compact.restore(exact.state());
        assertEquals(exact.state(), compact.state());
        assertNotEquals(exact.run(x), compact.run(x));
    }
}
