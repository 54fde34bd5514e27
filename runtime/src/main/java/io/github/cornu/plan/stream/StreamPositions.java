package io.github.cornu.plan.stream;

import io.github.cornu.op.Op;
import io.github.cornu.op.Time;
import io.github.cornu.op.dense.Dense;
import io.github.cornu.op.element.CheckIntegers;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.reduce.Accumulate;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.Fill;
import io.github.cornu.op.shape.Gather;
import io.github.cornu.op.shape.Identity;
import io.github.cornu.op.shape.Length;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.tensor.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Values that a graph makes for the steps of a sequence alone, without an axis for samples: positions, and what is
 * computed from them. In a stream each sample has a position of its own, so that they get that axis in front, and the
 * operations that make them work along the axis after theirs.
 */
final class StreamPositions {
    private final Set<Integer> values = new HashSet<>();

    /** That a value is one of these. */
    void add(int value) {
        values.add(value);
    }

    boolean contains(int value) {
        return values.contains(value);
    }

    /** What fills a tensor of one axis, the steps of its sequence, with the axis of samples before it; or null. */
    static Op begin(Op op, List<Time> inputs) {
        if (op instanceof Fill fill && fill.target().size() == 1) {
            Length steps = fill.target().get(0);
            boolean ofSequence = steps.input() >= 0 && steps.value() == 1 && inputs.get(steps.input()) == Time.AXIS;
            return ofSequence ? new Fill(List.of(Length.ofAxis(steps.input(), 0), steps), fill.value()) : null;
        }
        return null;
    }

    /**
     * Whether what an operation makes of such values, and of others, has no axis for samples either.
     *
     * @param times where its inputs have their steps
     */
    boolean stays(Op op, List<Integer> inputs, List<Time> times) {
        if (op instanceof Reshape reshape && reshape.equals(Reshape.expandDims(0))) {
            return false;
        }
        for (int i = 0; i < inputs.size(); i++) {
            if (times.get(i) == Time.AXIS && !contains(inputs.get(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * The operation for values with an axis of samples in front.
     *
     * @param shapes of its inputs, with that axis
     * @throws IllegalArgumentException if it is not known for them
     */
    Op shifted(Op op, List<Integer> inputs, List<Shape> shapes) {
        if (op instanceof Gather || op instanceof CombineScalar || op instanceof CheckIntegers || op instanceof Dense) {
            return op;
        }
        if (op instanceof Elementwise elementwise && elementwise.activation().isElementwise()) {
            return op;
        }
        if (op instanceof Combine && fits(inputs, shapes)) {
            return op;
        }
        if (op instanceof Accumulate accumulate && accumulate.axis() == 0) {
            return new Accumulate(accumulate.function(), 1);
        }
        if (op instanceof Concatenate concatenate && concatenate.axis() > 0 && containsAll(inputs)) {
            return new Concatenate(concatenate.axis() + 1);
        }
        if (op instanceof Slice slice && slice.axis() > 0) {
            return new Slice(slice.axis() + 1, slice.start(), slice.stop(), slice.step());
        }
        if (op instanceof Reshape reshape && reshape.equals(Reshape.expandDims(reshape.from()))) {
            return reshape.from() == 0 ? new Identity() : Reshape.expandDims(reshape.from() + 1);
        }
        throw new IllegalArgumentException("it works on the positions of the whole sequence");
    }

    private boolean containsAll(List<Integer> inputs) {
        return values.containsAll(inputs);
    }

    /** Whether no other input is broadcast against the axis that is new. */
    private boolean fits(List<Integer> inputs, List<Shape> shapes) {
        int rank = shapes.stream().mapToInt(Shape::rank).max().orElse(0);
        for (int i = 0; i < shapes.size(); i++) {
            boolean own = contains(inputs.get(i));
            if (own ? shapes.get(i).rank() != rank : shapes.get(i).rank() > rank) {
                return false;
            }
        }
        return true;
    }
}
