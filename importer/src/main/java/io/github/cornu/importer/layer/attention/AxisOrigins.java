package io.github.cornu.importer.layer.attention;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.op.Op;
import io.github.cornu.op.shape.Length;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the lengths of free axes come from: through operations that keep a length, as far as the graph goes. Axes of
 * the same origin have the same length in every call; of others nothing is known.
 */
final class AxisOrigins {
    /** An operation gives such lengths as it gets them only if it does so for all. */
    private static final int[] LENGTHS = {2, 3, 4, 5, 7, 8, 13, 64, 1000, 4099};
    /** Operations one after the other; a file may have any number. */
    private static final int DEEPEST = 500;

    private final Lowering g;
    private final Map<Length, Length> known = new HashMap<>();
    private int depth;

    AxisOrigins(Lowering g) {
        this.g = g;
    }

    /**
     * The origin of the length of an axis: a number, or an axis of a value, by its number.
     *
     * @param axis counts from the last one, -1, if it is negative
     */
    Length of(Value value, int axis) {
        int length = value.shape().length(axis);
        if (length != Shape.FREE) {
            return Length.of(length);
        }
        Length own = Length.ofAxis(value.id(), axis < 0 ? axis + value.shape().rank() : axis);
        Length found = known.get(own);
        if (found != null || depth == DEEPEST) {
            return found == null ? own : found;
        }
        depth++;
        Op op = g.operation(value);
        Length origin = op == null ? own : before(op, value, own);
        depth--;
        known.put(own, origin);
        return origin;
    }

    /** The common origin of all axes whose length the operation gives this one, else this one. */
    private Length before(Op op, Value value, Length own) {
        List<Value> operands = g.operands(value);
        Length common = null;
        for (int operand = 0; operand < operands.size(); operand++) {
            Value input = operands.get(operand);
            for (int axis = 0; axis < input.shape().rank(); axis++) {
                if (!keeps(op, operands, Length.ofAxis(operand, axis), value, own.value())) {
                    continue;
                }
                Length origin = of(input, axis);
                if (common != null && !common.equals(origin)) {
                    return own;
                }
                common = origin;
            }
        }
        return common == null ? own : common;
    }

    /** Whether an axis of the result is as long as one of an operand, whatever the length of that. */
    private static boolean keeps(Op op, List<Value> operands, Length from, Value result, int axis) {
        List<Shape> shapes = new ArrayList<>(operands.stream().map(Value::shape).toList());
        Shape shape = shapes.get(from.input());
        boolean cuts = op instanceof Slice slice
                && slice.axis() == axis
                && (slice.start() != 0 || slice.stop() != Slice.END || slice.step() != 1);
        if (shape.length(from.value()) != Shape.FREE || cuts) {
            return false;
        }
        List<Shape> free = op.outputShapes(shapes);
        for (int length : LENGTHS) {
            shapes.set(from.input(), shape.with(from.value(), length));
            if (!isLength(length, op, shapes, free, result.shape(), axis)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the axis has that length in all results of that shape. */
    private static boolean isLength(int length, Op op, List<Shape> inputs, List<Shape> free, Shape result, int axis) {
        List<Shape> fixed;
        try {
            fixed = op.outputShapes(inputs);
        } catch (IllegalArgumentException | ArithmeticException e) {
            return false;
        }
        for (int i = 0; i < free.size(); i++) {
            if (free.get(i).equals(result) && fixed.get(i).length(axis) != length) {
                return false;
            }
        }
        return true;
    }
}
