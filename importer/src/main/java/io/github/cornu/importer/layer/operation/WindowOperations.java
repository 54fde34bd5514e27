package io.github.cornu.importer.layer.operation;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.Axes;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.KnownArray;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.NumberType;
import io.github.cornu.op.Activation;
import io.github.cornu.op.convolutional.Convolution;
import io.github.cornu.op.convolutional.DepthwiseConvolution;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.op.pooling.AdaptivePool;
import io.github.cornu.op.pooling.Pool;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Pooling, and convolutions with constant kernels. */
public final class WindowOperations {
    /** What {@code tf.nn.depthwise_conv2d} of TensorFlow 1 calls its dilation. */
    private static final String RATE = "rate";

    private static final String DILATIONS = "dilations";

    private WindowOperations() {}

    public static void register(OperationTable f) {
        f.add(
                pool(Pool.Kind.MAX),
                "MaxPool(inputs, pool_size, strides, padding, data_format, explicit_paddings)",
                "tf.max_pool1d(input, ksize, strides, padding, data_format)",
                "tf.max_pool2d(input, ksize, strides, padding, data_format)",
                "tf.max_pool3d(input, ksize, strides, padding, data_format)",
                "tf.max_pool(value, ksize, strides, padding, data_format)",
                "node.MaxPool3D(input, ksize, strides, padding, data_format)",
                "node.MaxPool(input, ksize, strides, padding, data_format, explicit_paddings)");
        f.add(
                pool(Pool.Kind.AVERAGE),
                "AveragePool(inputs, pool_size, strides, padding, data_format)",
                "tf.avg_pool1d(input, ksize, strides, padding, data_format)",
                "tf.avg_pool2d(input, ksize, strides, padding, data_format)",
                "tf.avg_pool3d(input, ksize, strides, padding, data_format)",
                "tf.avg_pool(input, ksize, strides, padding, data_format)",
                "node.AvgPool3D(input, ksize, strides, padding, data_format)",
                "node.AvgPool(value, ksize, strides, padding, data_format)");
        f.add(
                WindowOperations::named,
                "tf.pool(inputs, window_shape, pooling_type, padding, dilation_rate, strides, data_format)");
        f.add(adaptive(Pool.Kind.MAX), "AdaptiveMaxPool(inputs, output_size, data_format)");
        f.add(adaptive(Pool.Kind.AVERAGE), "AdaptiveAveragePool(inputs, output_size, data_format)");
        f.add(
                WindowOperations::convolution,
                "Conv(inputs, kernel, strides, padding, data_format, dilation_rate, filter, explicit_paddings, rate)",
                "tf.conv1d(value, filters, stride, padding, data_format, dilations)",
                "tf.conv2d(input, filters, strides, padding, data_format, dilations, filter, explicit_paddings)",
                "tf.conv3d(input, filters, strides, padding, data_format, dilations)",
                "tf.convolution(input, filters, strides, padding, data_format, dilations, filter, explicit_paddings, dilation_rate)",
                "node.Conv3D(input, filter, strides, padding, data_format, dilations)",
                "node.Conv2D(input, filters, strides, padding, data_format, dilations, filter, explicit_paddings)");
        f.add(
                WindowOperations::depthwise,
                "DepthwiseConv(inputs, kernel, strides, padding, data_format, dilation_rate, rate, explicit_paddings)",
                "tf.depthwise_conv2d(input, filter, strides, padding, data_format, dilations, rate)",
                "node.DepthwiseConv2dNative(input, filter, strides, padding, data_format, dilations, rate, explicit_paddings)");
        f.add(
                WindowOperations::separable,
                "SeparableConv(inputs, depthwise_kernel, pointwise_kernel, strides, padding, data_format, dilation_rate)",
                "tf.separable_conv2d(input, depthwise_filter, pointwise_filter, strides, padding, data_format, rate)");
    }

    /** What is done with channels last. */
    interface Body {
        Value apply(Value x, int spatialAxes);
    }

    static KerasTensor channelsLast(Lowering g, Arguments a, Body body) {
        Value x = a.tensor(g, "inputs").value();
        if (x.shape().rank() < 3) {
            throw new IllegalArgumentException("expected an input of rank 3 or more, got " + x.shape());
        }
        String format = a.string("data_format", "channels_last");
        boolean first = format.equals("channels_first") || format.startsWith("NC") && !format.equals("NC");
        int spatial = x.shape().rank() - 2;
        if (!first) {
            return KerasTensor.of(body.apply(x, spatial));
        }
        if (!format.equals("channels_first")) {
            throw new UnsupportedModelException("the data format " + format);
        }
        return KerasTensor.of(Axes.channelsFirst(g, body.apply(Axes.channelsLast(g, x), spatial)));
    }

    /** One number for each spatial axis; TensorFlow has one for the batch and the channels too. */
    static List<Integer> spatial(Arguments a, String name, int axes, List<Integer> otherwise) {
        List<Integer> numbers = a.integers(name);
        if (numbers == null) {
            return otherwise;
        }
        if (numbers.size() == axes + 2) {
            if (numbers.get(0) != 1 || numbers.get(axes + 1) != 1) {
                throw new UnsupportedModelException("its '" + name + "' reaches over samples or channels");
            }
            return numbers.subList(1, axes + 1);
        }
        return numbers.size() == 1 ? Collections.nCopies(axes, numbers.get(0)) : numbers;
    }

    private static Padding padding(Arguments a) {
        String padding = a.string("padding", "valid").toLowerCase(Locale.ROOT);
        return switch (padding) {
            case "valid" -> Padding.VALID;
            case "same" -> Padding.SAME;
            default -> throw new UnsupportedModelException("the padding '" + padding + "'");
        };
    }

    private static Operation.Single pool(Pool.Kind kind) {
        return (g, a) -> channelsLast(g, a, (x, axes) -> {
            List<Integer> size = spatial(a, "pool_size", axes, null);
            List<Integer> strides = spatial(a, "strides", axes, size);
            boolean isExplicit = kind == Pool.Kind.MAX && ExplicitPadding.isIn(a);
            Windows windows = isExplicit
                    ? ExplicitPadding.of(a, axes).windows(size, strides)
                    : Windows.dense(size, strides, padding(a));
            return g.add(new Pool(kind, windows), x);
        });
    }

    private static KerasTensor named(Lowering g, Arguments a) {
        List<Integer> dilation = a.integers("dilation_rate");
        if (dilation != null && dilation.stream().anyMatch(rate -> rate != 1)) {
            throw new UnsupportedModelException("a pool with a dilation");
        }
        String type = a.string("pooling_type", "");
        Pool.Kind kind = switch (type) {
            case "MAX" -> Pool.Kind.MAX;
            case "AVG" -> Pool.Kind.AVERAGE;
            default -> throw new UnsupportedModelException("the pooling type '" + type + "'");
        };
        return channelsLast(g, a, (x, axes) -> {
            List<Integer> size = spatial(a, "window_shape", axes, null);
            List<Integer> strides = spatial(a, "strides", axes, Collections.nCopies(axes, 1));
            return g.add(new Pool(kind, Windows.dense(size, strides, padding(a))), x);
        });
    }

    private static Operation.Single adaptive(Pool.Kind kind) {
        return (g, a) -> channelsLast(g, a, (x, axes) -> {
            List<Integer> size = spatial(a, "output_size", axes, null);
            Value y = x;
            for (int axis = 0; axis < axes; axis++) {
                y = g.add(new AdaptivePool(kind, axis + 1, size.get(axis)), y);
            }
            return y;
        });
    }

    static KnownArray kernel(Arguments a, String name) {
        KnownArray kernel = a.known(name);
        if (kernel == null) {
            throw new UnsupportedModelException("a convolution whose kernel is computed when the model runs");
        }
        return kernel;
    }

    /** The windows of a convolution over what {@link ExplicitPadding} has padded, where the call has one. */
    static Windows windows(Arguments a, KnownArray kernel, int axes) {
        List<Integer> ones = Collections.nCopies(axes, 1);
        List<Integer> size = new ArrayList<>();
        for (int axis = 0; axis < axes; axis++) {
            size.add(kernel.shape().length(axis));
        }
        String dilation = a.has(RATE) ? RATE : a.has(DILATIONS) ? DILATIONS : "dilation_rate";
        Padding padding = ExplicitPadding.isIn(a) ? Padding.VALID : padding(a);
        return new Windows(size, spatial(a, "strides", axes, ones), spatial(a, dilation, axes, ones), padding);
    }

    static ComputedWeight weight(KnownArray kernel) {
        float[] floats = kernel.floats(NumberType.FLOAT);
        return new ComputedWeight(kernel.shape(), () -> floats);
    }

    private static KerasTensor convolution(Lowering g, Arguments a) {
        KnownArray kernel = kernel(a, a.has("kernel") ? "kernel" : "filter");
        return channelsLast(g, a, (x, axes) -> {
            int groups = x.shape().length(-1) / kernel.shape().length(-2);
            Convolution convolution =
                    new Convolution(weight(kernel), null, windows(a, kernel, axes), groups, Activation.LINEAR);
            return g.add(convolution, padded(g, a, x));
        });
    }

    private static Value padded(Lowering g, Arguments a, Value x) {
        return ExplicitPadding.isIn(a)
                ? ExplicitPadding.of(a, x.shape().rank() - 2).zeros(g, x)
                : x;
    }

    private static KerasTensor depthwise(Lowering g, Arguments a) {
        KnownArray kernel = kernel(a, "kernel");
        return channelsLast(g, a, (x, axes) -> depthwise(g, a, kernel, x, axes));
    }

    private static Value depthwise(Lowering g, Arguments a, KnownArray kernel, Value x, int axes) {
        Windows windows = windows(a, kernel, axes);
        return g.add(new DepthwiseConvolution(weight(kernel), null, windows, Activation.LINEAR), padded(g, a, x));
    }

    private static KerasTensor separable(Lowering g, Arguments a) {
        KnownArray pointwise = kernel(a, "pointwise_kernel");
        KnownArray depthwise = kernel(a, "depthwise_kernel");
        return channelsLast(g, a, (x, axes) -> {
            Value y = depthwise(g, a, depthwise, x, axes);
            List<Integer> ones = Collections.nCopies(axes, 1);
            Windows single = Windows.dense(ones, ones, Padding.VALID);
            Shape shape = pointwise.shape();
            if (shape.size(0, axes) != 1) {
                throw new IllegalArgumentException("a pointwise kernel of shape " + shape);
            }
            return g.add(new Convolution(weight(pointwise), null, single, 1, Activation.LINEAR), y);
        });
    }
}
