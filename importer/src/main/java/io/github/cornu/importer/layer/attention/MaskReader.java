package io.github.cornu.importer.layer.attention;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.op.Op;
import io.github.cornu.op.element.CheckIntegers;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.element.Where;
import io.github.cornu.op.reduce.Accumulate;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.op.shape.Fill;
import io.github.cornu.op.shape.Identity;
import io.github.cornu.op.shape.Length;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads the operations that a mask is computed by. What it finds holds for all lengths of sequences and for all inputs
 * of the model; where it does not know an operation, it finds nothing.
 */
final class MaskReader {
    /** Masks have fewer operations one after the other; a file may ask for any number. */
    private static final int DEEPEST = 64;

    private final Lowering g;
    private final AxisOrigins origins;
    private final Map<Value, Optional<MaskForm>> forms = new HashMap<>();
    private int depth;

    MaskReader(Lowering g, AxisOrigins origins) {
        this.g = g;
        this.origins = origins;
    }

    /** The form of a value, or null. */
    MaskForm read(Value value) {
        Optional<MaskForm> known = forms.get(value);
        if (known != null || depth == DEEPEST) {
            return known == null ? null : known.orElse(null);
        }
        depth++;
        MaskForm form = readAnew(value);
        depth--;
        forms.put(value, Optional.ofNullable(form));
        return form;
    }

    private MaskForm readAnew(Value value) {
        Op op = g.operation(value);
        List<Value> inputs = op == null ? List.of() : g.operands(value);
        int rank = value.shape().rank();
        if (op instanceof Constant constant) {
            return ConstantForms.of(constant.value());
        }
        if (op instanceof Fill fill) {
            return MaskForm.ofNumber(IndexSum.constant(fill.value(), rank));
        }
        if (op instanceof Reduce reduce) {
            return length(reduce, inputs.get(0), rank);
        }
        if (op instanceof Where) {
            return choice(inputs, value);
        }
        if (op instanceof Combine combine) {
            MaskForm a = spread(inputs.get(0), value);
            MaskForm b = a == null ? null : spread(inputs.get(1), value);
            return b == null ? null : combine(combine.function(), a, b);
        }
        MaskForm x = inputs.isEmpty() || !isKnown(op) ? null : read(inputs.get(0));
        return x == null ? null : one(op, x, value, inputs.get(0));
    }

    private static boolean isKnown(Op op) {
        return op instanceof CombineScalar
                || op instanceof CheckIntegers
                || op instanceof Identity
                || op instanceof Elementwise
                || op instanceof Accumulate
                || op instanceof Reshape
                || op instanceof Transpose;
    }

    /**
     * The form of a part broadcast to the whole. Null if an axis whose index matters may be broadcast in some calls and
     * not in others.
     */
    private MaskForm spread(Value part, Value whole) {
        MaskForm form = read(part);
        int rank = part.shape().rank();
        for (int axis = -rank; form != null && axis < 0; axis++) {
            if (form.dependsOn(axis + rank) && part.shape().length(axis) != 1 && !isAlong(part, whole, axis)) {
                return null;
            }
        }
        return form == null ? null : form.spread(part.shape(), whole.shape().rank());
    }

    private boolean isAlong(Value part, Value whole, int axis) {
        return origins.of(part, axis).equals(origins.of(whole, axis));
    }

    /** Whether the last two axes of a part are those of the whole, not broadcast. */
    boolean isFull(Value part, Value whole) {
        return part.shape().rank() >= 2 && isAlong(part, whole, -2) && isAlong(part, whole, -1);
    }

    /** The combination in either order, where a number and truth values change places. */
    private static MaskForm combine(Binary function, MaskForm a, MaskForm b) {
        boolean negates = a.number() != null
                && a.number().isNumber()
                && a.number().offset() == 1
                && function == Binary.SUBTRACT
                && b.conditions() != null;
        if (negates) {
            return b.not();
        }
        boolean swaps = a.number() != null && b.conditions() != null;
        return swaps && (function == Binary.MULTIPLY || function == Binary.EQUAL || function == Binary.NOT_EQUAL)
                ? MaskForm.combine(function, b, a)
                : MaskForm.combine(function, a, b);
    }

    /** An operation of one input. */
    private MaskForm one(Op op, MaskForm x, Value value, Value input) {
        if (op instanceof CombineScalar scalar) {
            IndexSum number = IndexSum.constant(scalar.value(), value.shape().rank());
            return MaskForm.combine(scalar.function(), x, MaskForm.ofNumber(number));
        }
        if (op instanceof Elementwise elementwise) {
            return function(elementwise, x);
        }
        if (op instanceof Accumulate accumulate) {
            boolean counts = accumulate.function() == Binary.ADD
                    && x.number() != null
                    && x.number().isNumber();
            double each = counts ? x.number().offset() : 0;
            return counts ? MaskForm.ofNumber(x.number().along(accumulate.axis(), each)) : null;
        }
        if (op instanceof Transpose transpose) {
            int[] order = transpose.order().stream().mapToInt(axis -> axis).toArray();
            return x.moved(sum -> sum.moved(order));
        }
        if (op instanceof Reshape) {
            int[] axes = axes(input, value);
            return axes == null ? null : x.moved(sum -> sum.moved(axes));
        }
        return x;
    }

    private static MaskForm function(Elementwise elementwise, MaskForm x) {
        boolean elements = elementwise.activation().isElementwise();
        Unary function = elementwise.activation().function();
        if (!elements) {
            return null;
        }
        if (function == Unary.SCALE_SHIFT) {
            float factor = elementwise.activation().a();
            float shift = elementwise.activation().b();
            if (x.number() != null) {
                return MaskForm.ofNumber(x.number().times(factor).plus(shift));
            }
            return factor == -1 && shift == 1 ? x.not() : null;
        }
        boolean keeps = function == Unary.TRUNCATE || function == Unary.ROUND || function == Unary.LINEAR;
        boolean whole = x.number() == null || x.number().isWhole();
        return keeps && whole ? x : null;
    }

    /**
     * Where a reshape has its axes from, whose lengths it keeps in their order; axes of length 1 come and go. Null if
     * it does anything else.
     */
    private int[] axes(Value input, Value value) {
        Shape from = input.shape();
        Shape to = value.shape();
        int[] axes = new int[to.rank()];
        int next = 0;
        for (int axis = 0; axis < axes.length; axis++) {
            while (next < from.rank() && from.length(next) == 1 && to.length(axis) != 1) {
                next++;
            }
            boolean same = next < from.rank() && origins.of(input, next).equals(origins.of(value, axis));
            if (!same && to.length(axis) != 1) {
                return null;
            }
            axes[axis] = same ? next++ : -1;
        }
        boolean all = IntStream.range(next, from.rank()).allMatch(axis -> from.length(axis) == 1);
        return all ? axes : null;
    }

    /** The sum of equal numbers over an axis: a multiple of its length. */
    private MaskForm length(Reduce reduce, Value x, int rank) {
        Op op = g.operation(x);
        boolean sums = reduce.kind() == Reduce.Kind.SUM && op instanceof Fill;
        Length axis = sums ? ((Fill) op).target().get(reduce.axis()) : null;
        if (axis == null || axis.input() < 0) {
            return null;
        }
        Length length = origins.of(g.operands(x).get(axis.input()), axis.value());
        float each = ((Fill) op).value();
        return MaskForm.ofNumber(
                length.input() < 0
                        ? IndexSum.constant((double) each * length.value(), rank)
                        : IndexSum.length(length, each, rank));
    }

    /** Truth values by a choice of 1 and 0. */
    private MaskForm choice(List<Value> inputs, Value chosen) {
        MaskForm condition = spread(inputs.get(0), chosen);
        boolean truth = condition != null && condition.conditions() != null;
        if (!truth) {
            return null;
        }
        if (isNumber(inputs.get(1), 1) && isNumber(inputs.get(2), 0)) {
            return condition;
        }
        return isNumber(inputs.get(1), 0) && isNumber(inputs.get(2), 1) ? condition.not() : null;
    }

    private boolean isNumber(Value value, double number) {
        MaskForm form = read(value);
        return form != null
                && form.number() != null
                && form.number().isNumber()
                && form.number().offset() == number;
    }
}
