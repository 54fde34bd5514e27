package io.github.cornu.importer.layer.attention;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.op.Op;
import io.github.cornu.op.element.CheckIntegers;
import io.github.cornu.op.element.Combine;
import io.github.cornu.op.element.CombineScalar;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.element.Where;
import io.github.cornu.op.reduce.Reduce;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.Constant;
import io.github.cornu.op.shape.Fill;
import io.github.cornu.op.shape.Identity;
import io.github.cornu.op.shape.Pad;
import io.github.cornu.op.shape.Repeat;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Reverse;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.op.shape.Take;
import io.github.cornu.op.shape.Tile;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells which values are 1 and 0 everywhere, for all inputs of the model, by the operations that they are made by. */
final class TruthReader {
    /** Masks have fewer operations one after the other; a file may ask for any number. */
    private static final int DEEPEST = 64;

    private static final Set<Class<? extends Op>> MOVES = Set.of(
            CheckIntegers.class,
            Concatenate.class,
            Identity.class,
            Repeat.class,
            Reverse.class,
            Slice.class,
            Take.class,
            Tile.class,
            Transpose.class);
    private static final Set<Unary> KEEPS = Set.of(Unary.ABS, Unary.LINEAR, Unary.ROUND, Unary.TRUNCATE);

    private final Lowering g;
    private final MaskReader forms;
    private final Map<Value, Boolean> truths = new HashMap<>();
    private int depth;

    TruthReader(Lowering g, MaskReader forms) {
        this.g = g;
        this.forms = forms;
    }

    MaskReader forms() {
        return forms;
    }

    /** Whether the elements of a value are 1 and 0. */
    boolean isTruth(Value value) {
        Boolean known = truths.get(value);
        if (known != null || depth == DEEPEST) {
            return known != null && known;
        }
        depth++;
        boolean truth = isTruthAnew(value);
        depth--;
        truths.put(value, truth);
        return truth;
    }

    private boolean isTruthAnew(Value value) {
        Op op = g.operation(value);
        List<Value> inputs = op == null ? List.of() : g.operands(value);
        if (op instanceof Combine combine) {
            return compares(combine.function()) || joins(combine.function()) && allAreTruths(inputs);
        }
        if (op instanceof CombineScalar scalar && compares(scalar.function())) {
            return true;
        }
        if (op instanceof Constant constant) {
            return isTruth(constant.value().read());
        }
        if (op instanceof Fill fill) {
            return isTruth(fill.value());
        }
        if (op instanceof Where) {
            return allAreTruths(inputs.subList(1, inputs.size()));
        }
        if (op instanceof Elementwise elementwise) {
            return keeps(elementwise) && isTruth(inputs.get(0));
        }
        if (op != null && MOVES.contains(op.getClass())) {
            return allAreTruths(inputs);
        }
        boolean first = op instanceof Reshape
                || op instanceof Pad pad && isTruth(pad.value())
                || op instanceof Reduce reduce && chooses(reduce.kind());
        return first ? isTruth(inputs.get(0)) : hasConditions(value);
    }

    private boolean allAreTruths(List<Value> values) {
        return values.stream().allMatch(this::isTruth);
    }

    private boolean hasConditions(Value value) {
        MaskForm form = forms.read(value);
        return form != null && form.conditions() != null;
    }

    private static boolean compares(Binary function) {
        return switch (function) {
            case EQUAL, NOT_EQUAL, GREATER, GREATER_EQUAL, LESS, LESS_EQUAL -> true;
            default -> false;
        };
    }

    private static boolean joins(Binary function) {
        return function == Binary.MINIMUM || function == Binary.MULTIPLY || function == Binary.MAXIMUM;
    }

    private static boolean chooses(Reduce.Kind kind) {
        return kind == Reduce.Kind.MAX || kind == Reduce.Kind.MIN;
    }

    /** Whether 1 and 0 stay what they are, or become each other. */
    private static boolean keeps(Elementwise elementwise) {
        Unary function = elementwise.activation().function();
        boolean opposite = function == Unary.SCALE_SHIFT
                && elementwise.activation().a() == -1
                && elementwise.activation().b() == 1;
        return elementwise.activation().isElementwise() && (opposite || KEEPS.contains(function));
    }

    private static boolean isTruth(float[] numbers) {
        for (float number : numbers) {
            if (!isTruth(number)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTruth(float number) {
        return number == 0 || number == 1;
    }
}
