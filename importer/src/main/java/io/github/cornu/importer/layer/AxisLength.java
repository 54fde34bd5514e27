package io.github.cornu.importer.layer;

import io.github.cornu.graph.Value;

/**
 * The length of an axis that is known only when the model runs.
 *
 * @param value the tensor, or null if the length is the result of a computation
 */
public record AxisLength(Value value, int axis) {
    public static final AxisLength UNKNOWN = new AxisLength(null, 0);

    /** Whether it is that of an axis of a tensor, other than the one for samples. */
    boolean isOfSteps() {
        return value != null && axis > 0;
    }
}
