package io.github.cornu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.op.Activation;
import io.github.cornu.op.convolutional.Convolution;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.op.shape.Gather;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many streams of one model in a pool. */
@Tag("smoke")
class StreamPoolTest {
    private static final int THREADS = 8;

    /** Input (None, None, 3); from two steps on, every second one gives an output. */
    private static Graph stridedModel() {
        GraphBuilder graph = new GraphBuilder("strided");
        Value x = graph.input("x", Shape.of(-1, -1, 3));
        Windows windows = new Windows(List.of(2), List.of(2), List.of(1), Padding.VALID);
        Convolution conv =
                new Convolution(Graphs.weight(1, 2, 3, 4), Graphs.weight(2, 4), windows, 1, Activation.LINEAR);
        Value y = graph.add("conv", "Conv1D", conv, x);
        graph.output("lstm", graph.add("lstm", "LSTM", Graphs.lstm(4, 5, true, false, 3), y));
        return graph.build();
    }

    /** Input (None, None) of indices below 10. */
    private static Graph embeddingModel() {
        GraphBuilder graph = new GraphBuilder("embedding");
        Value x = graph.input("x", Shape.of(-1, -1));
        Value y = graph.add("embedding", "Embedding", new Gather(Graphs.weight(1, 10, 4)), x);
        graph.output("lstm", graph.add("lstm", "LSTM", Graphs.lstm(4, 5, false, false, 3), y));
        return graph.build();
    }

    private static int[] add(StreamPool pool, int count) {
        return IntStream.range(0, count).map(i -> pool.add()).toArray();
    }

    private static String problem(Runnable call) {
        return assertThrows(ModelException.class, call::run).getMessage();
    }

    /** The outputs of one stream alone, step after step. */
    private static float[] alone(Model model, float[][] steps, int stream) {
        Session session = model.newSession().stream();
        float[] all = new float[steps.length * 2];
        Tensor y = Tensor.zeros(1, 2);
        for (int t = 0; t < steps.length; t++) {
            session.step(Tensor.of(Arrays.copyOfRange(steps[t], 3 * stream, 3 * stream + 3), 1, 1, 3), y);
            System.arraycopy(y.data(), 0, all, 2 * t, 2);
        }
        return all;
    }

    @Test
    void callsOfAnySizeGiveTheBitsOfSingleStreams() {
        Model model = Model.compile(Graphs.lstmModel(false));
        for (int streams : new int[] {1, 15, 16, 17, 31, 100, 255, 256, 257, 700}) {
            StreamPool pool = model.newPool();
            int[] handles = add(pool, streams);
            float[][] steps = {Graphs.numbers(3 * streams, 1), Graphs.numbers(3 * streams, 2)};
            float[][] results = new float[2][];
            for (int t = 0; t < 2; t++) {
                Tensor y = Tensor.zeros(streams, 2);
                pool.step(handles, Tensor.of(steps[t], streams, 1, 3), y);
                results[t] = y.data();
            }
            for (int s = 0; s < streams; s++) {
                float[] got = {results[0][2 * s], results[0][2 * s + 1], results[1][2 * s], results[1][2 * s + 1]};
                assertArrayEquals(alone(model, steps, s), got);
            }
        }
    }

    @Test
    void streamsAtDifferentPlacesOfTheirWindowsAreSteppedTogether() {
        Model model = Model.compile(stridedModel());
        StreamPool pool = model.newPool();
        PoolWorker worker = pool.newWorker();
        int[] first = add(pool, 300);
        worker.step(first, Graphs.tensor(1, 300, 1, 3), Tensor.zeros(300, 1, 5));
        assertEquals(0, worker.steps(0, 299));
        int[] both = Arrays.copyOf(first, 301);
        both[300] = pool.add();
        Tensor y = Tensor.zeros(301, 1, 5);
        Arrays.fill(y.data(), 9f);
        worker.step(both, Graphs.tensor(2, 301, 1, 3), y);
        assertEquals(1, worker.steps(0, 0));
        assertEquals(0, worker.steps(0, 300));
        assertArrayEquals(new float[] {9, 9, 9, 9, 9}, Arrays.copyOfRange(y.data(), 1500, 1505));
        assertThrows(IndexOutOfBoundsException.class, () -> worker.steps(0, 301));
        assertThrows(IndexOutOfBoundsException.class, () -> worker.steps(1, 0));
    }

    @Test
    void aRangeOfHandlesTakesTheRowsWithTheSameNumbers() {
        Model model = Model.compile(Graphs.lstmModel(false));
        StreamPool whole = model.newPool();
        StreamPool parts = model.newPool();
        int[] handles = add(whole, 50);
        assertArrayEquals(handles, add(parts, 50));
        Tensor x = Graphs.tensor(1, 50, 1, 3);
        Tensor expected = Tensor.zeros(50, 2);
        whole.step(handles, x, expected);
        PoolWorker worker = parts.newWorker();
        Tensor y = Tensor.zeros(50, 2);
        worker.step(handles, 20, 50, x, y);
        worker.step(handles, 0, 20, List.of(x), List.of(y));
        worker.step(handles, 7, 7, x, y);
        assertEquals(expected, y);
        assertEquals(whole.states(handles), parts.states(handles));
    }

    @Test
    void statesOfSeveralStreamsAreOneState() {
        Model model = Model.compile(Graphs.lstmModel(false));
        StreamPool pool = model.newPool();
        int[] handles = add(pool, 3);
        pool.step(handles, Graphs.tensor(1, 3, 1, 3), Tensor.zeros(3, 2));
        State states = pool.states(handles[2], handles[0]);
        assertEquals(State.join(List.of(pool.state(handles[2]), pool.state(handles[0]))), states);
        int[] others = add(pool, 2);
        pool.restore(others, states);
        assertEquals(pool.state(handles[2]), pool.state(others[0]));
        assertEquals(pool.state(handles[0]), pool.state(others[1]));
        assertEquals(pool.state(handles[0]), pool.state(pool.add(pool.state(handles[0]))));
    }

    @Test
    void aModelWithoutStatesHasStreamsToo() {
        StreamPool pool = Model.compile(Graphs.denseModel(3, 2)).newPool();
        int[] handles = {pool.add(), pool.add(pool.state(pool.add()))};
        Tensor y = Tensor.zeros(2, 2);
        Tensor x = Graphs.tensor(1, 2, 3);
        pool.step(handles, x, y);
        assertEquals(pool.model().newSession().run(x), y);
    }

    @Test
    void wrongUse() {
        Model model = Model.compile(Graphs.lstmModel(false));
        StreamPool pool = model.newPool();
        int one = pool.add();
        int two = pool.add();
        Tensor x = Graphs.tensor(1, 2, 1, 3);
        Tensor y = Tensor.zeros(2, 2);
        int[] good = {one, two};
        State before = pool.states(good);
        assertEquals("the stream 0 is given twice", problem(() -> pool.step(new int[] {one, one}, x, y)));
        assertEquals("the pool has no stream 7", problem(() -> pool.step(new int[] {one, 7}, x, y)));
        assertEquals("the pool has no stream -1", problem(() -> pool.state(-1)));
        assertEquals("a tensor (2, 1, 3) for 1 streams", problem(() -> pool.step(new int[] {one}, x, y)));
        assertEquals(
                "input 'x': expected the shape (None, 1, 3) of one time step, got (2, 2, 3)",
                problem(() -> pool.step(good, Tensor.zeros(2, 2, 3), y)));
        assertEquals(
                "output 'dense': the result has the shape (None, 2), the tensor for it (2, 3)",
                problem(() -> pool.step(good, x, Tensor.zeros(2, 3))));
        assertThrows(ModelException.class, () -> pool.step(good, List.of(x, x), List.of(y)));
        assertThrows(IndexOutOfBoundsException.class, () -> pool.newWorker().step(good, 0, 3, x, y));
        assertEquals("a state of 2 samples for 1 streams", problem(() -> pool.restore(one, before)));
        StreamPool retrained = Model.compile(stridedModel()).newPool();
        problem(() -> retrained.add(pool.state(one)));
        assertEquals(0, retrained.size());
        assertEquals(before, pool.states(good));
        pool.step(good, x, y);
        pool.remove(one);
        assertEquals(1, pool.size());
        assertEquals("the pool has no stream 0", problem(() -> pool.step(good, x, y)));
        problem(() -> pool.remove(one));
        int third = pool.add();
        assertTrue(third != one && third != two);
        assertEquals("the pool has no stream 0", problem(() -> pool.reset(one)));
        assertEquals(before.rows(0), pool.state(third));
    }

    @Test
    void aModelThatNeedsTheWholeSequenceHasNoPool() {
        GraphBuilder flatten = new GraphBuilder("flatten");
        Value x = flatten.input("x", Shape.of(-1, 7, 3));
        flatten.output("y", flatten.add("flatten", "Flatten", Reshape.ofSamples(Shape.of(-1)), x));
        Model model = Model.compile(flatten.build());
        assertTrue(problem(model::newPool).startsWith("layer 'flatten' (Flatten): the model cannot be stepped"));
    }

    @Test
    void anInputThatIsRefusedLeavesAllStreamsAsTheyWere() {
        StreamPool pool = Model.compile(embeddingModel()).newPool();
        int[] handles = add(pool, 900);
        Tensor x = Tensor.zeros(900, 1);
        Tensor y = Tensor.zeros(900, 5);
        pool.step(handles, x, y);
        State before = pool.states(handles);
        x.data()[880] = 10f;
        assertEquals(
                "layer 'embedding' (Embedding): the index 10.0 is not in [0, 10)",
                problem(() -> pool.step(handles, x, y)));
        assertEquals(before, pool.states(handles));
        x.data()[880] = 9f;
        pool.step(handles, x, y);
    }

    @Test
    void eightThreadsGiveTheBitsOfOne() throws Exception {
        Model model = Model.compile(Graphs.lstmModel(false));
        int each = 37;
        int steps = 60;
        StreamPool alone = model.newPool();
        StreamPool pool = model.newPool();
        int[] handles = add(pool, THREADS * each);
        assertArrayEquals(handles, add(alone, THREADS * each));
        Tensor[] x = IntStream.range(0, steps)
                .mapToObj(t -> Graphs.tensor(t, handles.length, 1, 3))
                .toArray(Tensor[]::new);
        Tensor[] expected = new Tensor[steps];
        Tensor[] y = new Tensor[steps];
        for (int t = 0; t < steps; t++) {
            expected[t] = Tensor.zeros(handles.length, 2);
            y[t] = Tensor.zeros(handles.length, 2);
            alone.step(handles, x[t], expected[t]);
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
        AtomicBoolean done = new AtomicBoolean();
        Future<?> changes = threads.submit(() -> {
            while (!done.get()) {
                int[] others = add(pool, 5000);
                pool.restore(others[4999], pool.state(others[0]));
                pool.reset(others);
                for (int other : others) {
                    pool.remove(other);
                }
            }
        });
        List<Callable<Void>> work = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int from = thread * each;
            work.add(() -> {
                PoolWorker worker = pool.newWorker();
                for (int t = 0; t < steps; t++) {
                    worker.step(handles, from, from + each, x[t], y[t]);
                }
                return null;
            });
        }
        for (Future<Void> result : threads.invokeAll(work)) {
            result.get();
        }
        done.set(true);
        changes.get();
        threads.shutdown();
        assertTrue(threads.awaitTermination(1, TimeUnit.MINUTES));
        assertArrayEquals(expected, y);
        assertEquals(alone.states(handles), pool.states(handles));
        assertEquals(handles.length, pool.size());
    }

    @Test
    void oneStreamInManyThreadsIsSteppedByOneAtATime() throws Exception {
        Model model = Model.compile(Graphs.lstmModel(false));
        StreamPool pool = model.newPool();
        int[] handles = add(pool, 3);
        Tensor x = Graphs.tensor(1, 3, 1, 3);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        Callable<Integer> work = () -> {
            PoolWorker worker = pool.newWorker();
            int stepped = 0;
            for (int i = 0; i < 500; i++) {
                try {
                    worker.step(handles, x, Tensor.zeros(3, 2));
                    stepped++;
                } catch (ModelException e) {
                    assertTrue(e.getMessage().endsWith("is in use by another thread"), e.getMessage());
                }
            }
            return stepped;
        };
        int total = 0;
        for (Future<Integer> stepped : threads.invokeAll(java.util.Collections.nCopies(THREADS, work))) {
            total += stepped.get();
        }
        threads.shutdown();
        StreamPool alone = model.newPool();
        add(alone, 3);
        for (int i = 0; i < total; i++) {
            alone.step(handles, x, Tensor.zeros(3, 2));
        }
        assertEquals(alone.states(handles), pool.states(handles));
    }
}
