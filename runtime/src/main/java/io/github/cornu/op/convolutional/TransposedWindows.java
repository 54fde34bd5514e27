package io.github.cornu.op.convolutional;

import io.github.cornu.op.Checks;
import io.github.cornu.tensor.Shape;
import java.util.List;

/**
 * The windows of a transposed convolution: those of the convolution that leads from its outputs to its inputs. Where
 * several lengths lead to an input, the output has the shortest that all elements of a window fit into, or what {@code
 * outputPadding} says.
 *
 * @param windows of the convolution
 * @param outputPadding elements more than the least, one number a spatial axis; empty: none is said
 */
public record TransposedWindows(Windows windows, List<Integer> outputPadding) {
    public TransposedWindows {
        if (windows.isPadded()) {
            throw new IllegalArgumentException("the windows of a transposed convolution with padding before and after");
        }
        outputPadding = List.copyOf(outputPadding);
        if (!outputPadding.isEmpty() && outputPadding.size() != windows.axes()) {
            throw new IllegalArgumentException(
                    "output padding " + outputPadding + " for " + windows.axes() + " spatial axes");
        }
    }

    /** The length of the output along a spatial axis, or free. */
    int outputLength(int axis, int input) {
        if (input == Shape.FREE || input == 0) {
            return input;
        }
        int length = unchecked(axis, input);
        if (length < 1 || windows.outputLength(axis, length) != input) {
            throw new IllegalArgumentException("output padding " + outputPadding + " makes a length of " + length
                    + ", which no convolution brings back to " + input);
        }
        return length;
    }

    private int unchecked(int axis, int input) {
        int stride = windows.strides().get(axis);
        int span = windows.span(axis);
        boolean same = windows.padding() == Padding.SAME;
        if (outputPadding.isEmpty()) {
            return Math.addExact(Math.multiplyExact(input, stride), same ? 0 : Math.max(0, span - stride));
        }
        int more = Math.addExact(same ? span % 2 : span, outputPadding.get(axis));
        return Math.addExact(Math.multiplyExact(input - 1, stride), more);
    }

    /** The output shape for an input (batch, spatial axes…, any) and that many output channels. */
    Shape outputShape(Shape input, int channels) {
        Checks.rank(input, windows.axes() + 2);
        Shape output = input.with(-1, channels);
        for (int axis = 0; axis < windows.axes(); axis++) {
            output = output.with(axis + 1, outputLength(axis, input.length(axis + 1)));
        }
        return output;
    }

    /**
     * True where each input makes a stride of outputs along the first spatial axis, and no other makes part of them.
     */
    boolean isStepwise() {
        int stride = windows.strides().get(0);
        return windows.span(0) <= stride && unchecked(0, 1) == stride && unchecked(0, 2) == 2 * stride;
    }
}
