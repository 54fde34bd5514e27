package io.github.cornu;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.GraphBuilder;
import io.github.cornu.graph.Value;
import io.github.cornu.op.Activation;
import io.github.cornu.op.Op;
import io.github.cornu.op.attention.AdditiveAttention;
import io.github.cornu.op.attention.Attention;
import io.github.cornu.op.attention.Visibility;
import io.github.cornu.op.convolutional.Convolution;
import io.github.cornu.op.convolutional.DepthwiseConvolution;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.TransposedConvolution;
import io.github.cornu.op.convolutional.TransposedWindows;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.op.custom.JavaScan;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.normalization.Affine;
import io.github.cornu.op.normalization.LayerNorm;
import io.github.cornu.op.pooling.Pool;
import io.github.cornu.op.recurrent.Cell;
import io.github.cornu.op.recurrent.ConvLstmCell;
import io.github.cornu.op.recurrent.GruCell;
import io.github.cornu.op.recurrent.MaskRule;
import io.github.cornu.op.recurrent.Recurrent;
import io.github.cornu.op.recurrent.Recurrent.Output;
import io.github.cornu.op.recurrent.SimpleRnnCell;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.FoldTime;
import io.github.cornu.op.shape.Pad;
import io.github.cornu.op.shape.Repeat;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.op.shape.UnfoldTime;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Models that can be stepped through time, of random layers, sizes and depth, with masks and branches. */
final class RandomModel {
    private static final int FEATURES = 5;
    private static final int KINDS = 20;

    private final Random random;
    private final int kinds;
    private final GraphBuilder graph = new GraphBuilder("random");
    private int layers;
    private Value mask;

    private RandomModel(long seed, int kinds) {
        random = new Random(seed);
        this.kinds = kinds;
    }

    /** Input (None, None, 5). */
    static Graph of(long seed) {
        return new RandomModel(seed, KINDS).build();
    }

    /** The same with functions in Java among the layers. */
    static Graph inJava(long seed) {
        return new RandomModel(seed, KINDS + 2).build();
    }

    private Graph build() {
        Value x = graph.input("x", Shape.of(-1, -1, FEATURES));
        if (random.nextBoolean()) {
            Value valid = add("Masking", new CombineScalar(Binary.NOT_EQUAL, 0f), x);
            mask = add("Masking", new Reduce(Reduce.Kind.MAX, 2, false), valid);
        }
        int depth = 1 + random.nextInt(6);
        for (int i = 0; i < depth; i++) {
            x = layer(x);
        }
        if (random.nextInt(3) == 0) {
            x = kinds > KINDS && random.nextBoolean() ? scan(x, false) : recurrent(x, false);
        }
        graph.output("y", x);
        return graph.build();
    }

    private Value layer(Value x) {
        int features = x.shape().length(-1);
        return switch (random.nextInt(kinds)) {
            case 0 -> add("Dense", Graphs.dense(features, size(), seed()), x);
            case 1, 2, 3 -> recurrent(x, true);
            case 4 -> causal(x);
            case 5 -> convolution(x, 1 + random.nextInt(3), 1 + random.nextInt(2), 1 + random.nextInt(3));
            case 6 -> depthwise(x);
            case 7 -> pool(x);
            case 8 -> unmasked(add("UpSampling1D", new Repeat(1, 1 + random.nextInt(3)), x));
            case 9 -> add("Activation", new Elementwise(Activation.of(Unary.TANH)), x);
            case 10 -> add("Softmax", new Elementwise(Activation.SOFTMAX), x);
            case 11 ->
                add("BatchNormalization", new Affine(2, weight(features), weight(features), Activation.LINEAR), x);
            case 12 ->
                add(
                        "LayerNormalization",
                        new LayerNorm(1, weight(features), weight(features), 1e-3f, LayerNorm.Center.ALL),
                        x);
            case 13 -> residual(x);
            case 14 ->
                add("Concatenate", new Concatenate(2), x, add("Dense", Graphs.dense(features, size(), seed()), x));
            case 15 -> transposed(x);
            case 16 -> convLstm(x);
            case 17, 18 -> attention(x);
            case KINDS, KINDS + 1 -> scan(x, true);
            default -> timeDistributed(x);
        };
    }

    private Value add(String layerClass, Op op, Value... inputs) {
        return graph.add(layerClass + "_" + layers++, layerClass, op, inputs);
    }

    /** From here on the mask does not fit any more. */
    private Value unmasked(Value x) {
        mask = null;
        return x;
    }

    private int size() {
        return 1 + random.nextInt(20);
    }

    private long seed() {
        return random.nextLong();
    }

    private Weight weight(int... lengths) {
        return Graphs.weight(seed(), lengths);
    }

    /** Counts steps, and has a state of other axes than the output, which masked steps leave as they are. */
    private Value scan(Value x, boolean sequences) {
        int features = x.shape().length(-1);
        int rows = 1 + random.nextInt(3);
        JavaScan op = JavaScan.of(step -> Shape.of(rows), (inputs, states, output) -> {
            boolean valid = inputs.length == 1 || inputs[1][0] != 0;
            for (int i = 0; i < rows && valid; i++) {
                for (int j = 0; j < features; j++) {
                    states[1][i * features + j] = states[1][i * features + j] * 0.5f + inputs[0][j] * (i + 1);
                }
            }
            states[0][0] += valid ? 1 : 0;
            for (int i = 0; i < rows; i++) {
                output[i] = states[1][i * features] / (1 + states[0][0]);
            }
        });
        JavaScan own = op.withState("count", 1).withState("level", rows, features);
        own = sequences ? own : own.ofLastStep();
        return mask == null ? add("Scan", own, x) : add("Scan", own, x, mask);
    }

    private Value recurrent(Value x, boolean sequences) {
        return recurrent(x, cell(x.shape().length(-1), size()), sequences);
    }

    private Value recurrent(Value x, Cell cell, boolean sequences) {
        MaskRule rule = MaskRule.REPEAT.withZeroOutput(random.nextBoolean()).withEmitsInitial(random.nextBoolean());
        Recurrent op = Recurrent.of(cell)
                .withOutput(sequences ? Output.SEQUENCE : Output.LAST)
                .withMask(mask == null ? null : rule);
        return mask == null ? add("RNN", op, x) : add("RNN", op, x, mask);
    }

    private Cell cell(int features, int units) {
        Activation tanh = Activation.of(Unary.TANH);
        Activation sigmoid = Activation.of(Unary.SIGMOID);
        return switch (random.nextInt(4)) {
            case 0 -> Graphs.lstmCell(features, units, seed());
            case 1 -> new SimpleRnnCell(weight(features, units), weight(units, units), weight(units), tanh);
            default -> {
                boolean after = random.nextBoolean();
                yield new GruCell(
                        weight(features, 3 * units),
                        weight(units, 3 * units),
                        weight(3 * units),
                        after ? weight(3 * units) : null,
                        after,
                        tanh,
                        sigmoid);
            }
        };
    }

    private Windows windows(int size, int stride, int dilation) {
        return new Windows(List.of(size), List.of(stride), List.of(dilation), Padding.VALID);
    }

    private Value convolution(Value x, int size, int stride, int dilation) {
        int filters = size();
        Weight kernel = weight(size, x.shape().length(-1), filters);
        Op op = new Convolution(kernel, weight(filters), windows(size, stride, dilation), 1, Activation.LINEAR);
        return unmasked(add("Conv1D", op, x));
    }

    private Value causal(Value x) {
        int size = 1 + random.nextInt(3);
        int dilation = 1 + random.nextInt(3);
        Value padded = size == 1 ? x : add("Conv1D", new Pad(1, (size - 1) * dilation, 0, 0f), x);
        return convolution(padded, size, 1 + random.nextInt(3), dilation);
    }

    /** With a stride of at least the kernel, so that steps do not overlap. */
    private Value transposed(Value x) {
        int size = 1 + random.nextInt(3);
        int filters = size();
        TransposedWindows windows = new TransposedWindows(windows(size, size + random.nextInt(2), 1), List.of());
        Weight kernel = weight(size, x.shape().length(-1), filters);
        Op op = new TransposedConvolution(kernel, weight(filters), windows, Activation.LINEAR);
        return unmasked(add("Conv1DTranspose", op, x));
    }

    /** The features as an image of one axis and one channel. */
    private Value convLstm(Value x) {
        int filters = 1 + random.nextInt(4);
        int size = 1 + random.nextInt(3);
        Windows windows = Windows.dense(List.of(size), List.of(1 + random.nextInt(2)), Padding.SAME);
        Cell cell = new ConvLstmCell(
                weight(size, 1, 4 * filters),
                weight(size, filters, 4 * filters),
                weight(4 * filters),
                windows,
                random.nextBoolean(),
                true,
                Activation.of(Unary.TANH),
                Activation.of(Unary.SIGMOID));
        Value images = recurrent(add("Reshape", Reshape.expandDims(3), x), cell, true);
        Shape image = images.shape();
        Value rows = add(
                "Reshape", Reshape.ofSamples(Shape.of(image.length(2) * filters)), add("Fold", new FoldTime(), images));
        return add("Reshape", new UnfoldTime(), rows, x);
    }

    /** Causal attention of several heads, whose steps that are masked give zeros. */
    private Value attention(Value x) {
        int groups = 1 + random.nextInt(2);
        int heads = groups * (1 + random.nextInt(2));
        int depth = 1 + random.nextInt(9);
        int width = 1 + random.nextInt(9);
        int window = random.nextInt(3) == 0 ? 1 + random.nextInt(5) : 0;
        Weight scale = Weight.of(new float[] {0.7f});
        Visibility visibility = new Visibility(true, window, Visibility.FullyMasked.ZERO);
        Op op = depth % 3 == 0
                ? new AdditiveAttention(scale, weight(depth), visibility)
                : new Attention(1, scale, visibility);
        List<Value> inputs =
                new ArrayList<>(List.of(heads(x, heads, depth), heads(x, groups, depth), heads(x, groups, width)));
        if (mask != null) {
            Value keys = add("Attention", Reshape.expandDims(1), mask);
            inputs.add(add("Attention", Reshape.expandDims(1), keys));
            if (random.nextBoolean()) {
                Value queries = add("Attention", Reshape.expandDims(2), mask);
                inputs.add(add("Attention", Reshape.expandDims(1), queries));
            }
        }
        Value y = add("Attention", op, inputs.toArray(Value[]::new));
        return add("Attention", Reshape.mergeAxes(2, 4), y);
    }

    private Value heads(Value x, int heads, int depth) {
        Value all = add("Attention", Graphs.dense(x.shape().length(-1), heads * depth, seed()), x);
        return add("Attention", Reshape.splitAxis(2, Shape.of(heads, depth)), all);
    }

    private Value depthwise(Value x) {
        int channels = x.shape().length(-1);
        Op op = new DepthwiseConvolution(weight(2, channels, 1), weight(channels), windows(2, 1, 1), Activation.LINEAR);
        return unmasked(add("DepthwiseConv1D", op, x));
    }

    private Value pool(Value x) {
        Pool.Kind kind = random.nextBoolean() ? Pool.Kind.MAX : Pool.Kind.AVERAGE;
        Op op = new Pool(kind, windows(1 + random.nextInt(3), 1 + random.nextInt(4), 1));
        return unmasked(add("Pooling1D", op, x));
    }

    /** Either x itself or steps of it, cut at the start like a convolution beside it. */
    private Value residual(Value x) {
        int features = x.shape().length(-1);
        if (random.nextBoolean()) {
            return add("Add", new Combine(Binary.ADD), x, add("Dense", Graphs.dense(features, features, seed()), x));
        }
        Weight kernel = weight(2, features, features);
        Op op = new Convolution(kernel, weight(features), windows(2, 1, 1), 1, Activation.LINEAR);
        Value cut = add("Cropping1D", new Slice(1, 1, Slice.END, 1), x);
        return unmasked(add("Add", new Combine(Binary.ADD), cut, add("Conv1D", op, x)));
    }

    private Value timeDistributed(Value x) {
        Value folded = add("TimeDistributed", new FoldTime(), x);
        Value dense = add("TimeDistributed", Graphs.dense(x.shape().length(-1), size(), seed()), folded);
        return add("TimeDistributed", new UnfoldTime(), dense, x);
    }
}
