package io.github.cornu.importer.layer;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Transpose;
import java.util.ArrayList;
import java.util.List;

/** Axes and shapes of tensors in functions. */
public final class Shapes {
    /** The advice for a reshape that joins time with other axes; see {@link KerasLayer#streamAdvice}. */
    public static final String KEEP_TIME_AXIS = "keep the time axis as it is";

    private Shapes() {}

    /** An axis whose elements may be mixed: any but that of the samples. */
    public static int axis(Lowering g, Value x, int axis) {
        int normalized = Axes.normalize(axis, x.shape().rank());
        if (normalized == 0 && !g.isConstant(x)) {
            throw samples();
        }
        return normalized;
    }

    public static UnsupportedModelException samples() {
        return new UnsupportedModelException("it mixes the samples of a batch");
    }

    /** The axes in ascending order; null stands for all. */
    public static List<Integer> axes(Lowering g, Value x, List<Integer> axes) {
        List<Integer> normalized = new ArrayList<>();
        if (axes == null) {
            for (int axis = 0; axis < x.shape().rank(); axis++) {
                normalized.add(axis(g, x, axis));
            }
        } else {
            axes.forEach(axis -> normalized.add(axis(g, x, axis)));
        }
        return normalized.stream().sorted().distinct().toList();
    }

    /** A new axis of length 1. */
    public static Value insert(Lowering g, Value x, int axis) {
        int normalized = Axes.normalize(axis, x.shape().rank() + 1);
        if (normalized == 0 && !g.isConstant(x)) {
            throw samples();
        }
        return g.add(Reshape.expandDims(normalized), x);
    }

    public static Value remove(Lowering g, Value x, int axis) {
        return g.add(Reshape.squeeze(axis(g, x, axis)), x);
    }

    public static Value transpose(Lowering g, Value x, List<Integer> order) {
        List<Integer> normalized = order.stream()
                .map(axis -> Axes.normalize(axis, x.shape().rank()))
                .toList();
        Transpose transpose = new Transpose(normalized);
        if (!normalized.isEmpty() && normalized.get(0) != 0 && !g.isConstant(x)) {
            throw new UnsupportedModelException("it moves the axis of the samples");
        }
        return transpose.isIdentity() ? x : g.add(transpose, x);
    }
}
