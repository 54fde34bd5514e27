package io.github.cornu.op;

import io.github.cornu.tensor.Shape;
import java.util.List;

/** Where a tensor has its time steps. It tells whether a model can be stepped through time. */
public enum Time {
    /** Nowhere: a constant. */
    CONSTANT,
    /** It holds one step, without an axis for it. */
    STEP,
    /** Axis 1. */
    AXIS,
    /** Folded into the batch, axis 0. */
    FOLDED,
    /** The last axis, that of the keys in a mask of attention. */
    KEYS,
    /** The last axis but one, that of the queries in a mask of attention, which is the same for all keys. */
    QUERIES;

    /** Whether it is that of a mask of attention. */
    public boolean isOfMask() {
        return this == KEYS || this == QUERIES;
    }

    /**
     * The time of a tensor made element by element, or step by step, from these.
     *
     * @throws IllegalArgumentException if they differ
     */
    public static Time same(List<Time> inputs) {
        Time common = CONSTANT;
        for (Time time : inputs) {
            if (common != CONSTANT && time != CONSTANT && time != common) {
                throw new IllegalArgumentException("it combines a whole sequence with a single step");
            }
            common = time == CONSTANT ? common : time;
        }
        return common;
    }

    /**
     * As {@link #same}, of tensors whose shapes are aligned at their last axes.
     *
     * @throws IllegalArgumentException also if a constant has an element for each step, or the steps are not aligned
     */
    public static Time broadcast(List<Time> inputs, List<Shape> shapes) {
        Time common = same(inputs);
        int rank = shapes.stream().mapToInt(Shape::rank).max().orElse(0);
        for (int i = 0; i < shapes.size(); i++) {
            int own = 1 - rank + shapes.get(i).rank();
            if (common == AXIS && inputs.get(i) == AXIS && own != 1) {
                throw new IllegalArgumentException("it combines time with another axis");
            }
            if (common == AXIS
                    && inputs.get(i) == CONSTANT
                    && own >= 0
                    && shapes.get(i).length(own) != 1) {
                throw new IllegalArgumentException("it has constants for each step of a sequence");
            }
            int ofMask = shapes.get(i).rank() - (common == KEYS ? 1 : 2);
            if (common.isOfMask()
                    && inputs.get(i) == CONSTANT
                    && ofMask >= 0
                    && shapes.get(i).length(ofMask) != 1) {
                throw new IllegalArgumentException("it has constants for each step of a sequence");
            }
        }
        return common;
    }

    /**
     * The time of a tensor whose elements mix those along one axis.
     *
     * @throws IllegalArgumentException if that axis is time
     */
    public static Time alongAxis(Time input, int axis) {
        if (input == AXIS && axis <= 1) {
            throw new IllegalArgumentException("it works along time, axis " + axis);
        }
        return input;
    }
}
