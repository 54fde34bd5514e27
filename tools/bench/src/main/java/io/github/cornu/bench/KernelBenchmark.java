package io.github.cornu.bench;

import io.github.cornu.kernel.KernelSelector;
import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Panels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.kernel.WeightMemory;
import io.github.cornu.tensor.Unary;
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

/** Matrix products and activations. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class KernelBenchmark {
    private static final int ELEMENTS = 4096;

    @Param({"vector", "scalar"})
    public String kind;

    private final Scratch scratch = new Scratch();
    private final float[] x = Networks.random(512, 512).data();
    private final float[] y = new float[512 * 512];
    private Kernels kernels;
    private Product gemv;
    private Product gemm;

    /** A product of so many rows with a packed matrix. */
    private record Product(Kernels kernels, int rows, Panels panels, WeightMemory.Slice w, float[] init) {
        static Product of(Kernels kernels, int rows, int depth, int columns) {
            Panels panels = kernels.panels(depth, columns);
            WeightMemory.Slice slice = new WeightMemory().allocate(panels.size());
            panels.pack(Networks.random(depth, columns).data(), 0, columns, 1, slice.data(), slice.offset());
            return new Product(kernels, rows, panels, slice, new float[panels.paddedColumns()]);
        }

        void run(float[] x, float[] y, Scratch scratch) {
            int columns = panels.columns();
            kernels.multiply(
                    rows, x, 0, panels.rows(), w.data(), w.offset(), panels, init, 0, 0, y, 0, columns, scratch);
        }
    }

    @Setup
    public void prepare() {
        kernels = kind.equals("vector") ? KernelSelector.vector() : KernelSelector.scalar();
        gemv = Product.of(kernels, 1, 128, 512);
        gemm = Product.of(kernels, 256, 256, 256);
    }

    @Benchmark
    public void gemv128x512() {
        gemv.run(x, y, scratch);
    }

    @Benchmark
    public void gemm256() {
        gemm.run(x, y, scratch);
    }

    @Benchmark
    public void exp4096() {
        kernels.unary(Unary.EXP, 0f, 0f, 0f, x, 0, y, 0, ELEMENTS);
    }

    @Benchmark
    public void sigmoid4096() {
        kernels.unary(Unary.SIGMOID, 0f, 0f, 0f, x, 0, y, 0, ELEMENTS);
    }

    @Benchmark
    public void tanh4096() {
        kernels.unary(Unary.TANH, 0f, 0f, 0f, x, 0, y, 0, ELEMENTS);
    }
}
