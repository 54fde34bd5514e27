package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.kernel.threads.ThreadTeam;
import io.github.cornu.op.Activation;
import io.github.cornu.op.custom.JavaCell;
import io.github.cornu.op.recurrent.Cell;
import io.github.cornu.op.recurrent.GruCell;
import io.github.cornu.op.recurrent.LstmCell;
import io.github.cornu.op.recurrent.MaskRule;
import io.github.cornu.op.recurrent.Recurrent;
import io.github.cornu.op.recurrent.Recurrent.Direction;
import io.github.cornu.op.recurrent.Recurrent.Output;
import io.github.cornu.op.recurrent.SimpleRnnCell;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import io.github.cornu.tensor.WeightFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Recurrent layers that threads share, by samples or by units, have the bits of one thread. */
class SharedRecurrenceTest {
    private static final int FEATURES = 11;
    private static final int KINDS = 5;
    private static final CompileOptions VECTOR = CompileOptions.defaults().withKernels(KernelChoice.VECTOR);

    private static Weight weight(Random random, int... lengths) {
        float[] numbers = Graphs.numbers(Shape.of(lengths).size(), random.nextLong());
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] *= 0.2f;
        }
        return Weight.of(numbers, lengths);
    }

    private static Cell cell(Random random, int units) {
        Activation activation = random.nextInt(4) == 0 ? Activation.SOFTMAX : Activation.of(Unary.TANH);
        Activation gate = Activation.of(Unary.SIGMOID);
        return switch (random.nextInt(KINDS)) {
            case 0 ->
                new LstmCell(
                        weight(random, FEATURES, 4 * units),
                        weight(random, units, 4 * units),
                        weight(random, 4 * units),
                        activation,
                        gate);
            case 1, 2 -> {
                boolean after = random.nextBoolean();
                yield new GruCell(
                        weight(random, FEATURES, 3 * units),
                        weight(random, units, 3 * units),
                        weight(random, 3 * units),
                        after ? weight(random, 3 * units) : null,
                        after,
                        activation,
                        gate);
            }
            case 3 ->
                new SimpleRnnCell(
                        weight(random, FEATURES, units),
                        weight(random, units, units),
                        weight(random, units),
                        activation);
            default -> JavaCell.of(FEATURES, units, 2, SharedRecurrenceTest::step);
        };
    }

    private static void step(float[] x, float[][] states, float[][] next) {
        for (int i = 0; i < next[0].length; i++) {
            next[1][i] = 0.5f * states[1][i] + x[i % x.length];
            next[0][i] = states[0][(i + 1) % next[0].length] + next[1][i];
        }
    }

    private static Graph model(long seed, boolean masked) {
        Random random = new Random(seed);
        Cell cell = cell(random, 90 + random.nextInt(250));
        boolean sequences = random.nextBoolean();
        boolean backwards = random.nextBoolean();
        Recurrent op = Recurrent.of(cell)
                .withOutput(sequences ? Output.SEQUENCE : Output.LAST)
                .withDirection(backwards ? Direction.BACKWARD : Direction.FORWARD)
                .withStateful(random.nextBoolean())
                .withMask(masked ? MaskRule.REPEAT.withZeroOutput(random.nextBoolean()) : null);
        GraphBuilder graph = new GraphBuilder("model");
        Value x = graph.input("x", Shape.of(-1, -1, FEATURES));
        Value[] inputs = masked ? new Value[] {x, graph.input("mask", Shape.of(-1, -1))} : new Value[] {x};
        graph.output("y", graph.add("rnn", "RNN", op, inputs));
        return graph.build();
    }

    private static Tensor mask(Random random, int batch, int time) {
        Tensor mask = Tensor.zeros(Shape.of(batch, time));
        for (int i = 0; i < mask.data().length; i++) {
            mask.data()[i] = random.nextInt(3) == 0 ? 0 : 1;
        }
        return mask;
    }

    /** Threads beyond the number of cores give the same bits, too. */
    private static Session shared(Graph graph, CompileOptions options, int threads) {
        return Model.compile(graph, options, options.target(ThreadTeam.of(threads)))
                .newSession();
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        RandomTrials.run(60, random -> {
            long seed = random.nextLong();
            boolean masked = random.nextBoolean();
            int batch = RandomTrials.between(random, 1, 20);
            int time = RandomTrials.between(random, 0, 40);
            int threads = RandomTrials.between(random, 2, 4);
            Graph graph = model(seed, masked);
            Tensor x = Graphs.tensor(seed, batch, time, FEATURES);
            List<Tensor> inputs = masked ? List.of(x, mask(new Random(seed), batch, time)) : List.of(x);
            for (WeightFormat format : WeightFormat.values()) {
                CompileOptions options = VECTOR.withWeights(format);
                Session alone = Model.compile(graph, options).newSession();
                Session shared = shared(graph, options, threads);
                for (int call = 0; call < 3; call++) {
                    assertEquals(alone.run(inputs), shared.run(inputs), format + ", call " + call);
                }
            }
        });
    }

    @Test
    void optionsKeepTheNumberOfThreads() {
        assertEquals(1, CompileOptions.defaults().threads());
        assertEquals(
                3,
                VECTOR.withThreads(3)
                        .withKernels(KernelChoice.SCALAR)
                        .withKeepLayers(true)
                        .threads());
        assertThrows(IllegalArgumentException.class, () -> VECTOR.withThreads(0));
    }

    /** A cell of 2 states that throws when it meets 1000. */
    private static Graph failing(Throwable thrown) {
        JavaCell.Body body = (x, states, next) -> {
            step(x, states, next);
            if (x[0] == 1000) {
                SharedRecurrenceTest.<RuntimeException>throwUnchecked(thrown);
            }
        };
        Recurrent op = Recurrent.of(JavaCell.of(FEATURES, 400, 2, body))
                .withOutput(Output.SEQUENCE)
                .withStateful(true);
        GraphBuilder graph = new GraphBuilder("model");
        graph.output("y", graph.add("rnn", "RNN", op, graph.input("x", Shape.of(-1, -1, FEATURES))));
        return graph.build();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwUnchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void whateverAPartThrowsTheStatesAreAsBefore() {
        Tensor good = Graphs.tensor(1, 16, 40, FEATURES);
        for (Throwable thrown : List.of(new IOException("no such file"), new AssertionError("wrong"))) {
            for (int sample = 0; sample < 16; sample += 5) {
                Session session = shared(failing(thrown), VECTOR, 2);
                session.run(good);
                State before = session.state();
                float[] numbers = good.data().clone();
                numbers[(sample * 40 + 20) * FEATURES] = 1000;
                Tensor bad = Tensor.of(numbers, 16, 40, FEATURES);
                Class<? extends Throwable> type = thrown instanceof Error ? AssertionError.class : ModelException.class;
                assertThrows(type, () -> session.run(bad));
                assertEquals(before, session.state());
            }
        }
    }

    /** Sessions of several models and threads want the same team; who does not get it runs alone. */
    @Test
    void callersAtOnceDoNotDisturbEachOther() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> results = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                long seed = i % 10;
                int batch = 1 + i % 4 * 5;
                Graph graph = model(seed, false);
                Tensor x = Graphs.tensor(seed, batch, 20, FEATURES);
                Tensor expected = Model.compile(graph, VECTOR).newSession().run(x);
                Session session = shared(graph, VECTOR, 2);
                results.add(callers.submit(() -> assertEquals(expected, session.run(x))));
            }
            for (Future<?> result : results) {
                result.get();
            }
        } finally {
            callers.shutdownNow();
        }
    }
}
