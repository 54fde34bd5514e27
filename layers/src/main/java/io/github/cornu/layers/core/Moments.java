package io.github.cornu.layers.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.tensor.Unary;
import java.util.List;

/**
 * Mean and variance of a tensor along some axes, which stay with length 1.
 *
 * @param centered x - mean
 * @param variance the mean of the squares of {@code centered}
 */
public record Moments(Value centered, Value variance) {
    /** Along these axes of a sample. */
    public static Moments of(CustomCall call, Value x, List<Integer> axes) {
        Value centered = Parts.subtract(call, x, mean(call, x, axes));
        return new Moments(centered, mean(call, Parts.unary(call, Unary.SQUARE, centered), axes));
    }

    private static Value mean(CustomCall call, Value x, List<Integer> axes) {
        Value mean = x;
        for (int axis : axes) {
            mean = call.add(new Reduce(Reduce.Kind.MEAN, axis, true), mean);
        }
        return mean;
    }
}
