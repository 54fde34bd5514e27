package io.github.cornu.plan.pass;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.Comparison;
import io.github.cornu.CompileOptions;
import io.github.cornu.Graphs;
import io.github.cornu.KernelChoice;
import io.github.cornu.Model;
import io.github.cornu.ModelException;
import io.github.cornu.RandomTrials;
import io.github.cornu.Session;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Node;
import io.github.cornu.graph.Origin;
import io.github.cornu.graph.Value;
import io.github.cornu.kernel.KernelSelector;
import io.github.cornu.op.Activation;
import io.github.cornu.op.Op;
import io.github.cornu.op.convolutional.Convolution;
import io.github.cornu.op.convolutional.DepthwiseConvolution;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.op.pooling.Pool;
import io.github.cornu.op.shape.Pad;
import io.github.cornu.plan.Programs;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FoldPaddingTest {
    private static final int TRIES = 300;
    private static final Windows THREE = Windows.dense(List.of(3, 3), List.of(1, 1), Padding.VALID);

    private static List<Integer> numbers(Random random, int count, int least, int most) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(RandomTrials.between(random, least, most));
        }
        return numbers;
    }

    private static Windows windows(Random random, int axes) {
        return new Windows(
                numbers(random, axes, 1, 4),
                numbers(random, axes, 1, 3),
                numbers(random, axes, 1, 3),
                random.nextInt(4) == 0 ? Padding.SAME : Padding.VALID);
    }

    /** A convolution, in groups or not, or a depthwise one. */
    private static Op convolution(Random random, Windows windows, int channels) {
        long seed = random.nextLong();
        int groups = random.nextBoolean() ? 1 : channels;
        int filters = groups * RandomTrials.between(random, 1, 5);
        int[] kernel = windows.size().stream().mapToInt(Integer::intValue).toArray();
        int[] shape = Arrays.copyOf(kernel, kernel.length + 2);
        Activation activation = random.nextBoolean() ? Activation.LINEAR : Activation.of(Unary.RELU);
        if (random.nextInt(3) == 0) {
            shape[kernel.length] = channels;
            shape[kernel.length + 1] = filters / groups;
            int columns = channels * (filters / groups);
            return new DepthwiseConvolution(
                    Graphs.weight(seed, shape), Graphs.weight(seed + 1, columns), windows, activation);
        }
        shape[kernel.length] = channels / groups;
        shape[kernel.length + 1] = filters;
        return new Convolution(
                Graphs.weight(seed, shape),
                random.nextBoolean() ? null : Graphs.weight(seed + 1, filters),
                windows,
                groups,
                activation);
    }

    /** What becomes of a graph, which gives the same bits. */
    private static List<Op> folded(Graph graph, Tensor x) {
        Graph after = new FoldPadding().apply(graph);
        Tensor expected = Programs.run(graph, KernelSelector.scalar(), x);
        assertEquals(expected, Programs.run(after, KernelSelector.scalar(), x));
        assertEquals(expected, Programs.run(after, KernelSelector.vector(), x));
        return after.nodes().stream().map(Node::op).toList();
    }

    @Test
    void paddedWindowsGiveTheBitsOfAPaddedInput() {
        RandomTrials.run(TRIES, random -> {
            int axes = RandomTrials.between(random, 1, 3);
            int channels = RandomTrials.between(random, 1, 9);
            Windows windows = windows(random, axes);
            int[] lengths = new int[axes + 2];
            lengths[0] = RandomTrials.between(random, 1, 3);
            lengths[axes + 1] = channels;
            int[] free = lengths.clone();
            free[0] = Shape.FREE;
            List<Pad> pads = new ArrayList<>();
            for (int axis = 0; axis < axes; axis++) {
                int before = RandomTrials.between(random, 0, 5);
                int after = RandomTrials.between(random, 1, 5);
                pads.add(new Pad(axis + 1, before, after, 0f));
                int span = (windows.size().get(axis) - 1) * windows.dilation().get(axis) + 1;
                lengths[axis + 1] = Math.max(1, span - before - after) + random.nextInt(5);
                free[axis + 1] = random.nextBoolean() ? Shape.FREE : lengths[axis + 1];
            }
            GraphBuilder builder = new GraphBuilder("model");
            Value y = builder.input("x", Shape.of(free));
            for (Pad pad : pads) {
                y = builder.add("pad", "ZeroPadding", pad, y);
            }
            Op op = convolution(random, windows, channels);
            builder.output("y", builder.add("conv", "Conv", op, y));
            boolean stays = op instanceof Convolution && windows.padding() == Padding.SAME;
            List<Op> ops = folded(builder.build(), Graphs.tensor(random.nextLong(), lengths));
            assertEquals(stays ? axes + 1 : 1, ops.size());
        });
    }

    @Test
    void windowsWithNothingButPaddingAreZeros() {
        for (Op op : List.of(
                new Convolution(Graphs.weight(1, 2, 2, 3), null, windows(2, 1), 1, Activation.LINEAR),
                new DepthwiseConvolution(Graphs.weight(1, 2, 2, 1), null, windows(2, 1), Activation.LINEAR))) {
            Graph graph = graph(Shape.of(-1, 3, 2), op, new Pad(1, 9, 7, 0f));
            assertEquals(1, folded(graph, Graphs.tensor(2, 1, 3, 2)).size());
        }
    }

    /** As many windows as inputs, of one element each, and yet not the inputs. */
    @Test
    void stridesThatMakeUpForThePadding() {
        Windows windows = windows(1, 2);
        Convolution op = new Convolution(Graphs.weight(1, 1, 2, 3), null, windows, 1, Activation.LINEAR);
        assertEquals(
                1,
                folded(graph(Shape.of(-1, 2, 2), op, new Pad(1, 0, 2, 0f)), Graphs.tensor(2, 1, 2, 2))
                        .size());
    }

    private static Windows windows(int size, int stride) {
        return Windows.dense(List.of(size), List.of(stride), Padding.VALID);
    }

    private static Graph graph(Shape input, Op op, Pad... pads) {
        GraphBuilder builder = new GraphBuilder("model");
        Value y = builder.input("x", input);
        for (Pad pad : pads) {
            y = builder.add(new Origin("pad", "ZeroPadding2D", "pad less"), pad, y);
        }
        builder.output("y", builder.add("conv", "Conv2D", op, y));
        return builder.build();
    }

    private static Convolution threeByThree() {
        return new Convolution(Graphs.weight(1, 3, 3, 2, 4), Graphs.weight(2, 4), THREE, 1, Activation.LINEAR);
    }

    private static List<Op> folded(Op op, Pad... pads) {
        return folded(graph(Shape.of(-1, 5, 6, 2), op, pads), Graphs.tensor(3, 2, 5, 6, 2));
    }

    @Test
    void whatIsNotZerosAroundTheImageStays() {
        assertEquals(2, folded(threeByThree(), new Pad(2, 1, 1, 1f)).size());
        assertEquals(2, folded(threeByThree(), new Pad(2, 1, 1, -0f)).size());
        Convolution six = new Convolution(Graphs.weight(1, 3, 3, 6, 4), null, THREE, 1, Activation.LINEAR);
        assertEquals(2, folded(six, new Pad(3, 1, 3, 0f)).size());
        assertEquals(
                2,
                folded(new Pool(Pool.Kind.AVERAGE, THREE), new Pad(2, 1, 1, 0f)).size());
        assertEquals(
                2, folded(new Pool(Pool.Kind.MAX, THREE), new Pad(2, 1, 1, 0f)).size());
    }

    /** With so many channels it has an algorithm of its own, which no padding but 'same' fits. */
    @Test
    void aConvolutionWithPaddingSameStays() {
        Windows same = Windows.dense(List.of(3, 3), List.of(1, 1), Padding.SAME);
        Windows padded =
                new Windows(same.size(), same.strides(), same.dilation(), Padding.SAME, List.of(2, 0), List.of(1, 3));
        Weight kernel = Graphs.weight(1, 3, 3, 64, 64);
        Tensor x = Graphs.tensor(3, 2, 5, 6, 64);
        Convolution convolution = new Convolution(kernel, null, same, 1, Activation.LINEAR);
        Graph graph = graph(Shape.of(-1, 5, 6, 64), convolution, new Pad(1, 2, 1, 0f), new Pad(2, 0, 3, 0f));
        assertEquals(3, folded(graph, x).size());
        Graph alone = graph(x.shape(), new Convolution(kernel, null, padded, 1, Activation.LINEAR));
        Tensor expected = Programs.run(graph, KernelSelector.scalar(), x);
        Comparison comparison = Comparison.of("y", expected, Programs.run(alone, KernelSelector.scalar(), x));
        assertEquals(0, comparison.relativeError(), 1e-5, comparison.toString());
    }

    @Test
    void whatIsReadTwiceStays() {
        GraphBuilder builder = new GraphBuilder("model");
        Value x = builder.input("x", Shape.of(-1, 5, 6, 2));
        Value padded = builder.add("pad", "ZeroPadding2D", new Pad(2, 1, 1, 0f), x);
        builder.output("y", builder.add("conv", "Conv2D", threeByThree(), padded));
        builder.output("padded", padded);
        assertEquals(2, new FoldPadding().apply(builder.build()).nodes().size());
    }

    /** A stream starts with zeros before the first step, which are none of the convolution. */
    @Test
    void zerosBeforeTheFirstStepAloneStay() {
        Convolution convolution = threeByThree();
        List<Op> ops = folded(convolution, new Pad(1, 2, 0, 0f), new Pad(2, 1, 2, 0f));
        assertEquals(List.of(new Pad(1, 2, 0, 0f), convolution.padded(1, 1, 2)), ops);
        assertEquals(
                1,
                folded(threeByThree(), new Pad(1, 2, 1, 0f), new Pad(2, 1, 2, 0f))
                        .size());
    }

    /** What a stream gives of one image, row by row from the top, in chunks of random heights. */
    private static float[] streamed(Model model, Tensor image, Random random) {
        Session session = model.newSession().stream();
        int height = image.shape().length(1);
        int row = image.data().length / height;
        List<float[]> parts = new ArrayList<>();
        int count;
        for (int from = 0; from < height; from += count) {
            count = Math.min(height - from, 1 + random.nextInt(3));
            float[] rows = Arrays.copyOfRange(image.data(), from * row, (from + count) * row);
            parts.add(session.run(Tensor.of(rows, image.shape().with(1, count))).data());
        }
        int size = parts.stream().mapToInt(part -> part.length).sum();
        float[] joined = new float[size];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }

    @Test
    void imagesWithPaddingAtTheSidesAreStreamedWithTheSameBits() {
        RandomTrials.run(TRIES / 3, random -> {
            int channels = RandomTrials.between(random, 1, 4);
            Windows any = windows(random, 2);
            Windows windows = new Windows(any.size(), any.strides(), any.dilation(), Padding.VALID);
            Pad top = new Pad(1, RandomTrials.between(random, 0, 4), 0, 0f);
            Pad sides = new Pad(2, RandomTrials.between(random, 0, 4), RandomTrials.between(random, 0, 4), 0f);
            Graph graph = graph(Shape.of(-1, -1, 11, channels), convolution(random, windows, channels), top, sides);
            Tensor image = Graphs.tensor(random.nextLong(), 1, 17, 11, channels);
            Tensor expected = Programs.run(graph, KernelSelector.scalar(), image);
            for (KernelChoice kernels : List.of(KernelChoice.SCALAR, KernelChoice.AUTO)) {
                Model model = Model.compile(graph, CompileOptions.defaults().withKernels(kernels));
                assertEquals(expected, model.newSession().run(image));
                assertArrayEquals(expected.data(), streamed(model, image, random));
            }
        });
    }

    @Test
    void paddingThatIsInTheWayOfAStreamTellsSo() {
        Graph graph = graph(Shape.of(-1, -1, 6, 2), threeByThree(), new Pad(1, 1, 1, 0f));
        ModelException e =
                assertThrows(ModelException.class, () -> Model.compile(graph).checkStream());
        assertEquals(
                "layer 'conv' (Conv2D): the model cannot be stepped through time: its windows reach into the padding "
                        + "around the whole sequence; pad less",
                e.getMessage());
    }

    @Test
    void negativePaddingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> threeByThree().padded(0, -1, 0));
        assertThrows(IllegalArgumentException.class, () -> threeByThree().padded(1, 0, -1));
        assertThrows(
                ArithmeticException.class, () -> threeByThree().padded(1, 1, 0).padded(1, Integer.MAX_VALUE, 0));
        assertTrue(threeByThree().padded(1, 1, 0).windows().isPadded());
    }
}
