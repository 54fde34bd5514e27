package io.github.cornu.op.shape;

import io.github.cornu.tensor.Shape;
import java.util.List;

/**
 * The length of an axis: a number, that of an axis of an input, or what the other axes leave.
 *
 * @param input whose axis it is; -1: the length is {@code value}
 * @param value the axis of the input, or the length itself, where {@link Shape#FREE} is what the others leave
 */
public record Length(int input, int value) {
    /** What the other axes leave. */
    public static final Length REST = of(Shape.FREE);

    /** A fixed length. */
    public static Length of(int length) {
        return new Length(-1, length);
    }

    /** The length of an axis of an input. */
    public static Length ofAxis(int input, int axis) {
        return new Length(input, axis);
    }

    /** The lengths for inputs of these shapes. */
    static int[] resolve(List<Length> lengths, List<Shape> inputs) {
        return lengths.stream()
                .mapToInt(length -> length.input < 0
                        ? length.value
                        : inputs.get(length.input).length(length.value))
                .toArray();
    }
}
