package io.github.cornu.importer.layer.operation;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.importer.layer.Axes;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.KnownArray;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Shapes;
import io.github.cornu.op.shape.Reverse;
import io.github.cornu.op.shape.Slice;
import io.github.cornu.op.shape.Take;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Python's {@code x[...]}: integers, slices, new axes and an ellipsis. */
public final class Indexing {
    private static final String ELLIPSIS = "__ellipsis__";

    private Indexing() {}

    /**
     * Part of a tensor.
     *
     * @param key one entry or a list of them: a number, null for a new axis, a slice or an ellipsis as maps
     */
    static KerasTensor apply(Lowering g, KerasTensor x, Object key) {
        List<Object> entries = new ArrayList<>(key instanceof List<?> list ? list : Collections.singletonList(key));
        if (x.value() == null) {
            return KerasTensor.of(known(x.known(), entries));
        }
        fill(entries, g.kerasRank(x.value()));
        Value y = x.value();
        int axis = 0;
        for (Object entry : entries) {
            if (entry == null) {
                y = Shapes.insert(g, y, axis++);
            } else if (entry instanceof Map<?, ?> slice) {
                y = slice(g, y, axis++, bound(slice, "start"), bound(slice, "stop"), bound(slice, "step"));
            } else {
                y = at(g, y, axis, integer(entry));
            }
        }
        return KerasTensor.of(y, x.type());
    }

    private static boolean isEllipsis(Object entry) {
        return entry instanceof Map<?, ?> map && ELLIPSIS.equals(map.get("class_name"));
    }

    /** Puts whole slices in the place of the ellipsis, or at the end. */
    private static void fill(List<Object> entries, int rank) {
        int used = (int) entries.stream()
                .filter(entry -> entry != null && !isEllipsis(entry))
                .count();
        int place = entries.size();
        for (int i = 0; i < entries.size(); i++) {
            if (isEllipsis(entries.get(i))) {
                place = i;
            }
        }
        if (place < entries.size()) {
            entries.remove(place);
        }
        for (int i = used; i < rank; i++) {
            entries.add(place, Map.of());
        }
        if (used > rank) {
            throw new IllegalArgumentException("it takes " + used + " axes of a tensor of rank " + rank);
        }
    }

    private static Integer bound(Map<?, ?> slice, String name) {
        Map<?, ?> bounds = slice.get("config") instanceof Map<?, ?> config ? config : slice;
        Object value = bounds.get(name);
        return value == null ? null : integer(value);
    }

    private static int integer(Object value) {
        KnownArray number = KnownArray.of(value);
        if (number == null || !number.isScalar()) {
            throw new UnsupportedModelException("it is indexed with something else than numbers, slices and new axes");
        }
        return number.integers()[0];
    }

    /** A slice as Python takes it; all bounds may be null. */
    static Value slice(Lowering g, Value x, int axis, Integer start, Integer stop, Integer step) {
        int by = step == null ? 1 : step;
        if (by < 0) {
            Value reversed = g.add(new Reverse(Shapes.axis(g, x, axis)), x);
            return slice(g, reversed, axis, start == null ? null : ~start, stop == null ? null : ~stop, -by);
        }
        int from = start == null ? 0 : start;
        int to = stop == null ? Slice.END : stop;
        boolean whole = from == 0
                && by == 1
                && (to == Slice.END || axis > 0 && to == x.shape().length(axis));
        boolean batch = axis == 0 && from == 0 && by == 1 && to == g.batchSize();
        if (whole || batch) {
            return x;
        }
        return g.add(new Slice(Shapes.axis(g, x, axis), from, to, by), x);
    }

    /** One element of an axis, which is left out. */
    static Value at(Lowering g, Value x, int axis, int place) {
        int normalized = Shapes.axis(g, x, axis);
        int length = x.shape().length(normalized);
        if (length != Shape.FREE && (place >= length || place < -length)) {
            throw new IllegalArgumentException("there is no place " + place + " in axis " + axis + " of " + x.shape());
        }
        int stop = place == -1 ? Slice.END : place + 1;
        return Shapes.remove(g, g.add(new Slice(normalized, place, stop, 1), x), normalized);
    }

    /** Elements of an axis in a fixed order. */
    public static Value pick(Lowering g, Value x, int axis, List<Integer> places) {
        return g.add(new Take(Shapes.axis(g, x, axis), places), x);
    }

    /** Of a known array only the first axis is indexed, and axes are added. */
    private static KnownArray known(KnownArray x, List<Object> entries) {
        fill(entries, x.shape().rank());
        KnownArray y = x;
        int axis = 0;
        for (Object entry : entries) {
            if (entry == null) {
                y = y.shaped(y.shape().insert(axis++, 1));
            } else if (axis > 0 && !isWhole(entry)) {
                throw new UnsupportedModelException("an index of constants");
            } else if (entry instanceof Map<?, ?> slice) {
                y = axis++ > 0 || isWhole(slice) ? y : part(y, slice);
            } else {
                int place = Axes.normalize(integer(entry), y.shape().length(0));
                KnownArray row = y.slice(place, place + 1);
                y = row.shaped(row.shape().remove(0));
            }
        }
        return y;
    }

    private static boolean isWhole(Object entry) {
        return entry instanceof Map<?, ?> slice
                && bound(slice, "start") == null
                && bound(slice, "stop") == null
                && bound(slice, "step") == null;
    }

    private static KnownArray part(KnownArray x, Map<?, ?> slice) {
        int length = x.shape().length(0);
        Integer start = bound(slice, "start");
        Integer stop = bound(slice, "stop");
        Integer step = bound(slice, "step");
        if (step != null && step != 1) {
            throw new UnsupportedModelException("an index of constants");
        }
        int from = clamped(start == null ? 0 : start, length);
        return x.slice(from, Math.max(from, clamped(stop == null ? length : stop, length)));
    }

    private static int clamped(int place, int length) {
        return Math.max(0, Math.min(length, place < 0 ? place + length : place));
    }
}
