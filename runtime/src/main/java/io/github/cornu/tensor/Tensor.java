package io.github.cornu.tensor;

import java.util.Arrays;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * Floats with a shape, in row-major order (the last axis varies fastest). Axis 0 is the batch: a row for each sample.
 *
 * <pre>{@code
 * Tensor x = Tensor.of(new float[][] {{5.1f, 3.5f}, {6.2f, 2.9f}}); // 2 samples of 2 features
 * Tensor y = model.run(x);                                          // (2, 3)
 * float second = y.get(1, 0);                                       // one number
 * float[] probabilities = y.row(1);                                 // those of a sample
 * int best = y.argMax(1);                                           // its class
 * }</pre>
 *
 * <p>The shape is immutable, the data are the array itself: whoever has the tensor may write them. Threads that do so
 * at the same time must agree on it themselves; reading needs no agreement.
 */
public final class Tensor {
    /** Elements in {@link #toString}. */
    private static final int SHOWN = 8;

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
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(data, "data");
        if (!shape.isFixed() || shape.size() != data.length) {
            throw new IllegalArgumentException(data.length + " floats do not fill the shape " + shape);
        }
        return new Tensor(shape, data, false);
    }

    /**
     * A tensor around that array, which is not copied.
     *
     * @param data row-major, as many floats as the lengths multiplied
     * @param lengths of the axes, for instance {@code 1, 20, 3} for 1 sample of 20 steps with 3 features
     * @throws IllegalArgumentException if a length is negative, or they need another number of floats
     */
    public static Tensor of(float[] data, int... lengths) {
        Objects.requireNonNull(lengths, "lengths");
        return of(data, Shape.of(lengths));
    }

    /**
     * A tensor with one axis around that array, which is not copied: shape (data.length,), a number for each sample.
     */
    public static Tensor of(float[] data) {
        Objects.requireNonNull(data, "data");
        return of(data, data.length);
    }

    /**
     * A copy of these floats.
     *
     * @param data for instance {@code [sample][feature]}
     * @return shape (data.length, data[0].length)
     * @throws IllegalArgumentException if the rows have different lengths, or there are none, so that the second axis
     *     has no length; the message names the row
     */
    public static Tensor of(float[][] data) {
        Objects.requireNonNull(data, "data");
        return of(NestedArrays.read(data, 2));
    }

    /**
     * A copy of these floats.
     *
     * @param data for instance {@code [sample][step][feature]}
     * @return shape (data.length, data[0].length, data[0][0].length)
     * @throws IllegalArgumentException as {@link #of(float[][])} does
     */
    public static Tensor of(float[][][] data) {
        Objects.requireNonNull(data, "data");
        return of(NestedArrays.read(data, 3));
    }

    /**
     * A copy of these floats.
     *
     * @param data for instance {@code [sample][row][column][channel]} of images
     * @return as many axes as the array has
     * @throws IllegalArgumentException as {@link #of(float[][])} does
     */
    public static Tensor of(float[][][][] data) {
        Objects.requireNonNull(data, "data");
        return of(NestedArrays.read(data, 4));
    }

    /**
     * A copy of these floats.
     *
     * @param data for instance {@code [sample][step][row][column][channel]} of films
     * @return as many axes as the array has
     * @throws IllegalArgumentException as {@link #of(float[][])} does
     */
    public static Tensor of(float[][][][][] data) {
        Objects.requireNonNull(data, "data");
        return of(NestedArrays.read(data, 5));
    }

    /**
     * These whole numbers as floats: indices of words or categories, for models that begin with an Embedding.
     *
     * @param data for instance {@code [sample][step]}
     * @return shape (data.length, data[0].length)
     * @throws IllegalArgumentException as {@link #of(float[][])} does, and for a number that no float is equal to
     */
    public static Tensor of(int[][] data) {
        Objects.requireNonNull(data, "data");
        return of(NestedArrays.read(data, 2));
    }

    private static Tensor of(NestedArrays arrays) {
        return of(arrays.data(), arrays.shape());
    }

    /** A tensor of zeros. */
    public static Tensor zeros(Shape shape) {
        Objects.requireNonNull(shape, "shape");
        return new Tensor(shape, new float[shape.size()], false);
    }

    /** A tensor of zeros with these lengths of the axes. */
    public static Tensor zeros(int... lengths) {
        Objects.requireNonNull(lengths, "lengths");
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

    /** The lengths of its axes; none is free. */
    public Shape shape() {
        return shape;
    }

    /** The array itself, row-major. */
    public float[] data() {
        return data;
    }

    /**
     * The element at that index.
     *
     * @param index a number for each axis, from 0
     * @throws IllegalArgumentException if it has another number of axes than the shape
     * @throws IndexOutOfBoundsException if an axis is not that long
     */
    public float get(int... index) {
        Objects.requireNonNull(index, "index");
        if (index.length != shape.rank()) {
            throw wrongIndex(index, "one number for each axis");
        }
        return data[place(index)];
    }

    /**
     * A copy of the elements at that index of the first axes, row-major: {@code row(2)} is the third sample, whatever
     * its shape, {@code row(2, 0)} the first step of that sample.
     *
     * @param index from one number to one for each axis, from 0
     * @throws IllegalArgumentException if it has no number, or more than the shape has axes
     * @throws IndexOutOfBoundsException if an axis is not that long
     */
    public float[] row(int... index) {
        Objects.requireNonNull(index, "index");
        if (index.length == 0 || index.length > shape.rank()) {
            throw wrongIndex(index, "numbers for the first axes");
        }
        int size = shape.size(index.length, shape.rank());
        int from = place(index) * size;
        return Arrays.copyOfRange(data, from, from + size);
    }

    /**
     * Where the largest element along the last axis is: the class that a classifier gives to a sample is {@code
     * y.argMax(sample)}, to a step {@code y.argMax(sample, step)}. As in NumPy, the first of several equal ones counts,
     * and a NaN is larger than every number.
     *
     * @param index a number for each axis but the last, from 0
     * @return from 0
     * @throws IllegalArgumentException if it has another number of axes, or the last axis is empty
     * @throws IndexOutOfBoundsException if an axis is not that long
     */
    public int argMax(int... index) {
        Objects.requireNonNull(index, "index");
        return topK(1, index)[0];
    }

    /**
     * Where the largest elements along the last axis are, the largest first; see {@link #argMax}.
     *
     * @param k how many, at most as many as the last axis is long
     * @param index a number for each axis but the last, from 0
     * @return k numbers from 0
     * @throws IllegalArgumentException if there are not so many, or the index has another number of axes
     * @throws IndexOutOfBoundsException if an axis is not that long
     */
    public int[] topK(int k, int... index) {
        Objects.requireNonNull(index, "index");
        if (index.length != shape.rank() - 1) {
            throw wrongIndex(index, "one number for each axis but the last");
        }
        int size = shape.length(-1);
        if (k < 1 || k > size) {
            throw new IllegalArgumentException("the largest " + k + " of " + size + " elements");
        }
        int from = place(index) * size;
        int[] largest = new int[k];
        int found = 0;
        for (int i = 0; i < size; i++) {
            int place = found;
            while (place > 0 && isLarger(data[from + i], data[from + largest[place - 1]])) {
                place--;
            }
            if (place < k) {
                found = Math.min(k, found + 1);
                System.arraycopy(largest, place, largest, place + 1, found - place - 1);
                largest[place] = i;
            }
        }
        return largest;
    }

    private static boolean isLarger(float a, float b) {
        return a > b || Float.isNaN(a) && !Float.isNaN(b);
    }

    /** How many parts of this size come before the one at that index of the first axes. */
    private int place(int... index) {
        int at = 0;
        for (int axis = 0; axis < index.length; axis++) {
            if (index[axis] < 0 || index[axis] >= shape.length(axis)) {
                throw new IndexOutOfBoundsException(
                        "index " + index[axis] + " for axis " + axis + " of the shape " + shape);
            }
            at = at * shape.length(axis) + index[axis];
        }
        return at;
    }

    private IllegalArgumentException wrongIndex(int[] index, String expected) {
        return new IllegalArgumentException(
                "the index " + Arrays.toString(index) + " for the shape " + shape + ": expected " + expected);
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

    /** The shape and the first elements: {@code (1, 3) [0.1, 0.7, 0.2]}. */
    @Override
    public String toString() {
        int width = texts ? shape.length(-1) : 1;
        int count = texts ? shape.size(0, shape.rank() - 1) : data.length;
        StringJoiner elements = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < Math.min(count, SHOWN); i++) {
            elements.add(texts ? '"' + CodePoints.text(data, i * width, width) + '"' : String.valueOf(data[i]));
        }
        if (count > SHOWN) {
            elements.add("...");
        }
        return (texts ? shape.axes(0, shape.rank() - 1) : shape) + " " + elements;
    }
}
