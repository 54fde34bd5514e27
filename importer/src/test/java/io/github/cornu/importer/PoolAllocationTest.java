package io.github.cornu.importer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.cornu.Model;
import io.github.cornu.ModelListener;
import io.github.cornu.PoolWorker;
import io.github.cornu.StreamPool;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.op.Activation;
import io.github.cornu.op.convolutional.Convolution;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Weight;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Once there were streams in each phase, a step of a pool allocates nothing, whatever its size. */
class PoolAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int STREAMS = 600;
    private static final int WARM_UP = 2000;
    private static final int CALLS = 50;
    /**
     * The JVM itself allocates a little when it replaces compiled code; what the library allocates comes in each round.
     */
    private static final int ROUNDS = 20;

    private static void stepsAllocateNothing(Model model) {
        StreamPool pool = model.newPool();
        PoolWorker worker = pool.newWorker();
        int[] streams = new int[STREAMS];
        for (int i = 0; i < STREAMS; i++) {
            streams[i] = pool.add();
        }
        Shape result = model.outputs().get(0).shape().with(0, STREAMS);
        Tensor x = Tensor.zeros(STREAMS, 1, 3);
        Tensor y = Tensor.zeros(result.rank() == 3 ? result.with(1, 1) : result);
        Random random = new Random(1);
        for (int i = 0; i < WARM_UP; i++) {
            step(worker, streams, x, y, random);
        }
        boolean free = false;
        for (int round = 0; round < ROUNDS && !free; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                step(worker, streams, x, y, random);
            }
            pool.step(streams, x, y);
            free = round > 0 && THREADS.getCurrentThreadAllocatedBytes() == before;
        }
        assertTrue(free);
    }

    private static void step(PoolWorker worker, int[] streams, Tensor x, Tensor y, Random random) {
        int from = random.nextInt(STREAMS);
        worker.step(streams, from, from + random.nextInt(STREAMS - from), x, y);
    }

    @Test
    void ofARecurrentModel() {
        stepsAllocateNothing(KerasModels.load(Path.of("../testdata/samples/stream_online/model.h5"), TestData.SCALAR));
    }

    @Test
    void ofAModelWithAListener() {
        Model model = KerasModels.load(Path.of("../testdata/samples/stream_online/model.h5"), TestData.SCALAR);
        long[] sums = new long[2];
        stepsAllocateNothing(model.withListener(new ModelListener() {
            @Override
            public void stepped(StreamPool pool, int streams, long nanos) {
                sums[0] += streams;
                sums[1] += nanos;
            }
        }));
        assertTrue(sums[0] > 0 && sums[1] > 0);
    }

    @Test
    void ofAModelWithStridedWindows() {
        GraphBuilder graph = new GraphBuilder("strided");
        Value x = graph.input("x", Shape.of(-1, -1, 3));
        Windows windows = new Windows(List.of(2), List.of(3), List.of(1), Padding.VALID);
        Weight kernel = Weight.of(Tensor.zeros(2, 3, 4));
        Convolution conv = new Convolution(kernel, Weight.of(Tensor.zeros(4)), windows, 1, Activation.LINEAR);
        graph.output("y", graph.add("conv", "Conv1D", conv, x));
        stepsAllocateNothing(Model.compile(graph.build(), TestData.SCALAR));
    }
}
