package io.github.cornu.bench;

import io.github.cornu.Model;
import io.github.cornu.PoolWorker;
import io.github.cornu.Session;
import io.github.cornu.StreamPool;
import io.github.cornu.tensor.Tensor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** Steps a second of 100,000 streams of one LSTM, in a pool and as sessions that are stepped one by one. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Xmx2500m"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class PoolBenchmark {
    private static final int STREAMS = 100_000;
    private static final int FEATURES = 8;
    /** Streams that one call steps: a part of those of a thread, so that all of them take turns. */
    private static final int BATCH = 10_000;

    /** What the threads have in common. */
    @State(Scope.Benchmark)
    public static class Shared {
        @Param({"32", "128"})
        public int units;

        private final AtomicInteger threads = new AtomicInteger();
        private Model model;
        private StreamPool pool;
        private int[] handles;

        @Setup
        public void fill() {
            model = Networks.lstm(FEATURES, units);
            pool = model.newPool();
            handles = new int[STREAMS];
            for (int i = 0; i < STREAMS; i++) {
                handles[i] = pool.add();
            }
        }
    }

    /** The streams of one thread: every second batch. */
    @State(Scope.Thread)
    public static class Mine {
        private PoolWorker worker;
        private int next;
        private Tensor x;
        private Tensor y;

        @Setup
        public void take(Shared shared) {
            worker = shared.pool.newWorker();
            next = shared.threads.getAndIncrement() % 2;
            x = Networks.random(BATCH, 1, FEATURES);
            y = Tensor.zeros(BATCH, shared.units);
        }

        private int[] batch(Shared shared) {
            int[] batch = java.util.Arrays.copyOfRange(shared.handles, next * BATCH, (next + 1) * BATCH);
            next = (next + 2) % (STREAMS / BATCH);
            return batch;
        }
    }

    /** Sessions of one thread. */
    @State(Scope.Thread)
    public static class Sessions {
        private final Session[] sessions = new Session[BATCH];
        private Tensor x;
        private Tensor y;

        @Setup
        public void make(Shared shared) {
            for (int i = 0; i < BATCH; i++) {
                sessions[i] = shared.model.newSession().stream();
            }
            x = Networks.random(1, 1, FEATURES);
            y = Tensor.zeros(1, shared.units);
        }
    }

    @Benchmark
    @Threads(1)
    @OperationsPerInvocation(BATCH)
    public void pool(Shared shared, Mine mine) {
        mine.worker.step(mine.batch(shared), mine.x, mine.y);
    }

    @Benchmark
    @Threads(2)
    @OperationsPerInvocation(BATCH)
    public void poolInTwoThreads(Shared shared, Mine mine) {
        mine.worker.step(mine.batch(shared), mine.x, mine.y);
    }

    @Benchmark
    @Threads(1)
    @OperationsPerInvocation(BATCH)
    public void oneByOne(Sessions mine) {
        for (Session session : mine.sessions) {
            session.step(mine.x, mine.y);
        }
    }
}
