package io.github.cornu.tensor;

import java.util.Arrays;
import java.util.Objects;

/**
 * Floats with a shape, in row-major order (the last axis varies fastest). The shape is immutable, the data are the array
 * itself: whoever has the tensor may write them.
 */
public final class Tensor {
    private final Shape shape;
    private final float[] data;
    private final boolean texts;

    private Tensor(Shape shape, float[] data, boolean texts) {
        this.shape = shape;
        this.data = data;
        this.texts = texts;
    }

    /**
     * A tensor around that array, which is not copied.
     *
     * @throws IllegalArgumentException if the shape has a free axis or another number of elements
     */
    public static Tensor of(float[] data, Shape shape) {
        if (!shape.isFixed() || shape.size() != data.length) {
            throw new IllegalArgumentException(data.length + " floats do not fill the shape " + shape);
        }
        return new Tensor(shape, data, false);
    }

    /** {@link #of(float[], Shape)} with the lengths of the axes. */
    public static Tensor of(float[] data, int... lengths) {
        return of(data, Shape.of(lengths));
    }

    /** A tensor of zeros. */
    public static Tensor zeros(Shape shape) {
        return new Tensor(shape, new float[shape.size()], false);
    }

    /** A tensor of zeros with these lengths of the axes. */
    public static Tensor zeros(int... lengths) {
        return zeros(Shape.of(lengths));
    }

    /** The same data as texts. */
    Tensor asTexts() {
        return new Tensor(shape, data, true);
    }

    /** Whether the numbers are the code points of texts: see {@link Texts}. */
    public boolean isTexts() {
        return texts;
    }

    public Shape shape() {
        return shape;
    }

    /** The array itself, row-major. */
    public float[] data() {
        return data;
    }

    /** The element at that index, one number an axis. */
    public float get(int... index) {
        int at = 0;
        for (int axis = 0; axis < shape.rank(); axis++) {
            at = at * shape.length(axis) + Objects.checkIndex(index[axis], shape.length(axis));
        }
        return data[at];
    }

    /** Equal shape and equal elements, where all NaNs are equal and 0 is not -0. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor tensor
                && texts == tensor.texts
                && shape.equals(tensor.shape)
                && Arrays.equals(data, tensor.data);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(data);
    }

    /** The shape and the first elements. */
    @Override
    public String toString() {
        String elements = Arrays.toString(Arrays.copyOf(data, Math.min(data.length, 8)));
        return shape + (data.length > 8 ? elements.replace("]", ", ...]") : elements);
    }
}
