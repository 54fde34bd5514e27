package io.github.cornu.importer.layer.operation.image;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.Axes;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.KnownArray;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Shapes;
import io.github.cornu.importer.layer.operation.OperationTable;
import io.github.cornu.importer.layer.operation.signal.SignalOperations;
import io.github.cornu.op.Activation;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.TransposedConvolution;
import io.github.cornu.op.convolutional.TransposedWindows;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.op.shape.Pad;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.op.shape.Take;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Functions that extract windows from tensors, or add them up again. */
public final class PatchOperations {
    private PatchOperations() {}

    public static void register(OperationTable f) {
        f.add(
                PatchOperations::patches,
                "ExtractPatches(images, size, strides, dilation_rate, padding, data_format)",
                "tf.image.extract_patches(images, sizes, strides, rates, padding)");
        f.add(PatchOperations::sequences, "ExtractSequences(x, sequence_length, sequence_stride)");
        f.add(PatchOperations::frame, "tf.signal.frame(signal, frame_length, frame_step, pad_end, pad_value, axis)");
        f.add(PatchOperations::unfold, "Unfold(x, kernel_size, dilation, padding, stride)");
        f.add(PatchOperations::fold, "Fold(x, output_size, kernel_size, dilation, padding, stride)");
    }

    private static List<Integer> numbers(Arguments a, String name, int axes, List<Integer> otherwise) {
        List<Integer> numbers = a.integers(name);
        if (numbers == null || numbers.isEmpty()) {
            return otherwise;
        }
        boolean ofTensorFlow = axes == 2 && numbers.size() == 4 && numbers.get(0) == 1 && numbers.get(3) == 1;
        List<Integer> given = ofTensorFlow ? numbers.subList(1, 3) : numbers;
        List<Integer> all = given.size() == 1 ? Collections.nCopies(axes, given.get(0)) : given;
        if (all.size() != axes || all.stream().anyMatch(number -> number < 0)) {
            throw new IllegalArgumentException("'" + name + "' is " + numbers + ", expected " + axes + " numbers");
        }
        return all;
    }

    private static KerasTensor frame(Lowering g, Arguments a) {
        KerasTensor signal = a.tensor(g, "signal");
        int axis = Axes.normalize(a.integer("axis", -1), signal.shape().rank());
        Value x = SignalOperations.padded(g, signal.value(), axis, a, a.number("pad_value", 0));
        Value y = windows(g, x, axis, a.integer("frame_length"), a.integer("frame_step"), 1);
        return KerasTensor.of(y, signal.type());
    }

    /** One axis becomes two: the windows, and the elements of each. */
    private static Value windows(Lowering g, Value x, int axis, int size, int stride, int dilation) {
        int length = x.shape().length(axis);
        if (axis == 0 || length == Shape.FREE) {
            throw new UnsupportedModelException("windows of a tensor of the shape " + x.shape());
        }
        int span = Math.addExact(Math.multiplyExact(size - 1, dilation), 1);
        if (size < 1 || stride < 1 || dilation < 1 || span > length) {
            throw new IllegalArgumentException("windows of " + size + " elements of an axis of length " + length);
        }
        int count = (length - span) / stride + 1;
        KnownArray.checkSize((long) count * size);
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < count * size; i++) {
            places.add(i / size * stride + i % size * dilation);
        }
        boolean whole = stride == size && dilation == 1 && count * size == length;
        Value picked = whole ? x : g.add(new Take(axis, places), x);
        int[] lengths = new int[x.shape().rank()];
        int next = 0;
        for (int i = 1; i < x.shape().rank(); i++) {
            lengths[next++] = i == axis ? count : x.shape().length(i);
            if (i == axis) {
                lengths[next++] = size;
            }
        }
        return ImageOperations.reshaped(g, picked, lengths);
    }

    private static KerasTensor patches(Lowering g, Arguments a) {
        KerasTensor images = a.tensor(g, "images");
        int axes = a.requireIntegers("size").size() == 3 ? 3 : 2;
        if (images.shape().rank() != axes + 2) {
            throw Shapes.samples();
        }
        List<Integer> size = numbers(a, "size", axes, null);
        List<Integer> strides = numbers(a, "strides", axes, size);
        List<Integer> dilation = numbers(a, "dilation_rate", axes, Collections.nCopies(axes, 1));
        String padding = a.string("padding", "valid").toLowerCase(Locale.ROOT);
        if (!padding.equals("valid") && !padding.equals("same")) {
            throw new UnsupportedModelException("the padding '" + padding + "'");
        }
        boolean first = ImageOperations.isChannelsFirst(a);
        Value y = first ? Axes.channelsLast(g, images.value()) : images.value();
        if (!y.shape().axes(1, axes + 2).isFixed()) {
            throw new UnsupportedModelException("patches of images of the shape " + images.shape());
        }
        for (int axis = axes; axis > 0; axis--) {
            int stride = strides.get(axis - 1);
            int span = (size.get(axis - 1) - 1) * dilation.get(axis - 1) + 1;
            int length = y.shape().length(axis);
            if (padding.equals("same") && stride > 0) {
                int missing = Math.max(0, ((length + stride - 1) / stride - 1) * stride + span - length);
                y = missing == 0 ? y : g.add(new Pad(axis, missing / 2, missing - missing / 2, 0f), y);
            }
            y = windows(g, y, axis, size.get(axis - 1), stride, dilation.get(axis - 1));
        }
        y = joined(g, y, axes);
        return images.like(first ? Axes.channelsFirst(g, y) : y);
    }

    /** (batch, windows, elements, …, channels) to (batch, windows, …, elements … channels). */
    private static Value joined(Lowering g, Value x, int axes) {
        List<Integer> order = new ArrayList<>(List.of(0));
        int[] lengths = new int[axes + 1];
        int elements = x.shape().length(-1);
        for (int axis = 0; axis < axes; axis++) {
            order.add(1 + 2 * axis);
            lengths[axis] = x.shape().length(1 + 2 * axis);
        }
        for (int axis = 0; axis < axes; axis++) {
            order.add(2 + 2 * axis);
            elements = Math.multiplyExact(elements, x.shape().length(2 + 2 * axis));
        }
        order.add(2 * axes + 1);
        lengths[axes] = elements;
        return ImageOperations.reshaped(g, g.add(new Transpose(order), x), lengths);
    }

    /** A remainder at the end is dropped. */
    private static KerasTensor sequences(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "x");
        if (!x.shape().axes(1, x.shape().rank()).isFixed()) {
            throw new UnsupportedModelException("sequences of a tensor of the shape " + x.shape());
        }
        int last = x.shape().rank() - 1;
        return x.like(windows(g, x.value(), last, a.integer("sequence_length"), a.integer("sequence_stride"), 1));
    }

    /** (batch, channels, height, width) to (batch, channels and elements, windows). */
    private static KerasTensor unfold(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "x");
        Value y = x.value();
        if (y.shape().rank() != 4 || !y.shape().axes(1, 4).isFixed()) {
            throw new UnsupportedModelException("windows of images of the shape " + y.shape());
        }
        List<Integer> ones = List.of(1, 1);
        List<Integer> size = numbers(a, "kernel_size", 2, null);
        List<Integer> padding = numbers(a, "padding", 2, List.of(0, 0));
        for (int i = 1; i >= 0; i--) {
            int added = padding.get(i);
            y = added == 0 ? y : g.add(new Pad(2 + i, added, added, 0f), y);
            y = windows(
                    g,
                    y,
                    2 + i,
                    size.get(i),
                    numbers(a, "stride", 2, ones).get(i),
                    numbers(a, "dilation", 2, ones).get(i));
        }
        Shape s = y.shape();
        Value moved = g.add(new Transpose(List.of(0, 1, 3, 5, 2, 4)), y);
        int elements = s.length(1) * s.length(3) * s.length(5);
        return x.like(ImageOperations.reshaped(g, moved, elements, s.length(2) * s.length(4)));
    }

    /** Sums of the windows that {@link #unfold} takes out. */
    private static KerasTensor fold(Lowering g, Arguments a) {
        KerasTensor x = a.tensor(g, "x");
        List<Integer> ones = List.of(1, 1);
        List<Integer> output = numbers(a, "output_size", 2, null);
        List<Integer> size = numbers(a, "kernel_size", 2, null);
        List<Integer> dilation = numbers(a, "dilation", 2, ones);
        List<Integer> padding = numbers(a, "padding", 2, List.of(0, 0));
        List<Integer> strides = numbers(a, "stride", 2, ones);
        if (x.shape().rank() != 3 || !x.shape().axes(1, 3).isFixed()) {
            throw new UnsupportedModelException("windows of the shape " + x.shape());
        }
        int elements = x.shape().length(1);
        int channels = elements / (size.get(0) * size.get(1));
        int[] counts = new int[2];
        for (int i = 0; i < 2; i++) {
            int length = output.get(i) + 2 * padding.get(i);
            counts[i] = (length - dilation.get(i) * (size.get(i) - 1) - 1) / strides.get(i) + 1;
        }
        Value windows = g.add(new Transpose(List.of(0, 2, 1)), x.value());
        Windows reached = new Windows(size, strides, dilation, Padding.VALID);
        Value y = g.add(
                new TransposedConvolution(
                        spreading(size, channels), null, new TransposedWindows(reached, List.of()), Activation.LINEAR),
                ImageOperations.reshaped(g, windows, counts[0], counts[1], elements));
        for (int i = 0; i < 2; i++) {
            int before = padding.get(i);
            int missing = before + output.get(i) - y.shape().length(1 + i);
            y = missing > 0 ? g.add(new Pad(1 + i, 0, missing, 0f), y) : y;
            y = g.add(new Slice(1 + i, before, before + output.get(i), 1), y);
        }
        return x.like(Axes.channelsFirst(g, y));
    }

    /** The kernel of a transposed convolution that puts each element of a window at its position. */
    private static ComputedWeight spreading(List<Integer> size, int channels) {
        int places = size.get(0) * size.get(1);
        int elements = Math.multiplyExact(places, channels);
        KnownArray.checkSize((long) places * elements * channels);
        return new ComputedWeight(Shape.of(size.get(0), size.get(1), elements, channels), () -> {
            float[] kernel = new float[places * elements * channels];
            for (int place = 0; place < places; place++) {
                for (int channel = 0; channel < channels; channel++) {
                    int element = channel * places + place;
                    kernel[(place * elements + element) * channels + channel] = 1f;
                }
            }
            return kernel;
        });
    }
}
