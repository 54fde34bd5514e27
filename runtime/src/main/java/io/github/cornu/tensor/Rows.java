package io.github.cornu.tensor;

import java.util.List;
import java.util.Objects;

/** Rows of tensors: the samples of a batch, along axis 0. All results are copies. Safe for any number of threads. */
public final class Rows {
    private Rows() {}

    /**
     * Some rows of a tensor, in this order; a row may be there several times.
     *
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public static Tensor of(Tensor tensor, int... rows) {
        Objects.requireNonNull(tensor, "tensor");
        Objects.requireNonNull(rows, "rows");
        Tensor taken = zeros(tensor, rows.length);
        for (int i = 0; i < rows.length; i++) {
            copy(tensor, rows[i], taken, i, 1);
        }
        return taken;
    }

    /**
     * The rows of a tensor from one to before another one.
     *
     * @throws IndexOutOfBoundsException if there are no such rows
     */
    public static Tensor slice(Tensor tensor, int from, int to) {
        Objects.requireNonNull(tensor, "tensor");
        Objects.checkFromToIndex(from, to, tensor.shape().length(0));
        Tensor slice = zeros(tensor, to - from);
        copy(tensor, from, slice, 0, to - from);
        return slice;
    }

    /**
     * A tensor with the rows of another one at these places.
     *
     * @param others at least as many rows as there are places
     * @throws IllegalArgumentException if its rows have another shape
     * @throws IndexOutOfBoundsException if there is no such place
     */
    public static Tensor with(Tensor tensor, Tensor others, int... places) {
        Objects.requireNonNull(tensor, "tensor");
        Objects.requireNonNull(others, "others");
        Objects.requireNonNull(places, "places");
        requireSameRows(tensor, others);
        Tensor changed = slice(tensor, 0, tensor.shape().length(0));
        for (int i = 0; i < places.length; i++) {
            copy(others, i, changed, places[i], 1);
        }
        return changed;
    }

    /**
     * The rows of several tensors after each other.
     *
     * @param tensors at least one
     * @throws IllegalArgumentException if their rows have different shapes
     */
    public static Tensor join(List<Tensor> tensors) {
        Objects.requireNonNull(tensors, "tensors");
        Tensor first = tensors.get(0);
        int total = 0;
        for (Tensor tensor : tensors) {
            requireSameRows(first, tensor);
            total = Math.addExact(total, tensor.shape().length(0));
        }
        Tensor joined = zeros(first, total);
        int place = 0;
        for (Tensor tensor : tensors) {
            int rows = tensor.shape().length(0);
            copy(tensor, 0, joined, place, rows);
            place += rows;
        }
        return joined;
    }

    private static void requireSameRows(Tensor one, Tensor other) {
        Shape rows = one.shape().with(0, Shape.FREE);
        if (!rows.accepts(other.shape()) || one.isTexts() != other.isTexts()) {
            throw new IllegalArgumentException("rows of " + one.shape() + " and of " + other.shape()
                    + (one.isTexts() == other.isTexts() ? "" : ", not all of which are texts"));
        }
    }

    private static Tensor zeros(Tensor like, int rows) {
        Tensor tensor = Tensor.zeros(like.shape().with(0, rows));
        return like.isTexts() ? tensor.asTexts() : tensor;
    }

    /**
     * Copies rows of a tensor to places of another one; allocates nothing.
     *
     * @param row the first that is copied
     * @param place where it goes in the other tensor
     * @param count how many
     * @throws IllegalArgumentException if the rows have different numbers of elements
     * @throws IndexOutOfBoundsException if there are no such rows, or no such places
     */
    public static void copy(Tensor from, int row, Tensor to, int place, int count) {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.checkFromIndexSize(row, count, from.shape().length(0));
        Objects.checkFromIndexSize(place, count, to.shape().length(0));
        int size = from.shape().size(1, from.shape().rank());
        if (size != to.shape().size(1, to.shape().rank())) {
            throw new IllegalArgumentException("rows of " + from.shape() + " and of " + to.shape());
        }
        System.arraycopy(from.data(), row * size, to.data(), place * size, count * size);
    }
}
