package io.github.cornu.importer.layer;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;

/** A weight that is computed from others, or from nothing, when it is read. */
public final class ComputedWeight implements Weight {
    private final Shape shape;
    private final Supplier<float[]> values;
    /** What it is made of, and how; null: no other one is equal. */
    private final List<?> origin;
    /** The matrix that it is the transposed of, or null. */
    private final Weight transposed;

    public ComputedWeight(Shape shape, Supplier<float[]> values) {
        this(shape, values, null);
    }

    /**
     * A weight that is equal to all that are made in the same way.
     *
     * @param origin the weights that it is computed from, and all else that the numbers depend on
     */
    public ComputedWeight(Shape shape, Supplier<float[]> values, List<?> origin) {
        this(shape, values, origin, null);
    }

    private ComputedWeight(Shape shape, Supplier<float[]> values, List<?> origin, Weight transposed) {
        this.shape = shape;
        this.values = values;
        this.origin = origin;
        this.transposed = transposed;
    }

    public ComputedWeight(int length, Supplier<float[]> values) {
        this(Shape.of(length), values);
    }

    /** A number for each element, by its place in row-major order; it is rounded to float. */
    public static ComputedWeight ofElements(Shape shape, IntToDoubleFunction element) {
        return new ComputedWeight(shape, () -> {
            float[] numbers = new float[shape.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (float) element.applyAsDouble(i);
            }
            return numbers;
        });
    }

    /** The same numbers in the same order, with another shape. */
    public static Weight reshaped(Weight weight, Shape shape) {
        return weight.shape().equals(shape) ? weight : new ReshapedWeight(weight, shape);
    }

    /** The weight with its axes, each of which has a letter in {@code from}, in the order of {@code to}. */
    public static Weight transposed(Weight weight, String from, String to) {
        return transposed(weight, to.chars().map(from::indexOf).boxed().toList());
    }

    /**
     * The weight with its axes in another order: axis i of the result is axis {@code order.get(i)} of the weight.
     *
     * @param order every axis once
     */
    public static Weight transposed(Weight weight, List<Integer> order) {
        int rank = order.size();
        int[] lengths = new int[rank];
        int[] strides = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            lengths[axis] = weight.shape().length(order.get(axis));
            strides[axis] = weight.shape().size(order.get(axis) + 1, rank);
        }
        return order.equals(order.stream().sorted().toList())
                ? weight
                : new ComputedWeight(
                        Shape.of(lengths),
                        () -> transposed(weight.read(), lengths, strides),
                        List.of("transposed", weight, order),
                        rank == 2 ? weight : null);
    }

    private static float[] transposed(float[] source, int[] lengths, int[] strides) {
        float[] target = new float[source.length];
        int[] index = new int[lengths.length];
        for (int i = 0; i < target.length; i++) {
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

    /** Weights of one shape side by side, along the last axis. */
    public static Weight concatenated(List<Weight> parts) {
        Shape shape = parts.get(0).shape();
        for (Weight part : parts) {
            if (!part.shape().equals(shape)) {
                throw new IllegalArgumentException(
                        "the weights of its gates have the shapes " + shape + " and " + part.shape());
            }
        }
        int columns = shape.length(-1);
        int width = Math.multiplyExact(columns, parts.size());
        Supplier<float[]> values = () -> {
            float[] joined = new float[Math.multiplyExact(shape.size(), parts.size())];
            for (int k = 0; k < parts.size(); k++) {
                float[] part = parts.get(k).read();
                for (int row = 0; row * columns < part.length; row++) {
                    System.arraycopy(part, row * columns, joined, row * width + k * columns, columns);
                }
            }
            return joined;
        };
        return new ComputedWeight(shape.with(-1, width), values, List.of("concatenated", List.copyOf(parts)));
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public float[] read() {
        return values.get();
    }

    @Override
    public Weight transposed() {
        return transposed;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof ComputedWeight weight
                        && origin != null
                        && origin.equals(weight.origin)
                        && shape.equals(weight.shape);
    }

    @Override
    public int hashCode() {
        return origin == null ? System.identityHashCode(this) : origin.hashCode();
    }
}
