package io.github.cornu.op.convolutional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cornu.CompileOptions;
import io.github.cornu.Graphs;
import io.github.cornu.KernelChoice;
import io.github.cornu.Model;
import io.github.cornu.RandomTrials;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.op.Activation;
import io.github.cornu.op.Op;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Tensor;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import io.github.cornu.tensor.WeightFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Convolutions have the bits of the plain loop, or, those by Winograd, the same bits everywhere and its numbers. */
class ConvolutionTest {
    private static final CompileOptions SCALAR = CompileOptions.defaults().withKernels(KernelChoice.SCALAR);
    private static final CompileOptions VECTOR = CompileOptions.defaults().withKernels(KernelChoice.VECTOR);

    private static Convolution random(Random random, int axes, int channels, int groups) {
        List<Integer> size = numbers(random, axes, 4);
        List<Integer> ones = numbers(random, axes, 1);
        boolean dilated = random.nextInt(4) == 0;
        Windows windows = new Windows(
                size,
                dilated ? ones : numbers(random, axes, 3),
                dilated ? numbers(random, axes, 3) : ones,
                random.nextBoolean() ? Padding.SAME : Padding.VALID);
        int filters = groups * RandomTrials.between(random, 1, random.nextInt(3) == 0 ? 70 : 20);
        return convolution(random, windows, channels, filters, groups);
    }

    private static List<Integer> numbers(Random random, int count, int most) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(RandomTrials.between(random, 1, most));
        }
        return numbers;
    }

    private static Convolution convolution(Random random, Windows windows, int channels, int filters, int groups) {
        int[] kernel = new int[windows.axes() + 2];
        Arrays.setAll(kernel, i -> i < windows.axes() ? windows.size().get(i) : 0);
        kernel[windows.axes()] = channels / groups;
        kernel[windows.axes() + 1] = filters;
        Weight bias = random.nextBoolean() ? Graphs.weight(random.nextLong(), filters) : null;
        Activation activation = random.nextBoolean() ? Activation.of(Unary.RELU) : Activation.LINEAR;
        return new Convolution(Graphs.weight(random.nextLong(), kernel), bias, windows, groups, activation);
    }

    private static Tensor run(Op op, CompileOptions options, int threads, Tensor x) {
        GraphBuilder graph = new GraphBuilder("model");
        int[] lengths = x.shape().lengths().clone();
        lengths[0] = Shape.FREE;
        graph.output("y", graph.add("conv", "Conv", op, graph.input("x", Shape.of(lengths))));
        Graph built = graph.build();
        return Model.compile(built, options.withThreads(threads)).newSession().run(x);
    }

    /**
     * The elements of a window, position by position and channel by channel, in the order of their multiply-adds: three
     * neighbours along the last axis follow each other.
     */
    private static int[] order(Convolution op, int channels) {
        int last = op.windows().axes() - 1;
        boolean three =
                op.windows().size().get(last) == 3 && op.windows().dilation().get(last) == 1;
        int neighbours = three ? 3 : 1;
        int[] order = new int[op.windows().elements() * channels];
        int k = 0;
        for (int position = 0; position < op.windows().elements(); position += neighbours) {
            for (int channel = 0; channel < channels; channel++) {
                for (int i = 0; i < neighbours; i++) {
                    order[k++] = (position + i) * channels + channel;
                }
            }
        }
        return order;
    }

    /** The plain loop: one multiply-add after the other, or in double. */
    private static double[] expected(Convolution op, Tensor x, boolean exact) {
        WindowMap map = new WindowMap(op.windows(), x.shape());
        int channels = x.shape().length(-1);
        int part = channels / op.groups();
        int filters = op.kernel().shape().length(-1);
        float[] kernel = op.kernel().read();
        double[] y = new double[x.shape().length(0) * map.windows() * filters];
        for (int i = 0; i < y.length; i++) {
            int filter = i % filters;
            int window = i / filters % map.windows();
            int sample = i / filters / map.windows();
            int firstChannel = filter / (filters / op.groups()) * part;
            double sum = op.bias() == null ? 0 : op.bias().read()[filter];
            for (int k : order(op, part)) {
                int position = map.position(window * map.elements() + k / part);
                int at = (sample * map.inputs() + position) * channels + firstChannel + k % part;
                float value = position < 0 ? 0 : x.data()[at];
                float weight = kernel[k * filters + filter];
                sum = exact ? sum + (double) value * weight : Math.fma(value, weight, (float) sum);
            }
            y[i] = op.activation().isLinear() ? sum : Math.max(0, sum);
        }
        return y;
    }

    @Test
    void everyPathHasTheBitsOfThePlainLoop() {
        RandomTrials.run(150, random -> {
            int axes = RandomTrials.between(random, 1, 3);
            int groups = random.nextInt(4) == 0 ? 3 : 1;
            int channels = groups * RandomTrials.between(random, 1, 9);
            Convolution op = random(random, axes, channels, groups);
            int[] lengths = new int[axes + 2];
            Arrays.setAll(lengths, i -> RandomTrials.between(random, 10, axes == 3 ? 12 : 19));
            lengths[0] = RandomTrials.between(random, 1, 3);
            lengths[axes + 1] = channels;
            Tensor x = Graphs.tensor(random.nextLong(), lengths);
            double[] expected = expected(op, x, false);
            for (CompileOptions options : List.of(SCALAR, VECTOR)) {
                Tensor y = run(op, options, 1 + random.nextInt(2), x);
                for (int i = 0; i < expected.length; i++) {
                    assertEquals((float) expected[i], y.data()[i], options.kernels() + " at " + i);
                }
            }
        });
    }

    /** Long sequences are computed in pieces, which threads share. */
    @Test
    void sequencesInPiecesHaveTheBitsOfThePlainLoop() {
        RandomTrials.run(60, random -> {
            int channels = RandomTrials.between(random, 1, 9);
            Convolution op = random(random, 1, channels, 1);
            Tensor x = Graphs.tensor(
                    random.nextLong(),
                    RandomTrials.between(random, 1, 3),
                    RandomTrials.between(random, 40, 400),
                    channels);
            double[] expected = expected(op, x, false);
            for (CompileOptions options : List.of(SCALAR, VECTOR)) {
                Tensor y = run(op, options, 1 + random.nextInt(2), x);
                for (int i = 0; i < expected.length; i++) {
                    assertEquals((float) expected[i], y.data()[i], options.kernels() + " at " + i);
                }
            }
        });
    }

    /** Images with padding are copied in strips: here of few rows, cut anywhere by threads. */
    @Test
    void stripsOfImagesHaveTheBitsOfThePlainLoop() {
        RandomTrials.run(8, random -> {
            boolean slices = random.nextBoolean();
            int channels = RandomTrials.between(random, 14, 20);
            int axes = slices ? 3 : 2;
            Windows windows = new Windows(
                    numbers(random, axes, 4), numbers(random, axes, 2), numbers(random, axes, 1), Padding.SAME);
            Convolution op = convolution(random, windows, channels, RandomTrials.between(random, 1, 5), 1);
            int width = RandomTrials.between(random, 500, 900);
            int height = RandomTrials.between(random, 5, 9);
            int[] lengths =
                    slices ? new int[] {1, 3, height, width / 3, channels} : new int[] {2, height, width, channels};
            Tensor x = Graphs.tensor(random.nextLong(), lengths);
            double[] expected = expected(op, x, false);
            for (CompileOptions options : List.of(SCALAR, VECTOR)) {
                Tensor y = run(op, options, 1 + random.nextInt(2), x);
                for (int i = 0; i < expected.length; i++) {
                    assertEquals((float) expected[i], y.data()[i], options.kernels() + " at " + i);
                }
            }
        });
    }

    /** The activation of some rows of a strip comes before the products of the next ones. */
    @Test
    void activationsOfRowsLeaveTheStripAlone() {
        Windows windows = Windows.dense(List.of(3, 3), List.of(1, 1), Padding.SAME);
        Convolution linear = new Convolution(Graphs.weight(1, 3, 3, 1, 512), null, windows, 1, Activation.LINEAR);
        Tensor x = Graphs.tensor(2, 1, 28, 28, 1);
        Tensor sums = run(linear, SCALAR, 1, x);
        Tensor expected = run(new Elementwise(Activation.SPARSEMAX), SCALAR, 1, sums);
        Convolution sparse = linear.withActivation(Activation.SPARSEMAX);
        assertEquals(expected, run(sparse, SCALAR, 1, x));
        assertEquals(expected, run(sparse, VECTOR, 1, x));
    }

    @Test
    void winogradHasTheSameBitsEverywhereAndTheRightNumbers() {
        RandomTrials.run(12, random -> {
            int channels = RandomTrials.between(random, 32, 83);
            int filters = RandomTrials.between(random, 32, 83);
            Windows windows = Windows.dense(List.of(3, 3), List.of(1, 1), Padding.SAME);
            Convolution op = convolution(random, windows, channels, filters, 1);
            assertTrue(WinogradWeights.suit(windows, op.kernel(), 1, WeightFormat.F32));
            int batch = RandomTrials.between(random, 1, 3);
            int height = RandomTrials.between(random, 1, 19);
            int width = RandomTrials.between(random, 1, 19);
            Tensor x = Graphs.tensor(random.nextLong(), batch, height, width, channels);
            double[] expected = expected(op, x, true);
            Tensor y = run(op, SCALAR, 1, x);
            double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], y.data()[i], 1e-6 * largest, "at " + i);
            }
            assertEquals(y, run(op, VECTOR, 1, x));
            assertEquals(y, run(op, VECTOR, 2, x));
            int sample = random.nextInt(batch);
            int size = y.data().length / batch;
            int inputs = x.data().length / batch;
            float[] own = Arrays.copyOfRange(x.data(), sample * inputs, (sample + 1) * inputs);
            float[] one = run(op, VECTOR, 1, Tensor.of(own, 1, height, width, channels))
                    .data();
            assertEquals(
                    Arrays.toString(Arrays.copyOfRange(y.data(), sample * size, (sample + 1) * size)),
                    Arrays.toString(one));
        });
    }

    /** A weight beyond what 16 bits hold keeps the matrix of its group in 32 bits. */
    @Test
    void groupsMayBePackedDifferently() {
        for (int large : new int[] {0, 39}) {
            float[] kernel = Graphs.numbers(3 * 3 * 2 * 40, 1);
            kernel[large] = Float.MAX_VALUE;
            Windows windows = Windows.dense(List.of(3, 3), List.of(1, 1), Padding.SAME);
            Convolution op = new Convolution(Weight.of(kernel, 3, 3, 2, 40), null, windows, 2, Activation.LINEAR);
            Tensor x = Graphs.tensor(2, 1, 9, 9, 4);
            for (int i = 0; i < x.data().length; i++) {
                x.data()[i] *= 0.1f;
            }
            Tensor scalar = run(op, SCALAR.withWeights(WeightFormat.BF16), 1, x);
            assertEquals(scalar, run(op, VECTOR.withWeights(WeightFormat.BF16), 1, x));
            double[] expected = expected(op, x, true);
            int exact = large == 0 ? 0 : 20;
            for (int i = 0; i < expected.length; i++) {
                boolean isExact = i % 40 >= exact && i % 40 < exact + 20;
                double error = isExact ? 1e-6 * Math.max(1, Math.abs(expected[i])) : 0.05;
                assertEquals(expected[i], scalar.data()[i], error, "at " + i);
            }
        }
    }
}
