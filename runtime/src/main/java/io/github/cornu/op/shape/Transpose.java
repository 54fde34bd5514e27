package io.github.cornu.op.shape;

import io.github.cornu.op.Binding;
import io.github.cornu.op.Checks;
import io.github.cornu.op.Time;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Another order of the axes: axis i of the output is axis {@code order.get(i)} of the input.
 *
 * @param order every axis once; axis 0 may only change places with axis 1, as time and batch do
 */
public record Transpose(List<Integer> order) implements Copying {
    public Transpose {
        order = List.copyOf(order);
        boolean[] seen = new boolean[order.size()];
        for (int axis : order) {
            if (axis < 0 || axis >= seen.length || seen[axis]) {
                throw new IllegalArgumentException(order + " is no order of " + seen.length + " axes");
            }
            seen[axis] = true;
        }
    }

    /** Moves one axis to another place. */
    public static Transpose move(int rank, int axis, int place) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            if (i != axis) {
                order.add(i);
            }
        }
        order.add(place, axis);
        return new Transpose(order);
    }

    /** True where all axes stay in their places. */
    public boolean isIdentity() {
        return order.stream().sorted().toList().equals(order);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Checks.inputs(inputs, 1);
        Checks.rank(inputs.get(0), order.size());
        return Shape.of(order.stream().mapToInt(inputs.get(0)::length).toArray());
    }

    @Override
    public boolean movesOnly() {
        return true;
    }

    @Override
    public boolean givesTexts(boolean ofTexts) {
        return ofTexts;
    }

    @Override
    public Time time(List<Time> inputs, List<Shape> shapes) {
        boolean timeStays = order.size() >= 2 && order.get(0) == 0 && order.get(1) == 1;
        return timeStays ? inputs.get(0) : Time.alongAxis(inputs.get(0), 1);
    }

    @Override
    public StridedCopy copy(Binding binding) {
        int[] inputStrides = StridedCopy.strides(binding.inputShape(0).lengths());
        int[] from = order.stream().mapToInt(axis -> inputStrides[axis]).toArray();
        int[] counts = binding.outputShape(0).lengths();
        return new StridedCopy(counts, from, 0, StridedCopy.strides(counts), 0);
    }
}
