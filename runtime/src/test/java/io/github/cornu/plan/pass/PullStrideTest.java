package io.github.cornu.plan.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Graphs;
import io.github.cornu.RandomTrials;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.kernel.KernelSelector;
import io.github.cornu.op.Activation;
import io.github.cornu.op.convolutional.Convolution;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.plan.Programs;
import io.github.cornu.plan.Rewrites;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Unary;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PullStrideTest {
    private static Convolution convolution(Random random, int size, int stride, Padding padding, int in, int out) {
        Windows windows = Windows.dense(List.of(size, size), List.of(stride, stride), padding);
        return new Convolution(
                Graphs.weight(random.nextLong(), size, size, in, out),
                Graphs.weight(random.nextLong(), out),
                windows,
                1,
                random.nextBoolean() ? Activation.LINEAR : Activation.of(Unary.RELU));
    }

    /** The end of a stage of a ResNet, and the beginning of the next one. */
    private static Graph stages(Random random, Shape images, Padding padding, int stride) {
        int channels = images.length(-1);
        GraphBuilder graph = new GraphBuilder("model");
        Value x = graph.input("x", images);
        Value before = graph.add("before", "Conv", convolution(random, 1, 1, Padding.VALID, channels, 5), x);
        Value a = graph.add("a", "Conv", convolution(random, 1, 1, Padding.VALID, 5, 4), before);
        int size = padding == Padding.VALID ? 1 : RandomTrials.between(random, 2, 5);
        Value b = graph.add("b", "Conv", convolution(random, size, 1, padding, 4, 3), a);
        Value c = graph.add("c", "Conv", convolution(random, 1, 1, Padding.VALID, 3, 5), b);
        boolean swapped = random.nextBoolean();
        Value sum = graph.add("add", "Add", new Combine(Binary.ADD), swapped ? c : before, swapped ? before : c);
        Value out = graph.add("out", "ReLU", new Elementwise(Activation.of(Unary.RELU)), sum);
        Padding next = random.nextBoolean() ? Padding.SAME : Padding.VALID;
        Value left = graph.add("left", "Conv", convolution(random, 1, stride, next, 5, 2), out);
        Value right = graph.add("right", "Conv", convolution(random, 1, stride, next, 5, 2), out);
        graph.output("y", graph.add("both", "Add", new Combine(Binary.ADD), left, right));
        return graph.build();
    }

    private static Shape images(Random random, boolean free) {
        int height = RandomTrials.between(random, 1, 12);
        int width = RandomTrials.between(random, 1, 12);
        return Shape.of(free ? -1 : 2, free ? -1 : height, free ? -1 : width, RandomTrials.between(random, 1, 4));
    }

    @Test
    void pixelsThatNobodyReadsAreNotComputed() {
        RandomTrials.run(200, random -> {
            boolean free = random.nextBoolean();
            Shape images = images(random, free);
            Graph graph = stages(random, images, Padding.SAME, RandomTrials.between(random, 2, 3));
            Graph after = new PullStride().apply(graph);
            assertTrue(after.nodes().stream()
                    .filter(node -> List.of("left", "right", "c").contains(node.layer()))
                    .allMatch(node -> ((Convolution) node.op()).windows().pixelStride() == null));
            Shape shape =
                    free ? Shape.of(2, random.nextInt(12) + 1, random.nextInt(12) + 1, images.length(-1)) : images;
            Tensor x = Graphs.tensor(random.nextLong(), shape.lengths());
            Tensor expected = Programs.run(graph, KernelSelector.scalar(), x);
            assertEquals(expected, Programs.run(after, KernelSelector.scalar(), x));
            assertEquals(expected, Programs.run(after, KernelSelector.vector(), x));
            assertEquals(Rewrites.Kind.KEPT, Rewrites.of(graph, after).get(4).kind());
            assertSame(after, new PullStride().apply(after));
        });
    }

    @Test
    void streamsStayAsTheyAre() {
        RandomTrials.run(20, random -> {
            Graph graph = stages(random, images(random, true), Padding.VALID, 2);
            assertSame(graph, new PullStride().apply(graph));
        });
    }

    @Test
    void whatAnotherReadsAsAWholeStays() {
        Random random = new Random(1);
        GraphBuilder graph = new GraphBuilder("model");
        Value x = graph.input("x", Shape.of(-1, 7, 9, 3));
        Value a = graph.add("a", "Conv", convolution(random, 3, 1, Padding.SAME, 3, 4), x);
        graph.output("y", graph.add("b", "Conv", convolution(random, 1, 2, Padding.VALID, 4, 4), a));
        graph.output("a", a);
        Graph built = graph.build();
        assertSame(built, new PullStride().apply(built));
    }
}
