package io.github.cornu.tensor;

import java.util.Objects;

/** Arrays of arrays in one array. */
final class NestedArrays {
    private final int[] lengths;
    private float[] data;

    private NestedArrays(int[] lengths) {
        this.lengths = lengths;
    }

    /**
     * A copy.
     *
     * @param array of that many dimensions, of floats or whole numbers in the innermost
     * @throws IllegalArgumentException if it is ragged, or an array on the way to the innermost is empty
     */
    static NestedArrays read(Object[] array, int rank) {
        int[] lengths = new int[rank];
        Object first = Objects.requireNonNull(array, "data");
        for (int axis = 0; axis < rank - 1; axis++) {
            lengths[axis] = ((Object[]) first).length;
            if (lengths[axis] == 0) {
                throw new IllegalArgumentException("an array without rows does not tell how long they are:"
                        + " Tensor.zeros has a shape of its own");
            }
            first = ((Object[]) first)[0];
            if (first == null) {
                throw new NullPointerException("data" + "[0]".repeat(axis + 1));
            }
        }
        lengths[rank - 1] = length(first);
        NestedArrays reader = new NestedArrays(lengths);
        reader.data = new float[reader.shape().size()];
        reader.copy(array, 0, 0, "data");
        return reader;
    }

    float[] data() {
        return data;
    }

    Shape shape() {
        return Shape.of(lengths);
    }

    private static int length(Object array) {
        return array instanceof float[] floats
                ? floats.length
                : array instanceof int[] ints ? ints.length : ((Object[]) array).length;
    }

    /** @param place where the part of the tensor begins, in parts of this size */
    private void copy(Object array, int axis, int place, String name) {
        if (array == null) {
            throw new NullPointerException(name);
        }
        if (length(array) != lengths[axis]) {
            throw new IllegalArgumentException(name + " has the length " + length(array) + ", data" + "[0]".repeat(axis)
                    + " has " + lengths[axis]);
        }
        if (array instanceof float[] floats) {
            System.arraycopy(floats, 0, data, place * floats.length, floats.length);
        } else if (array instanceof int[] ints) {
            for (int i = 0; i < ints.length; i++) {
                data[place * ints.length + i] = exact(ints[i], name, i);
            }
        } else {
            Object[] rows = (Object[]) array;
            for (int i = 0; i < rows.length; i++) {
                copy(rows[i], axis + 1, place * rows.length + i, name + "[" + i + "]");
            }
        }
    }

    private static float exact(int number, String name, int index) {
        float exact = number;
        if ((long) exact != number) {
            throw new IllegalArgumentException(name + "[" + index + "] is " + number + ", which no float is equal to");
        }
        return exact;
    }
}
