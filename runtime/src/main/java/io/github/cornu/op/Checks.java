package io.github.cornu.op;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.List;

/** Checks that operations share. Texts say what was expected and what came. */
public final class Checks {
    private Checks() {}

    public static void inputs(List<Shape> inputs, int expected) {
        if (inputs.size() != expected) {
            throw new IllegalArgumentException("expected " + expected + " inputs, got " + inputs.size());
        }
    }

    public static void rank(Shape input, int expected) {
        if (input.rank() != expected) {
            throw new IllegalArgumentException("expected an input of rank " + expected + ", got " + input);
        }
    }

    public static void minimumRank(Shape input, int least) {
        if (input.rank() < least) {
            throw new IllegalArgumentException("expected an input of rank " + least + " or more, got " + input);
        }
    }

    public static void axis(Shape input, int axis, int expected) {
        if (input.length(axis) != expected) {
            throw new IllegalArgumentException(
                    "expected length " + expected + " of axis " + axis + ", got an input of shape " + input);
        }
    }

    public static void lastAxis(Shape input, int expected) {
        if (input.rank() < 1 || input.length(-1) != expected) {
            throw new IllegalArgumentException(
                    "expected length " + expected + " of the last axis, got an input of shape " + input);
        }
    }

    /** The shape of one time step of sequences (batch, steps, …), of which a stream keeps some. */
    public static Shape fixedStep(Shape sequence) {
        Shape step = sequence.axes(2, sequence.rank());
        if (!step.isFixed()) {
            throw new IllegalArgumentException("the shape of one time step is not fixed: " + step);
        }
        return step;
    }

    /** The weight's elements; null for no weight. */
    public static float[] read(Weight weight) {
        return weight == null ? null : weight.read();
    }
}
