package io.github.cornu.importer.layer;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.graph.Value;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.op.shape.ConcatenateTexts;
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
        int normalized = Axes.normalize(axis, g.kerasRank(x));
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
            for (int axis = 0; axis < g.kerasRank(x); axis++) {
                normalized.add(axis(g, x, axis));
            }
        } else {
            axes.forEach(axis -> normalized.add(axis(g, x, axis)));
        }
        return normalized.stream().sorted().distinct().toList();
    }

    /** A new axis of length 1. */
    public static Value insert(Lowering g, Value x, int axis) {
        int normalized = Axes.normalize(axis, g.kerasRank(x) + 1);
        if (normalized == 0 && !g.isConstant(x)) {
            throw samples();
        }
        return g.add(Reshape.expandDims(normalized), x);
    }

    public static Value remove(Lowering g, Value x, int axis) {
        return g.add(Reshape.squeeze(axis(g, x, axis)), x);
    }

    /**
     * Numbers or texts, one behind the other.
     *
     * @param axis from the front
     */
    public static Value concatenate(Lowering g, List<Value> inputs, int axis) {
        long texts = inputs.stream().filter(g::isTexts).count();
        if (texts == 0) {
            return g.addAll(new Concatenate(axis), inputs).get(0);
        }
        if (texts < inputs.size()) {
            throw new IllegalArgumentException("it joins texts and numbers");
        }
        return g.addAll(new ConcatenateTexts(axis), inputs).get(0);
    }

    public static Value transpose(Lowering g, Value x, List<Integer> order) {
        int rank = g.kerasRank(x);
        List<Integer> normalized = new ArrayList<>();
        order.forEach(axis -> normalized.add(Axes.normalize(axis, rank)));
        if (g.isTexts(x)) {
            normalized.add(rank);
        }
        Transpose transpose = new Transpose(normalized);
        if (!normalized.isEmpty() && normalized.get(0) != 0 && !g.isConstant(x)) {
            throw new UnsupportedModelException("it moves the axis of the samples");
        }
        return transpose.isIdentity() ? x : g.add(transpose, x);
    }
}
