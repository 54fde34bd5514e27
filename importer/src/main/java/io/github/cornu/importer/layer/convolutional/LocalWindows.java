package io.github.cornu.importer.layer.convolutional;

import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.WindowMap;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.tensor.Shape;
import java.util.List;

/**
 * The windows of a locally connected layer. With the padding {@code same} the middle of the first window, rounded up,
 * is the first element of the input, whatever the strides are: convolutions differ.
 */
final class LocalWindows {
    private final Windows windows;
    private final Shape inputs;
    private final Shape outputs;
    private final int[] before;
    private final int[] after;

    /** @param inputs the spatial axes of the input, fixed */
    LocalWindows(List<Integer> size, List<Integer> strides, boolean isPadded, Shape inputs) {
        this.windows = Windows.dense(size, strides, Padding.VALID);
        this.inputs = inputs;
        this.before = new int[windows.axes()];
        this.after = new int[windows.axes()];
        if (isPadded) {
            for (int axis = 0; axis < windows.axes(); axis++) {
                int last = (inputs.length(axis) - 1) / strides.get(axis) * strides.get(axis);
                before[axis] = size.get(axis) / 2;
                after[axis] = Math.max(0, last - before[axis] + size.get(axis) - inputs.length(axis));
            }
        }
        Shape output = windows.outputShape(padded(), 1);
        this.outputs = output.axes(1, output.rank() - 1);
    }

    int axes() {
        return windows.axes();
    }

    /** Zeros before the first element of an axis. */
    int before(int axis) {
        return before[axis];
    }

    /** Zeros after the last element of an axis. */
    int after(int axis) {
        return after[axis];
    }

    /** The windows over the input with its zeros. */
    Windows ofPadded() {
        return windows;
    }

    /** The spatial axes of the input, without zeros. */
    Shape inputs() {
        return inputs;
    }

    /** The spatial axes of the output. */
    Shape outputs() {
        return outputs;
    }

    private Shape padded() {
        Shape shape = inputs;
        for (int axis = 0; axis < before.length; axis++) {
            shape = shape.with(axis, Math.addExact(inputs.length(axis), before[axis] + after[axis]));
        }
        return Shape.of(1).append(shape).append(Shape.of(1));
    }

    /** The position of each element of each window in the input without zeros, in row-major order; -1: in the zeros. */
    int[] positions() {
        Shape padded = padded();
        int[] positions = WindowMap.positions(windows, padded);
        for (int i = 0; i < positions.length; i++) {
            positions[i] = withoutZeros(positions[i], padded);
        }
        return positions;
    }

    private int withoutZeros(int position, Shape padded) {
        int rest = position;
        int found = 0;
        int stride = 1;
        for (int axis = before.length - 1; axis >= 0; axis--) {
            int place = rest % padded.length(axis + 1) - before[axis];
            if (place < 0 || place >= inputs.length(axis)) {
                return -1;
            }
            found += place * stride;
            stride *= inputs.length(axis);
            rest /= padded.length(axis + 1);
        }
        return found;
    }
}
