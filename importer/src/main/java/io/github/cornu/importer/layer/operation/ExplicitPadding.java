package io.github.cornu.importer.layer.operation;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Arguments;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.op.shape.Pad;
import io.github.cornu.op.shape.Slice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The padding that a call of TensorFlow tells for both ends of each axis, as a list of pairs or in a row, with
 * channels last.
 *
 * @param before elements before the first, one number a spatial axis
 * @param after elements after the last
 */
record ExplicitPadding(List<Integer> before, List<Integer> after) {
    /** Whether a call has one. */
    static boolean isIn(Arguments a) {
        return isListed(a) || "explicit".equals(a.string("padding", "valid").toLowerCase(Locale.ROOT));
    }

    private static boolean isListed(Arguments a) {
        return a.get("padding") instanceof List<?>;
    }

    static ExplicitPadding of(Arguments a, int spatialAxes) {
        List<Integer> ends = a.integers(isListed(a) ? "padding" : "explicit_paddings");
        int axes = spatialAxes + 2;
        if (ends == null || ends.size() != 2 * axes || ends.stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("its paddings are " + ends);
        }
        List<Integer> before = new ArrayList<>();
        List<Integer> after = new ArrayList<>();
        for (int axis = 0; axis < axes; axis++) {
            before.add(ends.get(2 * axis));
            after.add(ends.get(2 * axis + 1));
        }
        if (before.get(0) + after.get(0) + before.get(axes - 1) + after.get(axes - 1) > 0) {
            throw new IllegalArgumentException("its paddings are " + ends + ", also of samples or channels");
        }
        return new ExplicitPadding(before.subList(1, axes - 1), after.subList(1, axes - 1));
    }

    /** Windows of neighbours, for which the padding does not count. TensorFlow has none that are all padding. */
    Windows windows(List<Integer> size, List<Integer> strides) {
        for (int axis = 0; axis < size.size(); axis++) {
            if (Math.max(before.get(axis), after.get(axis)) >= size.get(axis)) {
                throw new IllegalArgumentException(
                        "paddings of " + before + " before and " + after + " after for windows of " + size);
            }
        }
        return new Windows(size, strides, Collections.nCopies(size.size(), 1), Padding.VALID, before, after);
    }

    /** The input with zeros in its padding. */
    Value zeros(Lowering g, Value x) {
        Value y = x;
        for (int i = 0; i < before.size(); i++) {
            boolean isPadded = before.get(i) + after.get(i) > 0;
            y = isPadded ? g.add(new Pad(i + 1, before.get(i), after.get(i), 0f), y) : y;
        }
        return y;
    }

    /** What is left without the padding. */
    Value cut(Lowering g, Value x) {
        Value y = x;
        for (int i = 0; i < before.size(); i++) {
            boolean isPadded = before.get(i) + after.get(i) > 0;
            int end = x.shape().length(i + 1) - after.get(i);
            y = isPadded ? g.add(new Slice(i + 1, before.get(i), end, 1), y) : y;
        }
        return y;
    }
}
