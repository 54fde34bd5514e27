package io.github.cornu.importer.layer.attention;

import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What the elements of a tensor are: whole numbers by their places, or truth values, 1 where each of some sums is at
 * least 0.
 *
 * @param number null for truth values
 * @param conditions null for numbers
 */
record MaskForm(IndexSum number, List<IndexSum> conditions) {
    /** More than masks have; a file may ask for any number. */
    private static final int MOST_CONDITIONS = 8;

    /** The same, with a change of all of its sums that moves axes only. */
    MaskForm moved(UnaryOperator<IndexSum> move) {
        return number != null
                ? ofNumber(move.apply(number))
                : new MaskForm(null, conditions.stream().map(move).toList());
    }

    static MaskForm ofNumber(IndexSum number) {
        return new MaskForm(number, null);
    }

    private static MaskForm condition(IndexSum least0) {
        return least0.isWhole() ? new MaskForm(null, List.of(least0)) : null;
    }

    /** Whether the index along an axis makes a difference. */
    boolean dependsOn(int axis) {
        return number != null ? number.slope(axis) != 0 : conditions.stream().anyMatch(sum -> sum.slope(axis) != 0);
    }

    MaskForm spread(Shape own, int rank) {
        return moved(sum -> sum.spread(own, rank));
    }

    /** The opposite of truth values, or null. */
    MaskForm not() {
        boolean single = conditions != null && conditions.size() == 1;
        return single ? condition(conditions.get(0).times(-1).plus(-1)) : null;
    }

    /** Two forms of the same rank, combined; null if the result has no form. */
    static MaskForm combine(Binary function, MaskForm a, MaskForm b) {
        if (a.number != null && b.number != null) {
            return numbers(function, a.number, b.number);
        }
        if (a.conditions != null && b.conditions != null) {
            return truths(function, a, b);
        }
        return a.number != null ? null : b.number.isNumber() ? compared(function, a, b.number.offset()) : null;
    }

    private static MaskForm numbers(Binary function, IndexSum a, IndexSum b) {
        IndexSum difference = a.plus(b.times(-1));
        return switch (function) {
            case ADD -> ofNumber(a.plus(b));
            case SUBTRACT -> ofNumber(difference);
            case MULTIPLY ->
                b.isNumber() ? ofNumber(a.times(b.offset())) : a.isNumber() ? ofNumber(b.times(a.offset())) : null;
            case GREATER -> condition(difference.plus(-1));
            case GREATER_EQUAL -> condition(difference);
            case LESS -> condition(difference.times(-1).plus(-1));
            case LESS_EQUAL -> condition(difference.times(-1));
            default -> null;
        };
    }

    private static MaskForm truths(Binary function, MaskForm a, MaskForm b) {
        if (function != Binary.MINIMUM && function != Binary.MULTIPLY) {
            return null;
        }
        List<IndexSum> all = new ArrayList<>(a.conditions);
        all.addAll(b.conditions);
        return all.size() <= MOST_CONDITIONS ? new MaskForm(null, all) : null;
    }

    /** Truth values, 1 and 0, compared with a number. */
    private static MaskForm compared(Binary function, MaskForm a, double number) {
        boolean one = number == 1;
        boolean zero = number == 0;
        return switch (function) {
            case MULTIPLY, GREATER_EQUAL, EQUAL -> one ? a : zero && function == Binary.EQUAL ? a.not() : null;
            case GREATER -> zero ? a : null;
            case NOT_EQUAL -> zero ? a : one ? a.not() : null;
            case LESS -> one ? a.not() : null;
            case LESS_EQUAL -> zero ? a.not() : null;
            default -> null;
        };
    }
}
