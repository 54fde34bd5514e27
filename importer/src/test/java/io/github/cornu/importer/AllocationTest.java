package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.sun.management.ThreadMXBean;
import io.github.cornu.Model;
import io.github.cornu.Session;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.op.Activation;
import io.github.cornu.op.recurrent.LstmCell;
import io.github.cornu.op.recurrent.Recurrent;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Once the shapes are known, a call into given tensors allocates nothing. */
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 5;
    /** Cases whose texts become objects of Java one by one. */
    private static final List<String> OF_TEXTS = List.of("operations_texts/", "custom/texts");

    /** For all models of a layer. */
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    @TestFactory
    Stream<DynamicTest> aCallOnScalarKernelsAllocatesNothing() {
        return tests(ModelAllocations.Way.SCALAR);
    }

    @TestFactory
    Stream<DynamicTest> aCallOnCompiledSimdKernelsAllocatesNothing() {
        return tests(ModelAllocations.Way.SIMD);
    }

    @TestFactory
    Stream<DynamicTest> aCallWithWeightsInPairsAllocatesNothing() {
        return tests(ModelAllocations.Way.PAIRS_OF_ONE_SAMPLE);
    }

    @TestFactory
    Stream<DynamicTest> aCallOfManySamplesWithWeightsInPairsAllocatesNothing() {
        return tests(ModelAllocations.Way.PAIRS);
    }

    @TestFactory
    Stream<DynamicTest> aCallWithWeightsInBytesAllocatesNothing() {
        return tests(ModelAllocations.Way.BYTES);
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

    /**
     * The JVM may have compiled a loop for good with vectors in objects, by chance of what else this process has run;
     * models that seem to allocate are looked at again in a process of their own.
     */
    private static Stream<DynamicTest> tests(ModelAllocations.Way way) {
        return GoldenCase.layers()
                .map(layer -> dynamicTest(String.valueOf(layer.getFileName()), () -> {
                    long end = System.nanoTime() + PATIENCE_NANOS;
                    List<String> allocating = GoldenCase.newestOf(layer)
                            .filter(golden -> OF_TEXTS.stream().noneMatch(golden.name()::startsWith))
                            .filter(golden -> !ModelAllocations.isFree(golden, way, end))
                            .map(golden -> golden.folder().toString())
                            .toList();
                    assertEquals(
                            List.of(),
                            allocating.isEmpty() ? allocating : ModelAllocations.inAProcess(way, allocating));
                }));
    }
}
