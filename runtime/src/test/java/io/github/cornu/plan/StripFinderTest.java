package io.github.cornu.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.CompileOptions;
import io.github.cornu.Graphs;
import io.github.cornu.KernelChoice;
import io.github.cornu.Model;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.kernel.KernelSelector;
import io.github.cornu.op.Activation;
import io.github.cornu.op.Op;
import io.github.cornu.op.Target;
import io.github.cornu.op.convolutional.Convolution;
import io.github.cornu.op.convolutional.DepthwiseConvolution;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.op.element.Combine;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Unary;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which operations on images are computed strip by strip. */
class StripFinderTest {
    private static final int SIDE = 60;
    private static final int WIDE = 40;

    private final GraphBuilder builder = new GraphBuilder("model");

    private static Op pixels(int channels, int filters) {
        Windows windows = Windows.dense(List.of(1, 1), List.of(1, 1), Padding.VALID);
        return new Convolution(
                Graphs.weight(channels, 1, 1, channels, filters), null, windows, 1, Activation.of(Unary.RELU));
    }

    private static Op depthwise(int channels) {
        Windows windows = Windows.dense(List.of(3, 3), List.of(1, 1), Padding.SAME);
        return new DepthwiseConvolution(Graphs.weight(7, 3, 3, channels, 1), null, windows, Activation.LINEAR);
    }

    private Value add(String name, Op op, Value... inputs) {
        return builder.add(name, "Layer", op, inputs);
    }

    /** The layers whose steps run, in their order. */
    private static List<String> steps(Graph graph, int side) {
        Plan plan = new Program(graph, Target.of(KernelSelector.scalar())).plan(List.of(Shape.of(1, side, side, 4)));
        return IntStream.range(0, plan.steps())
                .mapToObj(i -> plan.node(i).layer())
                .toList();
    }

    /** All outputs of layers are visible in the other model, so that no layers are computed together. */
    private static void assertSameBits(Graph graph) {
        Tensor x = Graphs.tensor(3, 2, SIDE, SIDE, 4);
        Tensor expected = Model.compile(
                        graph,
                        CompileOptions.defaults()
                                .withKernels(KernelChoice.SCALAR)
                                .withKeepLayers(true))
                .newSession()
                .run(List.of(x))
                .get(0);
        for (KernelChoice kernels : List.of(KernelChoice.SCALAR, KernelChoice.VECTOR)) {
            for (int threads = 1; threads <= 3; threads++) {
                CompileOptions options = CompileOptions.defaults()
                        .withKernels(kernels)
                        .withKeepLayers(false)
                        .withThreads(threads);
                assertEquals(
                        expected, Model.compile(graph, options).newSession().run(x));
            }
        }
    }

    @Test
    void whatIsLargeAndReadOnceIsNeverThereAsAWhole() {
        Value x = builder.input("x", Shape.of(-1, -1, -1, 4));
        Value wide = add("depthwise", depthwise(WIDE), add("expand", pixels(4, WIDE), x));
        Value narrow = add("project", pixels(WIDE, 4), wide);
        builder.output("y", add("add", new Combine(Binary.ADD), x, narrow));
        Graph graph = builder.build();
        assertEquals(List.of("project", "add"), steps(graph, SIDE));
        assertEquals(List.of("expand", "depthwise", "project", "add"), steps(graph, SIDE / 2));
        Plan plan = new Program(graph, Target.of(KernelSelector.scalar())).plan(List.of(Shape.of(1, SIDE, SIDE, 4)));
        int floats = IntStream.range(0, plan.slots()).map(plan::slotSize).sum();
        assertEquals(SIDE * SIDE * 4, floats);
        assertSameBits(graph);
    }

    @Test
    void whatSeveralReadOrTheCallerGetsIsThereAsAWhole() {
        Value x = builder.input("x", Shape.of(-1, -1, -1, 4));
        Value wide = add("expand", pixels(4, WIDE), x);
        Value one = add("one", depthwise(WIDE), wide);
        Value two = add("two", depthwise(WIDE), wide);
        Value three = add("three", depthwise(WIDE), two);
        builder.output("one", add("project", pixels(WIDE, 2), one));
        builder.output("three", three);
        builder.output("four", add("four", pixels(WIDE, 2), three));
        Graph graph = builder.build();
        assertEquals(List.of("expand", "one", "three", "project", "four"), steps(graph, SIDE));
    }
}
