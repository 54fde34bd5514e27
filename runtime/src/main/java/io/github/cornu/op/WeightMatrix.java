package io.github.cornu.op;

import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.util.Arrays;
import java.util.List;

/**
 * A matrix that an operation packs, and that may have a compact form: which elements of a weight it has. The rows of a
 * weight are those along its last axis.
 *
 * @param rows the row of the weight for each row of the matrix
 * @param columns the column of the weight for each column of the matrix, in the order in which they are packed; -1:
 *     zeros
 */
public record WeightMatrix(Weight weight, int[] rows, int[] columns) {
    /** All of a weight. */
    public static List<WeightMatrix> whole(Weight weight) {
        return List.of(new WeightMatrix(weight, range(0, rows(weight)), range(0, columns(weight))));
    }

    /** All rows, and some columns, of a weight. */
    public static WeightMatrix ofColumns(Weight weight, int... columns) {
        return new WeightMatrix(weight, range(0, rows(weight)), columns);
    }

    private static int rows(Weight weight) {
        Shape shape = weight.shape();
        return shape.size(0, shape.rank() - 1);
    }

    public static int columns(Weight weight) {
        return weight.shape().length(-1);
    }

    public static int[] range(int from, int count) {
        int[] range = new int[count];
        Arrays.setAll(range, i -> from + i);
        return range;
    }

    /** Whether it has the same elements of the same weight. */
    public boolean isLike(WeightMatrix other) {
        return weight == other.weight && Arrays.equals(rows, other.rows) && Arrays.equals(columns, other.columns);
    }

    /** Its elements, row by row. */
    public float[] read(float[] values) {
        int stride = columns(weight);
        float[] elements = new float[Math.multiplyExact(rows.length, columns.length)];
        for (int k = 0; k < rows.length; k++) {
            for (int j = 0; j < columns.length; j++) {
                elements[k * columns.length + j] = columns[j] < 0 ? 0f : values[rows[k] * stride + columns[j]];
            }
        }
        return elements;
    }
}
