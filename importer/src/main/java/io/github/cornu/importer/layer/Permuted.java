package io.github.cornu.importer.layer;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;

/** Weights with their axes in another order, or with another shape. */
public final class Permuted {
    private Permuted() {}

    /** The same elements in the same order. */
    public static Weight reshaped(Weight weight, Shape shape) {
        return weight.shape().equals(shape) ? weight : new ComputedWeight(shape, weight::read);
    }

    /** The weight with its axes, which have the letters {@code from}, in the order {@code to}. */
    public static Weight weight(Weight weight, String from, String to) {
        if (from.equals(to)) {
            return weight;
        }
        int rank = to.length();
        int[] lengths = new int[rank];
        int[] strides = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            int source = from.indexOf(to.charAt(axis));
            lengths[axis] = weight.shape().length(source);
            strides[axis] = weight.shape().size(source + 1, rank);
        }
        Shape shape = Shape.of(lengths);
        return new ComputedWeight(shape, () -> permuted(weight.read(), lengths, strides, shape.size()));
    }

    private static float[] permuted(float[] source, int[] lengths, int[] strides, int size) {
        float[] target = new float[size];
        int[] index = new int[lengths.length];
        for (int i = 0; i < size; i++) {
            int from = 0;
            for (int axis = 0; axis < index.length; axis++) {
                from += index[axis] * strides[axis];
            }
            target[i] = source[from];
            for (int axis = index.length - 1; axis >= 0 && ++index[axis] == lengths[axis]; axis--) {
                index[axis] = 0;
            }
        }
        return target;
    }
}
