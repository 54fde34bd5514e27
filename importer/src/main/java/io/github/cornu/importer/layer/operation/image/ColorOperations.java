package io.github.cornu.importer.layer.operation.image;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.Axes;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.importer.layer.Numbers;
import io.github.cornu.importer.layer.operation.OperationTable;
import io.github.cornu.importer.layer.operation.ShapeOperations;
import io.github.cornu.op.Activation;
import io.github.cornu.op.convolutional.DepthwiseConvolution;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import java.util.List;

/** Colors of images, and filters with fixed kernels. */
public final class ColorOperations {
    private static final float[] GRAY = {0.2989f, 0.5870f, 0.1140f};
    private static final int[] SOBEL = {-1, -2, -1, 0, 0, 0, 1, 2, 1};

    private ColorOperations() {}

    public static void register(OperationTable f) {
        f.add(ColorOperations::gray, "RGBToGrayscale(images, data_format)", "tf.image.rgb_to_grayscale(images)");
        f.add(ColorOperations::colored, "tf.image.grayscale_to_rgb(images)");
        f.add(
                (g, a) -> channelsLast(g, a, ColorOperations::hueOf),
                "RGBToHSV(images, data_format)",
                "tf.image.rgb_to_hsv(images)");
        f.add(
                (g, a) -> channelsLast(g, a, ColorOperations::colorOf),
                "HSVToRGB(images, data_format)",
                "tf.image.hsv_to_rgb(images)");
        f.add(ColorOperations::sobel, "SobelEdges(images, data_format)");
        f.add(ColorOperations::blur, "GaussianBlur(images, kernel_size, sigma, data_format)");
    }

    private interface Body {
        Value apply(Lowering g, Value x);
    }

    private static KerasTensor channelsLast(Lowering g, Arguments a, Body body) {
        KerasTensor images = a.tensor(g, "images");
        if (images.shape().rank() != 4) {
            throw new UnsupportedModelException("images of the shape " + images.shape());
        }
        if (!ImageOperations.isChannelsFirst(a)) {
            return KerasTensor.of(body.apply(g, images.value()), images.type());
        }
        Value y = body.apply(g, Axes.channelsLast(g, images.value()));
        return KerasTensor.of(Axes.channelsFirst(g, y), images.type());
    }

    private static KerasTensor colored(Lowering g, Arguments a) {
        KerasTensor images = a.tensor(g, "images");
        int last = images.shape().rank() - 1;
        if (last != 3 || images.shape().length(last) != 1) {
            throw new UnsupportedModelException("images of one channel of the shape " + images.shape());
        }
        Value x = images.value();
        return images.like(g.add(new Concatenate(last), x, x, x));
    }

    private static KerasTensor gray(Lowering g, Arguments a) {
        KerasTensor y = channelsLast(g, a, (g1, x) -> {
            int channels = channels(x, 1, 3);
            return channels == 1
                    ? x
                    : g1.add(new Dense(new ComputedWeight(Shape.of(3, 1), GRAY::clone), null, Activation.LINEAR), x);
        });
        return Numbers.cast(g, KerasTensor.of(y.value()), y.type());
    }

    private static int channels(Value x, int... allowed) {
        int channels = x.shape().length(-1);
        for (int number : allowed) {
            if (channels == number) {
                return channels;
            }
        }
        throw new IllegalArgumentException("images of " + channels + " channels");
    }

    private static Value channel(Lowering g, Value x, int place) {
        int last = x.shape().rank() - 1;
        return g.add(new Slice(last, place, place + 1, 1), x);
    }

    private static Value combine(Lowering g, Binary function, Value a, Value b) {
        return Numbers.combine(g, function, a, b);
    }

    /** As TensorFlow computes it: hue, saturation and value from 0 to 1. */
    static Value hueOf(Lowering g, Value x) {
        channels(x, 3);
        Value red = channel(g, x, 0);
        Value green = channel(g, x, 1);
        Value blue = channel(g, x, 2);
        Value value = combine(g, Binary.MAXIMUM, combine(g, Binary.MAXIMUM, red, green), blue);
        Value least = combine(g, Binary.MINIMUM, combine(g, Binary.MINIMUM, red, green), blue);
        Value range = combine(g, Binary.SUBTRACT, value, least);
        Value zero = Numbers.number(g, 0);
        Value saturation = Numbers.select(
                g, Numbers.scalar(g, Binary.GREATER, value, 0), combine(g, Binary.DIVIDE, range, value), zero);
        Value norm = Numbers.unary(g, Unary.RECIPROCAL, Numbers.scalar(g, Binary.MULTIPLY, range, 6));
        Value ofRed = hue(g, norm, green, blue, 0);
        Value ofGreen = hue(g, norm, blue, red, 2.0 / 6);
        Value ofBlue = hue(g, norm, red, green, 4.0 / 6);
        Value others = Numbers.select(g, combine(g, Binary.EQUAL, green, value), ofGreen, ofBlue);
        Value hue = Numbers.select(g, combine(g, Binary.EQUAL, red, value), ofRed, others);
        hue = Numbers.select(g, Numbers.scalar(g, Binary.GREATER, range, 0), hue, zero);
        Value turned = Numbers.scalar(g, Binary.ADD, hue, 1);
        hue = Numbers.select(g, Numbers.scalar(g, Binary.LESS, hue, 0), turned, hue);
        return g.addAll(new Concatenate(x.shape().rank() - 1), List.of(hue, saturation, value))
                .get(0);
    }

    private static Value hue(Lowering g, Value norm, Value a, Value b, double offset) {
        Value share = combine(g, Binary.MULTIPLY, norm, combine(g, Binary.SUBTRACT, a, b));
        return offset == 0 ? share : Numbers.scalar(g, Binary.ADD, share, offset);
    }

    static Value colorOf(Lowering g, Value x) {
        channels(x, 3);
        Value hue = Numbers.scalar(g, Binary.MULTIPLY, channel(g, x, 0), 6);
        Value saturation = channel(g, x, 1);
        Value value = channel(g, x, 2);
        Value rest = Numbers.unary(g, Unary.SCALE_SHIFT, -1, 1, saturation);
        List<Value> channels = List.of(
                color(g, hue, 3, 1, -1, saturation, rest, value),
                color(g, hue, 2, -1, 2, saturation, rest, value),
                color(g, hue, 4, -1, 2, saturation, rest, value));
        return g.addAll(new Concatenate(x.shape().rank() - 1), channels).get(0);
    }

    /** (1 - s + s d) v, where d = clip(scale |h - center| + shift, 0, 1). */
    private static Value color(
            Lowering g, Value hue, double center, int scale, int shift, Value saturation, Value rest, Value value) {
        Value apart = Numbers.unary(g, Unary.ABS, Numbers.scalar(g, Binary.SUBTRACT, hue, center));
        Value share = Numbers.unary(g, Unary.CLIP, 0, 1, Numbers.unary(g, Unary.SCALE_SHIFT, scale, shift, apart));
        Value color = combine(g, Binary.ADD, rest, combine(g, Binary.MULTIPLY, saturation, share));
        return combine(g, Binary.MULTIPLY, color, value);
    }

    /** Derivatives down and to the right, on a last axis of their own; the border is reflected. */
    private static KerasTensor sobel(Lowering g, Arguments a) {
        KerasTensor images = a.tensor(g, "images");
        boolean first = ImageOperations.isChannelsFirst(a);
        Value x = first ? Axes.channelsLast(g, images.value()) : images.value();
        if (images.type() != NumberType.FLOAT
                || x.shape().rank() != 4
                || !x.shape().axes(1, 4).isFixed()) {
            throw new UnsupportedModelException("edges of images of the shape " + images.shape());
        }
        Value padded = x;
        for (int axis = 1; axis < 3; axis++) {
            padded = ShapeOperations.pad(g, padded, axis, 1, 1, "reflect", 0);
        }
        int channels = x.shape().length(3);
        ComputedWeight kernel = new ComputedWeight(Shape.of(3, 3, channels, 2), () -> {
            float[] weights = new float[18 * channels];
            for (int i = 0; i < weights.length; i++) {
                int place = i / (2 * channels);
                weights[i] = SOBEL[i % 2 == 0 ? place : place % 3 * 3 + place / 3];
            }
            return weights;
        });
        Windows windows = Windows.dense(List.of(3, 3), List.of(1, 1), Padding.VALID);
        Value y = g.add(new DepthwiseConvolution(kernel, null, windows, Activation.LINEAR), padded);
        y = ImageOperations.reshaped(g, y, x.shape().length(1), x.shape().length(2), channels, 2);
        return KerasTensor.of(first ? g.add(new Transpose(List.of(0, 3, 1, 2, 4)), y) : y);
    }

    /**
     * The kernel is the outer product of two Gaussian windows, whose elements Keras lays out in rows of the second
     * one's length.
     */
    private static KerasTensor blur(Lowering g, Arguments a) {
        List<Integer> size = a.has("kernel_size") ? a.integers("kernel_size") : List.of(3, 3);
        double[] sigma = a.has("sigma") ? a.requireKnown("sigma").numbers() : new double[] {1, 1};
        if (size.size() != 2 || sigma.length != 2 || a.tensor(g, "images").type() != NumberType.FLOAT) {
            throw new UnsupportedModelException("a blur with a kernel of the size " + size);
        }
        double[] inner = bell(size.get(0), sigma[0]);
        double[] outer = bell(size.get(1), sigma[1]);
        return channelsLast(g, a, (g1, x) -> {
            int channels = x.shape().length(3);
            ComputedWeight kernel = new ComputedWeight(Shape.of(size.get(0), size.get(1), channels, 1), () -> {
                float[] weights = new float[inner.length * outer.length * channels];
                for (int i = 0; i < weights.length; i++) {
                    int place = i / channels;
                    weights[i] = (float) (outer[place / inner.length] * inner[place % inner.length]);
                }
                return weights;
            });
            Windows windows = Windows.dense(size, List.of(1, 1), Padding.SAME);
            return g1.add(new DepthwiseConvolution(kernel, null, windows, Activation.LINEAR), x);
        });
    }

    private static double[] bell(int size, double sigma) {
        double[] bell = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            double place = (i - (size - 1) / 2.0) / sigma;
            bell[i] = StrictMath.exp(-0.5 * place * place);
            sum += bell[i];
        }
        for (int i = 0; i < size; i++) {
            bell[i] /= sum;
        }
        return bell;
    }
}
