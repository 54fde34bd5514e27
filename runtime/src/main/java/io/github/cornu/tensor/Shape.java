package io.github.cornu.tensor;

import java.util.Arrays;
import java.util.Objects;

/**
 * The lengths of a tensor's axes. An axis may be {@link #FREE}: its length is known when the model runs. Axis 0 is the
 * batch. Immutable.
 */
public final class Shape {
    /** The length of an axis that each call chooses; printed as {@code None}, as Keras does. */
    public static final int FREE = -1;

    private final int[] lengths;

    private Shape(int[] lengths) {
        this.lengths = lengths;
    }

    /**
     * A shape with these lengths.
     *
     * @throws IllegalArgumentException if a length is below 0 and not {@link #FREE}
     */
    public static Shape of(int... lengths) {
        Objects.requireNonNull(lengths, "lengths");
        for (int length : lengths) {
            if (length < FREE) {
                throw new IllegalArgumentException("an axis of length " + length);
            }
        }
        return new Shape(lengths.clone());
    }

    /** How many axes there are. */
    public int rank() {
        return lengths.length;
    }

    /** The length of an axis; negative axes count from the last one, -1. */
    public int length(int axis) {
        return lengths[axis < 0 ? axis + lengths.length : axis];
    }

    /** The lengths, in a fresh array. */
    public int[] lengths() {
        return lengths.clone();
    }

    /** True where no axis is {@link #FREE}. */
    public boolean isFixed() {
        return size(0, rank()) != FREE;
    }

    /**
     * How many elements a tensor of this shape has.
     *
     * @throws IllegalStateException if an axis is free
     * @throws ArithmeticException if there are more than an array can hold
     */
    public int size() {
        int size = size(0, rank());
        if (size == FREE) {
            throw new IllegalStateException(this + " has a free axis");
        }
        return size;
    }

    /** The product of the lengths of the axes from {@code from} to before {@code to}, or {@link #FREE}. */
    public int size(int from, int to) {
        int size = 1;
        for (int axis = from; axis < to; axis++) {
            if (lengths[axis] == FREE) {
                return FREE;
            }
            size = Math.multiplyExact(size, lengths[axis]);
        }
        return size;
    }

    /** This shape with another length of one axis; negative axes count from the last one. */
    public Shape with(int axis, int length) {
        int[] changed = lengths.clone();
        changed[axis < 0 ? axis + lengths.length : axis] = length;
        return of(changed);
    }

    /** The axes from {@code from} to before {@code to}. */
    public Shape axes(int from, int to) {
        return new Shape(Arrays.copyOfRange(lengths, from, to));
    }

    /** This shape with an axis of that length put in before {@code axis}. */
    public Shape insert(int axis, int length) {
        int[] longer = new int[lengths.length + 1];
        System.arraycopy(lengths, 0, longer, 0, axis);
        longer[axis] = length;
        System.arraycopy(lengths, axis, longer, axis + 1, lengths.length - axis);
        if (length < FREE) {
            throw new IllegalArgumentException("an axis of length " + length);
        }
        return new Shape(longer);
    }

    /** This shape without one axis. */
    public Shape remove(int axis) {
        int[] shorter = new int[lengths.length - 1];
        System.arraycopy(lengths, 0, shorter, 0, axis);
        System.arraycopy(lengths, axis + 1, shorter, axis, shorter.length - axis);
        return new Shape(shorter);
    }

    /** The axes of this shape followed by those of another. */
    public Shape append(Shape other) {
        Objects.requireNonNull(other, "other");
        int[] all = Arrays.copyOf(lengths, lengths.length + other.lengths.length);
        System.arraycopy(other.lengths, 0, all, lengths.length, other.lengths.length);
        return new Shape(all);
    }

    /** True where a tensor of the shape {@code other} can stand for one of this: equal, but for free axes of this. */
    public boolean accepts(Shape other) {
        Objects.requireNonNull(other, "other");
        if (other.rank() != rank()) {
            return false;
        }
        for (int axis = 0; axis < lengths.length; axis++) {
            if (lengths[axis] != FREE && lengths[axis] != other.lengths[axis]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Shape shape && Arrays.equals(lengths, shape.lengths);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(lengths);
    }

    /** As Keras prints it: {@code (None, 10, 4)}, {@code (3,)}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("(");
        for (int axis = 0; axis < lengths.length; axis++) {
            text.append(axis == 0 ? "" : ", ").append(lengths[axis] == FREE ? "None" : lengths[axis]);
        }
        return text.append(lengths.length == 1 ? ",)" : ")").toString();
    }
}
