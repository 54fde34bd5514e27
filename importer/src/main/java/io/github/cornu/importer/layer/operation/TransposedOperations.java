package io.github.cornu.importer.layer.operation;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.ComputedWeight;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.KnownArray;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.op.Activation;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.TransposedConvolution;
import io.github.cornu.op.convolutional.TransposedWindows;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Transposed convolutions with constant kernels, of TensorFlow, which tells the shape of the output. */
public final class TransposedOperations {
    private TransposedOperations() {}

    public static void register(OperationTable f) {
        f.add(
                TransposedOperations::sized,
                "tf.conv2d_transpose(inputs, filters, output_shape, strides, padding, data_format, dilations, explicit_paddings)",
                "tf.conv1d_transpose(input, filters, output_shape, strides, padding, data_format, dilations)");
        f.add(
                TransposedOperations::sized,
                "node.Conv2DBackpropInput(output_shape, filters, inputs, strides, padding, data_format, dilations, explicit_paddings)");
    }

    private static KerasTensor sized(Lowering g, Arguments a) {
        KnownArray kernel = WindowOperations.kernel(a, "filters");
        List<Object> target = ShapeOperations.lengths(a.get("output_shape"));
        return WindowOperations.channelsLast(g, a, (x, axes) -> {
            Windows given = WindowOperations.windows(a, kernel, axes);
            Windows windows = a.has("padding")
                    ? given
                    : new Windows(given.size(), given.strides(), given.dilation(), Padding.SAME);
            List<Integer> none = Collections.nCopies(axes, 0);
            ExplicitPadding padding =
                    ExplicitPadding.isIn(a) ? ExplicitPadding.of(a, axes) : new ExplicitPadding(none, none);
            List<Integer> more = new ArrayList<>();
            for (int axis = 0; axis < axes; axis++) {
                if (!(target.get(axis + 1) instanceof Double wanted)
                        || x.shape().length(axis + 1) == Shape.FREE) {
                    throw new UnsupportedModelException("images of the shape " + x.shape());
                }
                int around = padding.before().get(axis) + padding.after().get(axis);
                more.add(wanted.intValue()
                        + around
                        - least(windows, axis, x.shape().length(axis + 1)));
            }
            return padding.cut(g, g.add(convolution(kernel, windows, more), x));
        });
    }

    /** The length that {@link TransposedWindows} has for an output padding of 0. */
    private static int least(Windows windows, int axis, int input) {
        int span = (windows.size().get(axis) - 1) * windows.dilation().get(axis) + 1;
        int last = windows.padding() == Padding.SAME ? span % 2 : span;
        return (input - 1) * windows.strides().get(axis) + last;
    }

    private static TransposedConvolution convolution(KnownArray kernel, Windows windows, List<Integer> more) {
        int rank = kernel.shape().rank();
        List<Integer> order = Transpose.move(rank, rank - 1, rank - 2).order();
        Weight swapped = ComputedWeight.transposed(WindowOperations.weight(kernel), order);
        return new TransposedConvolution(swapped, null, new TransposedWindows(windows, more), Activation.LINEAR);
    }
}
