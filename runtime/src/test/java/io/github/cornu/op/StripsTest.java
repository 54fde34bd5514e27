package io.github.cornu.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.cornu.Graphs;
import io.github.cornu.RandomTrials;
import io.github.cornu.kernel.KernelSelector;
import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.kernel.threads.ThreadTeam;
import io.github.cornu.op.convolutional.Convolution;
import io.github.cornu.op.convolutional.DepthwiseConvolution;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Operations that are computed strip by strip have the bits of one after the other, however high the strips are. */
class StripsTest {
    private static final int MOST_CHANNELS = 20;

    /** Operations that follow each other, and the shapes of what is before, between and after them. */
    private record Chain(List<ImageRows> stages, List<Shape> shapes) {
        float[] run(float[] images, int cached, ThreadTeam team) {
            float[] y = new float[shapes.get(shapes.size() - 1).size()];
            Memory memory = new Memory();
            memory.use(new float[][] {images, y}, new float[0][], new int[0]);
            Strips strips = new Strips(0, 1, stages, shapes, cached);
            // A second run finds in the strips what the first has left there.
            for (int i = 0; i < 2; i++) {
                Arrays.fill(y, Float.NaN);
                SharedRows.ofSamples(team, shapes.get(0).length(0), strips.rows(), 1_000_000, strips)
                        .run(memory);
            }
            return y;
        }

        float[] runOneAfterTheOther(float[] images) {
            float[] x = images;
            for (int i = 0; i < stages.size(); i++) {
                float[] y = new float[shapes.get(i + 1).size()];
                for (int sample = 0; sample < shapes.get(0).length(0); sample++) {
                    int from = sample * shapes.get(i).size(1, 4);
                    int to = sample * shapes.get(i + 1).size(1, 4);
                    stages.get(i).run(x, from, y, to, 0, stages.get(i).count(), new Scratch());
                }
                x = y;
            }
            return x;
        }
    }

    private static Op random(Random random, int channels) {
        List<Integer> size = List.of(RandomTrials.between(random, 1, 4), RandomTrials.between(random, 1, 4));
        boolean dilated = random.nextInt(3) == 0;
        List<Integer> ones = List.of(1, 1);
        List<Integer> twos = List.of(RandomTrials.between(random, 1, 3), RandomTrials.between(random, 1, 3));
        Padding padding = random.nextInt(3) == 0 ? Padding.VALID : Padding.SAME;
        Windows windows = new Windows(size, dilated ? ones : twos, dilated ? twos : ones, padding);
        Activation activation = random.nextBoolean() ? Activation.of(Unary.RELU) : Activation.LINEAR;
        int kind = random.nextInt(3);
        if (kind == 0) {
            return new DepthwiseConvolution(
                    Graphs.weight(random.nextLong(), size.get(0), size.get(1), channels, 1), null, windows, activation);
        }
        int groups = kind == 1 && channels % 2 == 0 ? 2 : 1;
        int filters = groups * RandomTrials.between(random, 1, MOST_CHANNELS / groups);
        boolean pixels = random.nextBoolean();
        return new Convolution(
                Graphs.weight(
                        random.nextLong(),
                        pixels ? 1 : size.get(0),
                        pixels ? 1 : size.get(1),
                        channels / groups,
                        filters),
                Graphs.weight(random.nextLong(), filters),
                pixels ? Windows.dense(ones, ones, padding) : windows,
                groups,
                activation);
    }

    private static Chain chain(Random random, Kernels kernels) {
        int batch = RandomTrials.between(random, 1, 2);
        int channels = RandomTrials.between(random, 1, MOST_CHANNELS);
        Shape shape =
                Shape.of(batch, RandomTrials.between(random, 8, 40), RandomTrials.between(random, 8, 20), channels);
        List<ImageRows> stages = new ArrayList<>();
        List<Shape> shapes = new ArrayList<>(List.of(shape));
        int count = RandomTrials.between(random, 2, 4);
        while (stages.size() < count) {
            Op op = random(random, shape.length(-1));
            Shape next;
            try {
                next = op.outputShapes(List.of(shape)).get(0);
            } catch (IllegalArgumentException e) {
                continue;
            }
            stages.add(op.prepare(Target.of(kernels)).rows(shape));
            shape = next;
            shapes.add(shape);
        }
        return new Chain(stages, shapes);
    }

    @Test
    void stripsHaveTheBitsOfOneOperationAfterTheOther() {
        RandomTrials.run(60, random -> {
            Chain chain = chain(random, KernelSelector.scalar());
            float[] images = Graphs.numbers(chain.shapes().get(0).size(), random.nextLong());
            float[] expected = chain.runOneAfterTheOther(images);
            int cached = RandomTrials.between(random, 1, random.nextBoolean() ? 2_000 : 40_000);
            for (int threads = 1; threads <= 3; threads++) {
                assertArrayEquals(expected, chain.run(images, cached, ThreadTeam.of(threads)), "threads " + threads);
            }
        });
    }
}
