package io.github.cornu.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.CompileOptions;
import io.github.cornu.Graphs;
import io.github.cornu.KernelChoice;
import io.github.cornu.Model;
import io.github.cornu.RandomTrials;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.kernel.KernelSelector;
import io.github.cornu.op.Activation;
import io.github.cornu.op.Target;
import io.github.cornu.op.convolutional.Convolution;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.op.shape.Pad;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Unary;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Zeros before a sequence are not copied for a convolution, which has the same bits. */
class PaddingFinderTest {
    private static final int CHANNELS = 3;

    /** @param isRead whether the caller gets the padded sequence, so that it must be there */
    private static Graph causal(long seed, boolean isRead) {
        Random random = new Random(seed);
        int size = RandomTrials.between(random, 1, 4);
        int dilation = RandomTrials.between(random, 1, 9);
        int filters = RandomTrials.between(random, 1, 20);
        Windows windows = new Windows(
                List.of(size), List.of(RandomTrials.between(random, 1, 2)), List.of(dilation), Padding.VALID);
        Convolution convolution = new Convolution(
                Graphs.weight(random.nextLong(), size, CHANNELS, filters),
                Graphs.weight(random.nextLong(), filters),
                windows,
                1,
                Activation.of(Unary.RELU));
        GraphBuilder builder = new GraphBuilder("model");
        Value x = builder.input("x", Shape.of(-1, -1, CHANNELS));
        Value padded = builder.add(
                "pad", "Layer", new Pad(1, RandomTrials.between(random, 1, 20) + size * dilation, 0, 0f), x);
        builder.output("y", builder.add("convolution", "Layer", convolution, padded));
        if (isRead) {
            builder.output("padded", padded);
        }
        return builder.build();
    }

    private static int steps(Graph graph) {
        return new Program(graph, Target.of(KernelSelector.scalar()))
                .plan(List.of(Shape.of(1, 50, CHANNELS)))
                .steps();
    }

    @Test
    void joinedPaddingHasTheSameBits() {
        RandomTrials.run(60, random -> {
            long seed = random.nextLong();
            Tensor x = Graphs.tensor(
                    random.nextLong(),
                    RandomTrials.between(random, 1, 3),
                    RandomTrials.between(random, 1, 150),
                    CHANNELS);
            assertEquals(1, steps(causal(seed, false)));
            assertEquals(2, steps(causal(seed, true)));
            Tensor expected = Model.compile(
                            causal(seed, true), CompileOptions.defaults().withKernels(KernelChoice.SCALAR))
                    .newSession()
                    .run(List.of(x))
                    .get(0);
            for (KernelChoice kernels : List.of(KernelChoice.SCALAR, KernelChoice.VECTOR)) {
                CompileOptions options =
                        CompileOptions.defaults().withKernels(kernels).withThreads(1 + random.nextInt(2));
                assertEquals(
                        expected,
                        Model.compile(causal(seed, false), options).newSession().run(x));
            }
        });
    }
}
