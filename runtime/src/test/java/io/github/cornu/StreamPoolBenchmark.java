package io.github.cornu;

import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Not a test: prints how many steps a second a pool of 100,000 streams makes, and the memory of a stream, against a session
 * for each. Run it with {@code java --add-modules jdk.incubator.vector -Xmx3g -cp classes:test-classes
 * io.github.cornu.StreamPoolBenchmark}.
 */
public final class StreamPoolBenchmark {
    private static final int STREAMS = 100_000;
    private static final int FEATURES = 8;
    private static final int CALLS = 15;
    private static final int WARM_UP = 5;

    private StreamPoolBenchmark() {}

    /** Steps streams from one number to before another one. */
    private interface Part {
        void step(int from, int to);
    }

    public static void main(String[] args) throws Exception {
        for (int units : new int[] {32, 128}) {
            Model model = model(units);
            pool(model, units);
            sessions(model, units);
        }
    }

    private static Model model(int units) {
        GraphBuilder graph = new GraphBuilder("lstm");
        Value x = graph.input("x", Shape.of(-1, -1, FEATURES));
        graph.output("lstm", graph.add("lstm", "LSTM", Graphs.lstm(FEATURES, units, false, false, 1), x));
        return Model.compile(graph.build());
    }

    private static void pool(Model model, int units) throws Exception {
        Tensor x = Graphs.tensor(1, STREAMS, 1, FEATURES);
        Tensor y = Tensor.zeros(STREAMS, units);
        int[] streams = new int[STREAMS];
        long before = heap();
        StreamPool pool = model.newPool();
        Arrays.setAll(streams, i -> pool.add());
        report(units, "pool", "bytes a stream", (heap() - before) / (double) STREAMS);
        report(units, "pool", "of them floats", 2.0 * units * Float.BYTES);
        PoolWorker one = pool.newWorker();
        PoolWorker two = pool.newWorker();
        report(units, "pool, 1 thread", "steps/s", rate((from, to) -> one.step(streams, from, to, x, y), null));
        report(
                units,
                "pool, 2 threads",
                "steps/s",
                rate((from, to) -> one.step(streams, from, to, x, y), (from, to) -> two.step(streams, from, to, x, y)));
    }

    private static void sessions(Model model, int units) throws Exception {
        Tensor x = Graphs.tensor(1, 1, 1, FEATURES);
        Tensor y = Tensor.zeros(1, units);
        Tensor other = Tensor.zeros(1, units);
        Session[] sessions = new Session[STREAMS];
        long before = heap();
        for (int i = 0; i < STREAMS; i++) {
            sessions[i] = model.newSession().stream();
            sessions[i].step(x, y);
        }
        report(units, "sessions", "bytes a stream", (heap() - before) / (double) STREAMS);
        report(units, "sessions, 1 thread", "steps/s", rate((from, to) -> step(sessions, from, to, x, y), null));
        report(
                units,
                "sessions, 2 threads",
                "steps/s",
                rate((from, to) -> step(sessions, from, to, x, y), (from, to) -> step(sessions, from, to, x, other)));
    }

    private static void step(Session[] sessions, int from, int to, Tensor x, Tensor y) {
        for (int i = from; i < to; i++) {
            sessions[i].step(x, y);
        }
    }

    /** Steps a second, the best of some calls with all streams. */
    private static double rate(Part first, Part second) throws InterruptedException, ExecutionException {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        double best = 0;
        for (int call = 0; call < WARM_UP + CALLS; call++) {
            long start = System.nanoTime();
            if (second == null) {
                first.step(0, STREAMS);
            } else {
                Future<?> half = thread.submit(() -> second.step(STREAMS / 2, STREAMS));
                first.step(0, STREAMS / 2);
                half.get();
            }
            double rate = STREAMS / ((System.nanoTime() - start) / 1e9);
            best = call < WARM_UP ? 0 : Math.max(best, rate);
        }
        thread.shutdown();
        return best;
    }

    private static long heap() throws InterruptedException {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 4; i++) {
            System.gc();
            Thread.sleep(50);
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static void report(int units, String who, String what, double value) {
        System.out.printf(Locale.ROOT, "LSTM(%d) %-20s %,14.1f %s%n", units, who, value, what);
    }
}
