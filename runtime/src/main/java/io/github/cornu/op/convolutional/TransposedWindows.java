package io.github.cornu.op.convolutional;

import io.github.cornu.op.Checks;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
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

    /** True where each input makes a stride of outputs along the first spatial axis, and no other makes part of them. */
    boolean isStepwise() {
        int stride = windows.strides().get(0);
        return windows.span(0) <= stride && unchecked(0, 1) == stride && unchecked(0, 2) == 2 * stride;
    }

    /** All phases. Outputs in none of them are reached by no element. */
    List<TransposedPhase> phases() {
        List<TransposedPhase> phases = new ArrayList<>();
        addPhases(new ArrayList<>(), phases);
        return phases;
    }

    private void addPhases(List<int[]> taps, List<TransposedPhase> phases) {
        int axis = taps.size();
        if (axis == windows.axes()) {
            phases.add(new TransposedPhase(this, taps));
            return;
        }
        for (int[] group : groups(axis)) {
            taps.add(group);
            addPhases(taps, phases);
            taps.remove(axis);
        }
    }

    /** The elements of a window along an axis, in groups that reach the same outputs. */
    private List<int[]> groups(int axis) {
        int stride = windows.strides().get(axis);
        int dilation = windows.dilation().get(axis);
        List<List<Integer>> groups = new ArrayList<>();
        for (int element = 0; element < windows.size().get(axis); element++) {
            int rest = element * dilation % stride;
            List<Integer> group = groups.stream()
                    .filter(known -> known.get(0) * dilation % stride == rest)
                    .findFirst()
                    .orElse(null);
            if (group == null) {
                group = new ArrayList<>();
                groups.add(group);
            }
            group.add(element);
        }
        return groups.stream()
                .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }
}
