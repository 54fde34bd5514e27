package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.sun.management.ThreadMXBean;
import io.github.cornu.CompileOptions;
import io.github.cornu.KernelChoice;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.Session;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.kernel.KernelSelector;
import io.github.cornu.op.Activation;
import io.github.cornu.op.recurrent.LstmCell;
import io.github.cornu.op.recurrent.Recurrent;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import io.github.cornu.tensor.WeightFormat;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Once the shapes are known, a call into given tensors allocates nothing. */
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALLS = 3;
    /**
     * The JVM itself allocates a little when it replaces compiled code; what the library allocates comes in each round.
     */
    private static final int ROUNDS = 5;
    /** C2 may still be at work when all loops have run often enough. */
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    @TestFactory
    Stream<DynamicTest> aCallOnScalarKernelsAllocatesNothing() {
        return tests(TestData.SCALAR);
    }

    @TestFactory
    Stream<DynamicTest> aCallOnCompiledSimdKernelsAllocatesNothing() {
        return tests(TestData.Simd.WARMING);
    }

    @TestFactory
    Stream<DynamicTest> aCallWithWeightsInPairsAllocatesNothing() {
        return tests(TestData.Simd.WARMING.withWeights(WeightFormat.BF16), AllocationTest::firstSample);
    }

    @TestFactory
    Stream<DynamicTest> aCallOfManySamplesWithWeightsInPairsAllocatesNothing() {
        return tests(TestData.Simd.WARMING.withWeights(WeightFormat.BF16));
    }

    @TestFactory
    Stream<DynamicTest> aCallWithWeightsInBytesAllocatesNothing() {
        return tests(TestData.Simd.WARMING.withWeights(WeightFormat.INT8));
    }

    private static Model lstm(int features, int units) {
        LstmCell cell = new LstmCell(
                Weight.of(Tensor.zeros(features, 4 * units)),
                Weight.of(Tensor.zeros(units, 4 * units)),
                null,
                Activation.of(Unary.TANH),
                Activation.of(Unary.SIGMOID));
        Recurrent op = Recurrent.of(cell);
        GraphBuilder graph = new GraphBuilder("lstm");
        graph.output("y", graph.add("lstm", "LSTM", op, graph.input("x", Shape.of(-1, -1, features))));
        return Model.compile(graph.build(), TestData.SCALAR.withThreads(2));
    }

    /** Bytes that the calling thread and those that share its work have allocated. */
    private static long allocatedByAll() {
        long[] workers = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("cornu-worker"))
                .mapToLong(Thread::getId)
                .toArray();
        assertTrue(workers.length > 0);
        return LongStream.of(THREADS.getThreadAllocatedBytes(workers)).sum() + THREADS.getCurrentThreadAllocatedBytes();
    }

    /** Two threads share the units of one sample, and the samples of many. */
    @Test
    void aCallThatThreadsShareAllocatesNothing() {
        Model model = lstm(11, 200);
        for (int batch : new int[] {1, 16}) {
            Session session = model.newSession();
            List<Tensor> inputs = List.of(Tensor.zeros(batch, 30, 11));
            List<Tensor> outputs = session.run(inputs);
            // What it takes to measure is in both differences.
            long least = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                long start = allocatedByAll();
                long before = allocatedByAll();
                for (int i = 0; i < 100; i++) {
                    session.run(inputs, outputs);
                }
                least = Math.min(least, allocatedByAll() - before - (before - start));
            }
            assertTrue(least < 100, batch + " samples: " + least + " bytes in 100 calls");
        }
    }

    /** Beside the results. */
    @Test
    void batchesAllocateNothing() {
        Model model = KerasModels.load(TestData.ROOT.resolve("samples/stream_online/model.h5"), TestData.SCALAR);
        Tensor many = Tensor.zeros(4 * 102 + 3, 7, 3);
        Tensor few = Tensor.zeros(4 * 2 + 3, 7, 3);
        model.predict(many, 4);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = THREADS.getCurrentThreadAllocatedBytes();
            model.predict(few, 4);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            model.predict(many, 4);
            long after = THREADS.getCurrentThreadAllocatedBytes();
            least = Math.min(least, after - before - (before - start));
        }
        long results = Float.BYTES * 400L;
        assertTrue(least < results + 100, least + " bytes in 100 batches, " + results + " of them results");
    }

    /** Where the keys and values have room. */
    @Test
    void aStepOfAttentionAllocatesNothing() {
        Model model = new GoldenCase(TestData.ROOT.resolve("layers/language_models/llama_k3")).load(TestData.SCALAR);
        Session session = model.newSession().stream();
        Tensor x = Tensor.of(new float[] {3}, 1, 1);
        Tensor y = Tensor.zeros(1, 1, 19);
        for (int i = 0; i < 130; i++) {
            session.step(x, y);
        }
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 20; i++) {
                session.step(x, y);
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
    }

    /** Each phase of the strides has a plan of its own. */
    @Test
    void aStepThroughStridesAllocatesNothing() {
        Model model = new GoldenCase(TestData.ROOT.resolve("layers/conv1d/causal_strides_k3")).load(TestData.SCALAR);
        Session session = model.newSession().stream();
        Tensor x = Tensor.zeros(model.inputs().get(0).shape().with(0, 1).with(1, 1));
        Tensor y = Tensor.zeros(model.outputs().get(0).shape().with(0, 1).with(1, 1));
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 100; i++) {
                session.step(x, y);
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
    }

    /** Single rows are multiplied in a way of their own. Models of texts have no matrices. */
    private static List<Tensor> firstSample(List<Tensor> inputs) {
        return inputs.stream().anyMatch(Tensor::isTexts)
                ? inputs
                : inputs.stream().map(AllocationTest::firstSample).toList();
    }

    private static Tensor firstSample(Tensor input) {
        Tensor first = Tensor.zeros(input.shape().with(0, 1));
        System.arraycopy(input.data(), 0, first.data(), 0, first.data().length);
        return first;
    }

    private static Stream<DynamicTest> tests(CompileOptions options) {
        return tests(options, UnaryOperator.identity());
    }

    private static Stream<DynamicTest> tests(CompileOptions options, UnaryOperator<List<Tensor>> part) {
        return GoldenCase.layers()
                .map(layer -> dynamicTest(String.valueOf(layer.getFileName()), () -> {
                    List<String> allocating = new ArrayList<>();
                    GoldenCase.of(layer).forEach(golden -> {
                        if (!isFree(golden, options, part)) {
                            allocating.add(golden.name());
                        }
                    });
                    assertEquals(List.of(), allocating);
                }));
    }

    private static Session keepingStates(Model model) {
        Session session = model.newSession();
        try {
            return session.stateful(true);
        } catch (ModelException e) {
            assertTrue(e.getMessage().contains("it cannot keep its states"), e.getMessage());
            return session;
        }
    }

    /** Models with constants of several samples take no other number. */
    private static List<Tensor> some(Session session, List<Tensor> all, UnaryOperator<List<Tensor>> part) {
        List<Tensor> some = part.apply(all);
        try {
            session.run(some);
            return some;
        } catch (ModelException e) {
            session.reset();
            return all;
        }
    }

    private static boolean isFree(GoldenCase golden, CompileOptions options, UnaryOperator<List<Tensor>> part) {
        Model model = golden.load(options);
        Session session = keepingStates(model);
        List<Tensor> inputs = some(session, golden.inputs(model).get(0), part);
        List<Tensor> outputs = session.run(inputs).stream()
                .map(output -> Tensor.zeros(output.shape()))
                .toList();
        KernelSelector.best().compile();
        long end = System.nanoTime() + (options.kernels() == KernelChoice.SCALAR ? 0 : PATIENCE_NANOS);
        for (int round = 0; round < ROUNDS || System.nanoTime() < end; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                session.run(inputs, outputs);
            }
            if (THREADS.getCurrentThreadAllocatedBytes() == before) {
                return true;
            }
        }
        return false;
    }
}
