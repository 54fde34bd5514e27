package io.github.cornu.importer.layer.attention;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.ArrayList;
import java.util.List;

/** The forms of constants: one number, numbers at equal distances along one axis, or a band of ones. */
final class ConstantForms {
    private ConstantForms() {}

    /** Null if it has none. */
    static MaskForm of(Weight weight) {
        Shape shape = weight.shape();
        float[] x = weight.read();
        if (x.length == 0) {
            return null;
        }
        List<Integer> axes = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (shape.length(axis) > 1) {
                axes.add(axis);
            }
        }
        IndexSum first = IndexSum.constant(x[0], shape.rank());
        double slope = x.length == 1 ? 0 : x[1] - (double) x[0];
        boolean band = axes.equals(List.of(shape.rank() - 2, shape.rank() - 1));
        if (axes.size() == 1 && isLine(x, slope)) {
            return MaskForm.ofNumber(first.along(axes.get(0), slope));
        }
        if (isLine(x, 0)) {
            return MaskForm.ofNumber(first);
        }
        return band ? band(x, shape) : null;
    }

    private static boolean isLine(float[] x, double slope) {
        for (int i = 0; i < x.length; i++) {
            if (x[i] != x[0] + i * slope) {
                return false;
            }
        }
        return true;
    }

    /** Ones around the diagonal of a matrix, and zeros. */
    private static MaskForm band(float[] x, Shape shape) {
        int rank = shape.rank();
        int rows = shape.length(-2);
        int columns = shape.length(-1);
        int above = -rows;
        int below = -columns;
        for (int i = 0; i < x.length; i++) {
            if (x[i] != 0 && x[i] != 1) {
                return null;
            }
            int distance = i % columns - i / columns;
            above = x[i] == 1 ? Math.max(above, distance) : above;
            below = x[i] == 1 ? Math.max(below, -distance) : below;
        }
        for (int i = 0; i < x.length; i++) {
            int distance = i % columns - i / columns;
            boolean inside = distance <= above && -distance <= below;
            if (inside != (x[i] == 1)) {
                return null;
            }
        }
        List<IndexSum> conditions = new ArrayList<>();
        if (above < columns - 1) {
            conditions.add(IndexSum.constant(above, rank).along(rank - 2, 1).along(rank - 1, -1));
        }
        if (below < rows - 1) {
            conditions.add(IndexSum.constant(below, rank).along(rank - 2, -1).along(rank - 1, 1));
        }
        return new MaskForm(null, conditions);
    }
}
