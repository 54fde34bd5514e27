package io.github.cornu.bench;

import io.github.cornu.Model;
import io.github.cornu.Session;
import io.github.cornu.State;
import io.github.cornu.importer.StateFile;
import io.github.cornu.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/** What taking, restoring, copying and storing the state of LSTM(128), batch 1, costs. */
@org.openjdk.jmh.annotations.State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StateBenchmark {
    private final Model model = Networks.lstm(64, 128);
    private final Session session = model.newSession().stream();
    private final Tensor x = Networks.random(1, 1, 64);
    private final Tensor y = Tensor.zeros(1, 128);
    private State state;
    private byte[] bytes;
    private Path file;

    @Setup
    public void step() throws IOException {
        file = Files.createTempDirectory("states").resolve("states.h5");
        session.step(x, y);
        state = session.state();
        bytes = state.toBytes();
        StateFile.save(file, state, model);
    }

    @Benchmark
    public void save() {
        StateFile.save(file, state, model);
    }

    @Benchmark
    public State load() {
        return StateFile.load(file, model);
    }

    @Benchmark
    public State snapshot() {
        return session.state();
    }

    @Benchmark
    public void restore() {
        session.restore(state);
    }

    @Benchmark
    public Session fork() {
        return session.fork();
    }

    @Benchmark
    public byte[] toBytes() {
        return state.toBytes();
    }

    @Benchmark
    public State fromBytes() {
        return State.fromBytes(bytes);
    }

    @Benchmark
    public int stepAlone() {
        return session.step(x, y);
    }

    @Benchmark
    public int restoreAndStep() {
        session.restore(state);
        return session.step(x, y);
    }
}
