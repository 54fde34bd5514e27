package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.op.attention.Attention;
import io.github.cornu.op.attention.Visibility;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Weight;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Causal attention in streams: states that grow over several blocks, to their end, of samples at different steps. */
class AttentionStreamTest {
    private static final int FEATURES = 4;

    /** Two layers of attention, each with a residual, and a table of positions in front if it has a length. */
    private static Graph graph(Visibility visibility, int table) {
        return graph(visibility, table, 7);
    }

    private static Graph graph(Visibility visibility, int table, long seed) {
        GraphBuilder graph = new GraphBuilder("causal");
        Value input = graph.input("x", Shape.of(-1, -1, FEATURES));
        Value valid = graph.add(
                "masking",
                "Masking",
                new Reduce(Reduce.Kind.MAX, 2, false),
                graph.add("masking", "Masking", new CombineScalar(Binary.NOT_EQUAL, 0f), input));
        Value x = input;
        if (table > 0) {
            Value places = graph.add("places", "Constant", new Constant(Graphs.weight(3, table, FEATURES)));
            x = graph.add("places", "Add", new Combine(Binary.ADD), x, places);
        }
        for (int i = 0; i < 2; i++) {
            x = attention(graph, "attention_" + i, visibility, x, i == 0 ? valid : null, seed);
        }
        graph.output("y", x);
        return graph.build();
    }

    private static Value attention(
            GraphBuilder graph, String layer, Visibility visibility, Value x, Value valid, long seed) {
        Value[] inputs = new Value[valid == null ? 3 : 4];
        int[] lengths = {0, 5, 0, 5, 0, 2};
        for (int i = 0; i < 3; i++) {
            int heads = i == 0 ? 4 : 2;
            Value all = graph.add(layer, "Dense", Graphs.dense(FEATURES, heads * lengths[2 * i + 1], seed + i), x);
            inputs[i] = graph.add(layer, "Dense", Reshape.splitAxis(2, Shape.of(heads, lengths[2 * i + 1])), all);
        }
        if (valid != null) {
            Value keys = graph.add(layer, "Dense", Reshape.expandDims(1), valid);
            inputs[3] = graph.add(layer, "Dense", Reshape.expandDims(1), keys);
        }
        Value y = graph.add(layer, "Dense", new Attention(1, Weight.of(new float[] {0.4f}), visibility), inputs);
        Value joined = graph.add(layer, "Dense", Reshape.mergeAxes(2, 4), y);
        Value projected = graph.add(layer, "Dense", Graphs.dense(4 * lengths[5], FEATURES, 11), joined);
        return graph.add(layer, "Dense", new Combine(Binary.ADD), x, projected);
    }

    private static Model model(int window, int table, int steps) {
        CompileOptions options = CompileOptions.defaults();
        return Model.compile(
                graph(new Visibility(true, window, Visibility.FullyMasked.ZERO), table),
                steps == 0 ? options : options.withStreamSteps(steps));
    }

    /** Some steps are zeros, which are masked. */
    private static Tensor sequence(int batch, int steps, long seed) {
        Tensor x = Graphs.tensor(seed, batch, steps, FEATURES);
        for (int step = 0; step < batch * steps; step += 5) {
            Arrays.fill(x.data(), step * FEATURES, (step + 1) * FEATURES, 0f);
        }
        return x;
    }

    private static Tensor part(Tensor x, int from, int to) {
        int batch = x.shape().length(0);
        int steps = x.shape().length(1);
        Tensor part = Tensor.zeros(batch, to - from, FEATURES);
        int size = (to - from) * FEATURES;
        for (int r = 0; r < batch; r++) {
            System.arraycopy(x.data(), (r * steps + from) * FEATURES, part.data(), r * size, size);
        }
        return part;
    }

    private static void assertPart(Tensor whole, int from, int to, Tensor y) {
        assertArrayEquals(part(whole, from, to).data(), y.data(), "steps from " + from + " to " + to);
    }

    @Test
    void chunksOverManyBlocksGiveTheBitsOfTheWhole() {
        for (int window : new int[] {0, 1, 70}) {
            Model model = model(window, 0, 0);
            Tensor x = sequence(2, 300, 5);
            Tensor whole = model.run(x);
            Random random = new Random(window);
            Session session = model.newSession().stream();
            int from = 0;
            while (from < 300) {
                int to = Math.min(300, from + 1 + random.nextInt(random.nextBoolean() ? 3 : 90));
                assertPart(whole, from, to, session.run(part(x, from, to)));
                from = to;
            }
        }
    }

    @Test
    void aSlidingWindowHasNoEnd() {
        for (int window : new int[] {1, 5, 64, 66}) {
            Model model = model(window, 0, 260);
            Tensor x = sequence(2, 900, 12);
            Tensor whole = model.run(x);
            Session session = model.newSession().stream();
            StreamPool pool = model.newPool();
            int stream = pool.add();
            Random random = new Random(window);
            int from = 0;
            while (from < 900) {
                int to = Math.min(900, from + 1 + random.nextInt(random.nextBoolean() ? 3 : 200));
                assertPart(whole, from, to, session.run(part(x, from, to)));
                from = to;
                if (from < 700) {
                    continue;
                }
                pool.restore(stream, session.state().rows(0));
                session.restore(State.fromBytes(session.state().toBytes()));
                Session steps = model.newSession().stream();
                for (int t = 0; t < from; t += 100) {
                    steps.run(part(x, t, Math.min(from, t + 100)));
                }
                assertEquals(steps.state(), session.state());
            }
            assertEquals(session.state().rows(0), pool.state(stream));
        }
    }

    /** A team of two threads, and scalar kernels. */
    @Test
    void threadsAndKernelsGiveTheSameBits() {
        Visibility visibility = new Visibility(true, 0, Visibility.FullyMasked.ZERO);
        CompileOptions defaults = CompileOptions.defaults();
        Tensor x = sequence(8, 130, 3);
        Tensor expected = Model.compile(graph(visibility, 0), defaults).run(x);
        for (CompileOptions options : List.of(defaults.withThreads(2), defaults.withKernels(KernelChoice.SCALAR))) {
            Session session = Model.compile(graph(visibility, 0), options).newSession().stream();
            assertPart(expected, 0, 128, session.run(part(x, 0, 128)));
            assertPart(expected, 128, 129, session.run(part(x, 128, 129)));
            assertPart(expected, 129, 130, session.run(part(x, 129, 130)));
        }
    }

    @Test
    void samplesAtDifferentStepsGoOnTogether() {
        Model model = model(0, 150, 0);
        Tensor x = sequence(1, 140, 6);
        Session early = model.newSession().stream();
        Session late = model.newSession().stream();
        Tensor y = early.run(part(x, 0, 3));
        assertEquals(FEATURES * 3, y.data().length);
        late.run(part(x, 0, 100));
        State both = State.join(List.of(early.state(), late.state()));
        assertEquals(2, both.rows());
        assertEquals(both, State.fromBytes(both.toBytes()));
        Session session = model.newSession().stream();
        session.restore(both.withRows(early.state(), 0));
        Tensor next = Tensor.zeros(2, 1, FEATURES);
        System.arraycopy(x.data(), 3 * FEATURES, next.data(), 0, FEATURES);
        System.arraycopy(x.data(), 100 * FEATURES, next.data(), FEATURES, FEATURES);
        Tensor together = session.run(next);
        assertPart(early.run(part(x, 3, 4)), 0, 1, row(together, 0));
        assertPart(late.run(part(x, 100, 101)), 0, 1, row(together, 1));
    }

    private static Tensor row(Tensor y, int row) {
        return Tensor.of(Arrays.copyOfRange(y.data(), row * FEATURES, (row + 1) * FEATURES), 1, 1, FEATURES);
    }

    @Test
    void aPoolStepsStreamsOfDifferentAges() {
        Model model = model(0, 0, 130);
        Tensor x = sequence(1, 130, 8);
        Tensor whole = model.run(x);
        StreamPool pool = model.newPool();
        int[] streams = new int[20];
        Arrays.setAll(streams, i -> pool.add());
        int[] steps = new int[streams.length];
        Random random = new Random(4);
        for (int call = 0; call < 400; call++) {
            int stream = random.nextInt(streams.length);
            int other = (stream + 1 + random.nextInt(streams.length - 1)) % streams.length;
            if (Math.max(steps[stream], steps[other]) == 130) {
                continue;
            }
            Tensor next = Tensor.zeros(2, 1, FEATURES);
            System.arraycopy(x.data(), steps[stream] * FEATURES, next.data(), 0, FEATURES);
            System.arraycopy(x.data(), steps[other] * FEATURES, next.data(), FEATURES, FEATURES);
            Tensor y = Tensor.zeros(2, 1, FEATURES);
            pool.step(new int[] {streams[stream], streams[other]}, next, y);
            assertPart(whole, steps[stream], ++steps[stream], row(y, 0));
            assertPart(whole, steps[other], ++steps[other], row(y, 1));
        }
        ByteBuffer row = ByteBuffer.allocate(pool.rowBytes());
        pool.writeRow(streams[0], row);
        StreamPool later = model.newPool();
        int stream = later.add(pool.state(streams[1]));
        later.readRow(stream, row.flip());
        assertEquals(pool.state(streams[0]), later.state(stream));
        Session session = model.newSession().stream();
        session.restore(pool.state(streams[0]));
        assertEquals(pool.state(streams[0]), session.state());
    }

    @Test
    void anEndIsToldAndTheStateBeforeIsKept() {
        Model model = model(0, 0, 70);
        Tensor x = sequence(2, 71, 9);
        Session session = model.newSession().stream();
        session.run(part(x, 0, 69));
        State before = session.state();
        ModelException e = assertThrows(ModelException.class, () -> session.run(part(x, 69, 71)));
        assertEquals(
                "layer 'attention_0' (Dense): the stream is at its end: it has had 69 of 70 steps, and 2 more do not fit",
                e.getMessage());
        assertEquals(before, session.state());
        Tensor last = session.run(part(x, 69, 70));
        assertPart(model.run(part(x, 0, 70)), 69, 70, last);
        assertThrows(ModelException.class, () -> session.run(part(x, 70, 71)));
        session.reset();
        session.run(part(x, 0, 70));
        Session tabled = model(0, 20, 0).newSession().stream();
        tabled.run(part(x, 0, 20));
        ModelException end = assertThrows(ModelException.class, () -> tabled.run(part(x, 20, 21)));
        assertTrue(end.getMessage().startsWith("layer 'places' (Add): the stream is at its end"), end.getMessage());
    }

    @Test
    void aStepWithNothingToAttendToIsRefusedWhereItWouldGetAnAverage() {
        Model model = Model.compile(graph(new Visibility(true, 0, Visibility.FullyMasked.UNIFORM), 0));
        Session session = model.newSession().stream();
        session.run(Graphs.tensor(1, 1, 2, FEATURES));
        session.run(Tensor.zeros(1, 1, FEATURES));
        Session empty = model.newSession().stream();
        ModelException e = assertThrows(ModelException.class, () -> empty.run(Tensor.zeros(1, 1, FEATURES)));
        assertTrue(e.getMessage().contains("step 0 of sample 0 may attend to no key"), e.getMessage());
    }

    @Test
    void statesThatNoStreamComesToAreRefused() {
        Model model = model(0, 0, 70);
        Session session = model.newSession().stream();
        session.run(sequence(2, 5, 3));
        State good = session.state();
        for (float steps : new float[] {-1, 6, 2.5f, Float.NaN, 1e9f}) {
            State bad = good.with("attention_0", 0, Tensor.of(new float[] {5, steps}, 2, 1));
            assertThrows(ModelException.class, () -> session.restore(bad));
            assertThrows(ModelException.class, () -> model.newPool().restore(new int[] {0, 1}, bad));
        }
        session.restore(good.with("attention_0", 0, Tensor.of(new float[] {5, 0}, 2, 1)));
        StreamPool pool = model.newPool();
        int stream = pool.add(good.rows(0));
        ByteBuffer row = ByteBuffer.allocate(pool.rowBytes()).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        pool.writeRow(stream, row);
        row.putFloat(Long.BYTES, 71);
        assertThrows(ModelException.class, () -> pool.readRow(stream, row.flip()));
        assertEquals(good.rows(0), pool.state(stream));
    }

    @Test
    void statesOfOtherWeightsAreRefused() {
        Session session = model(0, 0, 0).newSession().stream();
        session.run(sequence(1, 3, 2));
        State state = session.state();
        model(0, 0, 70).newSession().stream().restore(state);
        Visibility visibility = new Visibility(true, 0, Visibility.FullyMasked.ZERO);
        Session other = Model.compile(graph(visibility, 0, 8)).newSession().stream();
        ModelException e = assertThrows(ModelException.class, () -> other.restore(state));
        assertTrue(e.getMessage().startsWith("the state was computed with other weights"), e.getMessage());
        other.restore(state.withoutModel());
    }

    @Test
    void memoryGrowsWithTheStream() {
        Session session = model(0, 0, 0).newSession().stream();
        session.run(sequence(1, 3, 2));
        State state = session.state();
        assertEquals(Shape.of(1, 3, 2, 5), state.get("attention_0", 1).shape());
        assertTrue(state.entries().get(1).grows());
    }
}
