package io.github.cornu.op.convolutional;

import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The outputs of a transposed convolution that the same elements of its windows reach: for these it is a convolution
 * with those elements. Output o is reached by element k from input {@code (o + padding - k dilation) / stride}.
 */
final class TransposedPhase {
    private final TransposedWindows transposed;
    private final int[][] taps;

    /** @param taps the elements along each spatial axis, ascending */
    private TransposedPhase(TransposedWindows transposed, List<int[]> taps) {
        this.transposed = transposed;
        this.taps = taps.toArray(int[][]::new);
    }

    /** All phases. Outputs in none of them are reached by no element. */
    static List<TransposedPhase> all(TransposedWindows transposed) {
        List<TransposedPhase> phases = new ArrayList<>();
        add(transposed, new ArrayList<>(), phases);
        return phases;
    }

    private static void add(TransposedWindows transposed, List<int[]> taps, List<TransposedPhase> phases) {
        int axis = taps.size();
        if (axis == transposed.windows().axes()) {
            phases.add(new TransposedPhase(transposed, taps));
            return;
        }
        for (int[] group : groups(transposed.windows(), axis)) {
            taps.add(group);
            add(transposed, taps, phases);
            taps.remove(axis);
        }
    }

    /** The elements of a window along an axis, in groups that reach the same outputs. */
    private static List<int[]> groups(Windows windows, int axis) {
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

    /**
     * The phase for a fixed input shape. Elements and outputs are in row-major order.
     *
     * @param positions the input position of each element of each output; -1: outside
     * @param outputs the position of each output
     */
    record Map(int[] positions, int[] outputs) {}

    /** How many elements there are. */
    int elements() {
        int count = 1;
        for (int[] along : taps) {
            count = Math.multiplyExact(count, along.length);
        }
        return count;
    }

    /** The index of each element in the whole window. */
    int[] elementsOfWindow() {
        int[] found = {0};
        for (int axis = 0; axis < taps.length; axis++) {
            found = combined(found, taps[axis], windows().size().get(axis));
        }
        return found;
    }

    private Windows windows() {
        return transposed.windows();
    }

    /** Positions with one more axis: each of {@code before} is combined with each index along the axis. */
    private static int[] combined(int[] before, int[] along, int length) {
        int[] all = new int[Math.multiplyExact(before.length, along.length)];
        for (int i = 0; i < all.length; i++) {
            int outer = before[i / along.length];
            int inner = along[i % along.length];
            all[i] = outer < 0 || inner < 0 ? -1 : outer * length + inner;
        }
        return all;
    }

    Map map(Shape input) {
        int[] outputs = {0};
        int[] positions = {0};
        int elements = 1;
        for (int axis = 0; axis < taps.length; axis++) {
            int length = input.length(axis + 1);
            int[] along = outputsAlong(axis, length);
            outputs = combined(outputs, along, transposed.outputLength(axis, length));
            positions =
                    combinedWindows(positions, elements, inputsAlong(axis, along, length), taps[axis].length, length);
            elements *= taps[axis].length;
        }
        return new Map(positions, outputs);
    }

    private int before(int axis, int input) {
        return input == 0 ? 0 : windows().paddingBefore(axis, transposed.outputLength(axis, input));
    }

    private int[] outputsAlong(int axis, int input) {
        int stride = windows().strides().get(axis);
        int rest = Math.floorMod(taps[axis][0] * windows().dilation().get(axis) - before(axis, input), stride);
        int length = transposed.outputLength(axis, input);
        int[] outputs = new int[length <= rest ? 0 : (length - rest - 1) / stride + 1];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = rest + i * stride;
        }
        return outputs;
    }

    /** For each output the input of each element. */
    private int[] inputsAlong(int axis, int[] outputs, int input) {
        int stride = windows().strides().get(axis);
        int dilation = windows().dilation().get(axis);
        int before = before(axis, input);
        int[] inputs = new int[Math.multiplyExact(outputs.length, taps[axis].length)];
        for (int i = 0; i < inputs.length; i++) {
            int distance = outputs[i / taps[axis].length] + before - taps[axis][i % taps[axis].length] * dilation;
            inputs[i] = distance < 0 || distance / stride >= input ? -1 : distance / stride;
        }
        return inputs;
    }

    /** As {@link #combined}, for windows: outputs are combined with outputs, and elements with elements. */
    private static int[] combinedWindows(int[] before, int elements, int[] along, int elementsAlong, int length) {
        int outputs = along.length / elementsAlong;
        int size = elements * elementsAlong;
        int[] all = new int[Math.multiplyExact(before.length, along.length)];
        for (int i = 0; i < all.length; i++) {
            int window = i / size;
            int element = i % size;
            int outer = before[window / outputs * elements + element / elementsAlong];
            int inner = along[window % outputs * elementsAlong + element % elementsAlong];
            all[i] = outer < 0 || inner < 0 ? -1 : outer * length + inner;
        }
        return all;
    }
}
