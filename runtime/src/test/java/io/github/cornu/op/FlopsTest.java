package io.github.cornu.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cornu.Graphs;
import io.github.cornu.op.attention.AdditiveAttention;
import io.github.cornu.op.attention.Attention;
import io.github.cornu.op.attention.Visibility;
import io.github.cornu.op.convolutional.Convolution;
import io.github.cornu.op.convolutional.DepthwiseConvolution;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.TransposedConvolution;
import io.github.cornu.op.convolutional.TransposedWindows;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.op.custom.JavaCell;
import io.github.cornu.op.custom.JavaFunction;
import io.github.cornu.op.custom.JavaFunctions;
import io.github.cornu.op.custom.JavaScan;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.dense.MatMul;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.image.Resample;
import io.github.cornu.op.image.Sampling;
import io.github.cornu.op.pooling.Pool;
import io.github.cornu.op.recurrent.Cell;
import io.github.cornu.op.recurrent.GruCell;
import io.github.cornu.op.recurrent.Recurrent;
import io.github.cornu.op.recurrent.SimpleRnnCell;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Identity;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.op.shape.View;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FlopsTest {
    private static final Activation RELU = Activation.of(Unary.RELU);

    private static long flops(Op op, Shape... inputs) {
        List<Shape> shapes = List.of(inputs);
        return op.flops(shapes, op.outputShapes(shapes));
    }

    /** Whoever adds an operation says what it costs. */
    @Test
    void allOperationsAreKnown() throws IOException {
        List<String> unknown = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/github/cornu/op"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Class<?> type = load(file);
                if (Op.class.isAssignableFrom(type) && type.isRecord() && !says(type)) {
                    unknown.add(type.getSimpleName());
                }
            }
        }
        assertEquals(List.of(), unknown);
    }

    /** Whether an operation says how much it computes, or that it computes nothing. */
    private static boolean says(Class<?> type) {
        return View.class.isAssignableFrom(type)
                || JavaFunction.class.equals(type)
                || JavaScan.class.equals(type)
                || Arrays.stream(type.getMethods())
                        .filter(method -> method.getDeclaringClass() != Op.class)
                        .anyMatch(method -> method.getName().equals("flops")
                                || method.getName().equals("movesOnly"));
    }

    private static Class<?> load(Path file) {
        Path root = Path.of("src/main/java");
        String name = root.relativize(file).toString().replace(".java", "").replace('/', '.');
        try {
            return Class.forName(name, false, Op.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return Object.class;
        }
    }

    @Test
    void productsCountTwice() {
        assertEquals(2 * 3 * 4 * 5, flops(Graphs.dense(4, 5, 1), Shape.of(3, 4)));
        Dense relu = new Dense(Graphs.weight(1, 4, 5), null, RELU);
        assertEquals(3 * (2 * 4 * 5 + 5), flops(relu, Shape.of(3, 4)));
        assertEquals(2 * (2 * 3 * 4 * 5), flops(new MatMul(false), Shape.of(2, 3, 4), Shape.of(2, 4, 5)));
        assertEquals(2 * (2 * 3 * 4 * 5), flops(new MatMul(true), Shape.of(2, 3, 4), Shape.of(2, 5, 4)));
    }

    @Test
    void convolutionsCountTheirWindows() {
        Windows windows = Windows.dense(List.of(3, 2), List.of(1, 2), Padding.VALID);
        Convolution conv = new Convolution(Graphs.weight(1, 3, 2, 4, 6), Graphs.weight(2, 6), windows, 1, RELU);
        // 5 - 3 + 1 by (8 - 2) / 2 + 1 places.
        assertEquals(2 * 3 * 4 * (2 * 3 * 2 * 4 * 6 + 6 + 6), flops(conv, Shape.of(2, 5, 8, 4)));
        Convolution grouped = new Convolution(Graphs.weight(1, 3, 2, 2, 6), null, windows, 2, Activation.LINEAR);
        assertEquals(3 * 4 * (2 * 3 * 2 * 2 * 6), flops(grouped, Shape.of(1, 5, 8, 4)));
        DepthwiseConvolution depthwise =
                new DepthwiseConvolution(Graphs.weight(1, 3, 2, 4, 2), null, windows, Activation.LINEAR);
        assertEquals(3 * 4 * (2 * 3 * 2 * 4 * 2), flops(depthwise, Shape.of(1, 5, 8, 4)));
        TransposedConvolution transposed = new TransposedConvolution(
                Graphs.weight(1, 3, 2, 4, 6), null, new TransposedWindows(windows, List.of()), Activation.LINEAR);
        assertEquals(5 * 8 * (2 * 3 * 2 * 4 * 6), flops(transposed, Shape.of(1, 5, 8, 4)));
        assertEquals(3 * 4 * 4 * 6, flops(new Pool(Pool.Kind.MAX, windows), Shape.of(1, 5, 8, 4)));
    }

    /** 4 gates, 3 of them with a sigmoid; two tanh, and f c + i g, and o times that. */
    @Test
    void recurrentLayersCountTheirSteps() {
        long step = 2 * 4 * 5 * (3 + 5) + 9 * 5;
        assertEquals(2 * 7 * step, flops(Graphs.lstm(3, 5, true, false, 1), Shape.of(2, 7, 3)));
        SimpleRnnCell simple =
                new SimpleRnnCell(Graphs.weight(1, 3, 5), Graphs.weight(2, 5, 5), null, Activation.of(Unary.TANH));
        assertEquals(7 * (2 * 5 * (3 + 5) + 5), flops(recurrent(simple), Shape.of(1, 7, 3)));
        for (boolean after : List.of(true, false)) {
            GruCell gru = new GruCell(
                    Graphs.weight(1, 3, 15),
                    Graphs.weight(2, 5, 15),
                    null,
                    null,
                    after,
                    Activation.of(Unary.TANH),
                    Activation.of(Unary.SIGMOID));
            assertEquals(2 * 15 * (3 + 5) + (after ? 9 : 8) * 5, flops(recurrent(gru), Shape.of(1, 1, 3)));
        }
    }

    private static Recurrent recurrent(Cell cell) {
        return Recurrent.of(cell);
    }

    @Test
    void attentionCountsScoresAndSums() {
        Attention attention = new Attention(1, null, Visibility.ALL);
        Shape queries = Shape.of(1, 7, 2, 3);
        Shape keys = Shape.of(1, 9, 2, 3);
        Shape values = Shape.of(1, 9, 2, 4);
        assertEquals(2 * 7 * 9 * (2 * 3 + 2 * 4 + 1), flops(attention, queries, keys, values));
        Weight weights = Weight.of(new float[3], 3);
        AdditiveAttention additive = new AdditiveAttention(null, weights, Visibility.ALL);
        assertEquals(2 * 7 * 9 * ((1 + 1 + 2) * 3 + 2 * 4 + 1), flops(additive, queries, keys, values));
    }

    @Test
    void functionsCountTheirNumbers() {
        assertEquals(12, flops(new Elementwise(RELU), Shape.of(3, 4)));
        assertEquals(12, flops(new Combine(Binary.ADD), Shape.of(3, 4), Shape.of(4)));
        assertEquals(24, flops(new Reduce(Reduce.Kind.SUM, 1, false), Shape.of(2, 3, 4)));
        assertEquals(0, flops(new Transpose(List.of(0, 2, 1)), Shape.of(2, 3, 4)));
        assertEquals(0, flops(new Identity(), Shape.of(2, 3, 4)));
    }

    /** The first and the last of six lie beyond the centers of the three, and have one neighbour. */
    @Test
    void resamplingCountsTheNeighbours() {
        assertEquals(2 * 5 * (4 * 2 * 2), flops(Resample.to(6, 1, Sampling.BILINEAR, false), Shape.of(2, 3, 5)));
        assertEquals(0, flops(Resample.to(6, 1, Sampling.NEAREST, false), Shape.of(2, 3, 5)));
    }

    @Test
    void whatAUserWroteIsUnknown() {
        Op function = JavaFunction.of(shapes -> shapes.get(0), (inputs, output) -> {});
        assertEquals(Flops.UNKNOWN, function.flops(List.of(Shape.of(1, 2)), List.of(Shape.of(1, 2))));
        JavaCell cell = JavaCell.of(3, 5, 1, (x, states, next) -> {});
        assertEquals(Flops.UNKNOWN, flops(recurrent(cell), Shape.of(1, 7, 3)));
        assertEquals(List.of(), function.weights());
        Weight weight = Weight.of(new float[3], 3);
        JavaFunctions named = JavaFunctions.none().register("f", weights -> (JavaFunction) function);
        assertEquals(List.of(weight), named.function("f", weight).weights());
        named = JavaFunctions.none().registerCell("c", weights -> cell);
        assertEquals(List.of(weight), recurrent(named.cell("c", weight)).weights());
    }

    @Test
    void weightsAreFoundInOperationsAndCells() {
        assertEquals(
                List.of(3 * 20, 5 * 20, 20),
                Graphs.lstm(3, 5, true, false, 1).weights().stream()
                        .map(weight -> weight.shape().size())
                        .toList());
        assertEquals(2, Graphs.dense(3, 5, 1).weights().size());
        assertEquals(
                List.of(4, 5),
                Arrays.stream(Graphs.dense(4, 5, 1).weights().get(0).shape().lengths())
                        .boxed()
                        .toList());
    }
}
