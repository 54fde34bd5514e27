package io.github.cornu.bench;

import io.github.cornu.Model;
import io.github.cornu.Session;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.WeightFormat;
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

/** A step of one LSTM, as many features as units, with its matrices in each form. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class WeightsBenchmark {
    @Param({"128", "512"})
    public int units;

    @Param({"F32", "BF16", "INT8"})
    public WeightFormat weights;

    private Session session;
    private Tensor x;
    private Tensor y;

    @Setup
    public void load() {
        Model model = Networks.lstm(units, units, weights);
        x = Networks.random(1, 1, units);
        y = Tensor.zeros(1, units);
        model.warmUp(x);
        session = model.newSession().stream();
    }

    @Benchmark
    public int step() {
        return session.step(x, y);
    }
}
