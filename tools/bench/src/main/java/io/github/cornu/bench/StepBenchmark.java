package io.github.cornu.bench;

import io.github.cornu.Model;
import io.github.cornu.Session;
import io.github.cornu.tensor.Tensor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One time step of one stream through a small LSTM: what surrounds the kernels shows here first. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class StepBenchmark {
    private static final int FEATURES = 8;

    @Param({"4", "32"})
    public int units;

    private Session session;
    private Tensor x;
    private Tensor y;

    @Setup
    public void make() {
        Model model = Networks.lstm(FEATURES, units);
        session = model.newSession().stream();
        x = Networks.random(1, 1, FEATURES);
        y = Tensor.zeros(1, units);
    }

    @Benchmark
    public int step() {
        return session.step(x, y);
    }
}
