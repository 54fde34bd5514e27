package io.github.cornu.importer.layer.attention;

import io.github.cornu.op.shape.Length;
import io.github.cornu.tensor.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What an element of a tensor is, for all of its indices and for all lengths of the free axes: an offset, and
 * multiples of the indices and of the lengths of some axes. Immutable.
 */
final class IndexSum {
    private final double offset;
    /** For each axis. */
    private final double[] slopes;
    /** The multiple of the length of an axis of a value, by its number. */
    private final Map<Length, Double> lengths;

    private IndexSum(double offset, double[] slopes, Map<Length, Double> lengths) {
        this.offset = offset;
        this.slopes = slopes;
        this.lengths = lengths;
    }

    /** The same number everywhere in a tensor of that rank. */
    static IndexSum constant(double number, int rank) {
        return new IndexSum(number, new double[rank], Map.of());
    }

    /** A length in a tensor of that rank. */
    static IndexSum length(Length length, double factor, int rank) {
        return new IndexSum(0, new double[rank], Map.of(length, factor));
    }

    /** This and a multiple of the index along an axis. */
    IndexSum along(int axis, double slope) {
        double[] changed = slopes.clone();
        changed[axis] += slope;
        return new IndexSum(offset, changed, lengths);
    }

    IndexSum plus(double number) {
        return new IndexSum(offset + number, slopes, lengths);
    }

    /** The sum of tensors of the same rank. */
    IndexSum plus(IndexSum other) {
        double[] sums = slopes.clone();
        for (int axis = 0; axis < sums.length; axis++) {
            sums[axis] += other.slopes[axis];
        }
        Map<Length, Double> all = new HashMap<>(lengths);
        other.lengths.forEach((length, factor) -> all.merge(length, factor, Double::sum));
        all.values().removeIf(factor -> factor == 0);
        return new IndexSum(offset + other.offset, sums, all);
    }

    IndexSum times(double factor) {
        double[] products = Arrays.stream(slopes).map(slope -> slope * factor).toArray();
        Map<Length, Double> all = new HashMap<>();
        lengths.forEach((length, own) -> all.put(length, own * factor));
        return new IndexSum(offset * factor, products, all);
    }

    /** Broadcast to a rank; along an axis of length 1 there is one index. */
    IndexSum spread(Shape own, int rank) {
        double[] spread = new double[rank];
        for (int axis = 0; axis < slopes.length; axis++) {
            spread[rank - slopes.length + axis] = own.length(axis) == 1 ? 0 : slopes[axis];
        }
        return new IndexSum(offset, spread, lengths);
    }

    /** With each axis in the place of another one; -1 is a new one. */
    IndexSum moved(int... from) {
        double[] moved = Arrays.stream(from)
                .mapToDouble(axis -> axis < 0 ? 0 : slopes[axis])
                .toArray();
        return new IndexSum(offset, moved, lengths);
    }

    int rank() {
        return slopes.length;
    }

    double offset() {
        return offset;
    }

    double slope(int axis) {
        return slopes[axis];
    }

    /** Whether it is the same for all indices. */
    boolean isUniform() {
        return Arrays.stream(slopes).allMatch(slope -> slope == 0);
    }

    /** Whether it is one number. */
    boolean isNumber() {
        return isUniform() && lengths.isEmpty();
    }

    /** Whether it is a whole number, and the same for all indices before the last two and all lengths. */
    boolean isOfLastTwo() {
        double[] outer = Arrays.copyOf(slopes, Math.max(0, slopes.length - 2));
        return slopes.length >= 2
                && lengths.isEmpty()
                && Arrays.stream(outer).allMatch(slope -> slope == 0)
                && isWhole();
    }

    /** Whether all of its multiples are whole numbers, and so its values. */
    boolean isWhole() {
        return offset == Math.rint(offset)
                && Arrays.stream(slopes).allMatch(slope -> slope == Math.rint(slope))
                && lengths.values().stream().allMatch(factor -> factor == Math.rint(factor));
    }
}
