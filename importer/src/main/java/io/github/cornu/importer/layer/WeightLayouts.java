package io.github.cornu.importer.layer;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.List;

/** Weights whose numbers are in another order in the file. They are put in order when they are read. */
public final class WeightLayouts {
    private WeightLayouts() {}

    /** The same numbers in the same order. */
    public static Weight reshaped(Weight weight, Shape shape) {
        return new ComputedWeight(shape, weight::read);
    }

    /**
     * Axis i of the result is axis {@code order[i]} of the weight.
     *
     * @param order as many axes as the weight has
     */
    public static Weight transposed(Weight weight, int... order) {
        int[] lengths = weight.shape().lengths();
        int rank = lengths.length;
        int[] strides = new int[rank];
        int[] result = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            strides[axis] = weight.shape().size(order[axis] + 1, rank);
            result[axis] = lengths[order[axis]];
        }
        Shape shape = Shape.of(result);
        return new ComputedWeight(shape, () -> {
            float[] from = weight.read();
            float[] to = new float[from.length];
            int[] index = new int[rank];
            for (int i = 0; i < to.length; i++) {
                int at = 0;
                for (int axis = 0; axis < rank; axis++) {
                    at += index[axis] * strides[axis];
                }
                to[i] = from[at];
                advance(index, result);
            }
            return to;
        });
    }

    private static void advance(int[] index, int[] lengths) {
        for (int axis = index.length - 1; axis >= 0; axis--) {
            index[axis]++;
            if (index[axis] < lengths[axis]) {
                return;
            }
            index[axis] = 0;
        }
    }

    /** Weights of one shape side by side, along the last axis. */
    public static Weight joined(List<Weight> parts) {
        Shape shape = parts.get(0).shape();
        for (Weight part : parts) {
            if (!part.shape().equals(shape)) {
                throw new IllegalArgumentException(
                        "the weights of its gates have the shapes " + shape + " and " + part.shape());
            }
        }
        int columns = shape.length(-1);
        int width = Math.multiplyExact(columns, parts.size());
        return new ComputedWeight(shape.with(-1, width), () -> {
            float[] joined = new float[Math.multiplyExact(shape.size(), parts.size())];
            for (int k = 0; k < parts.size(); k++) {
                float[] part = parts.get(k).read();
                for (int row = 0; row * columns < part.length; row++) {
                    System.arraycopy(part, row * columns, joined, row * width + k * columns, columns);
                }
            }
            return joined;
        });
    }
}
