package io.github.cornu.flink;

import io.github.cornu.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The numbers that a model gives for one event, and for one time step of them. Valid during the call of an {@link
 * OutputFunction}.
 */
public final class StepOutput {
    private List<Tensor> outputs = List.of();
    /** By output: where the numbers begin, and how many there are. */
    private int[] starts = {};

    private int[] sizes = {};

    StepOutput() {}

    void set(List<Tensor> tensors, int[] from, int[] counts) {
        outputs = tensors;
        starts = from;
        sizes = counts;
    }

    /**
     * A number of the first output.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public float get(int index) {
        return get(0, index);
    }

    /**
     * A number of an output.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public float get(int output, int index) {
        Objects.checkIndex(index, sizes[output]);
        return outputs.get(output).data()[starts[output] + index];
    }

    /** How many numbers an output has; 0 where nothing has come of it while something has of another one. */
    public int size(int output) {
        return sizes[output];
    }

    /** A copy of the numbers of an output. */
    public float[] toArray(int output) {
        return Arrays.copyOfRange(outputs.get(output).data(), starts[output], starts[output] + sizes[output]);
    }
}
