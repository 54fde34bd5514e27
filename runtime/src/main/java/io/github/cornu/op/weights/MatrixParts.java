package io.github.cornu.op.weights;

import io.github.cornu.tensor.Weight;

/** Reads a matrix in parts: some rows at a time, or some columns where a file has it transposed. */
final class MatrixParts {
    /** Floats that are read at once. */
    private static final int PART = 1 << 20;

    /** What takes the parts. */
    interface Taker {
        /**
         * Takes the elements (firstRow + k, firstColumn + j), which are {@code data[k * rowStride + j * columnStride]}.
         *
         * @return whether there may be more
         */
        boolean take(
                int firstRow, int rows, int firstColumn, int columns, float[] data, int rowStride, int columnStride);
    }

    private MatrixParts() {}

    /** Whether a weight can be read so. */
    static boolean areThere(Weight weight) {
        return weight.readsParts() || isTransposed(weight);
    }

    private static boolean isTransposed(Weight weight) {
        return weight.transposed() != null && weight.transposed().readsParts();
    }

    /**
     * Reads all parts, or those that are wanted.
     *
     * @param multiple of the columns before each part
     * @return false if the taker wanted no more
     */
    static boolean read(Weight weight, int rows, int columns, int multiple, Taker taker) {
        return isTransposed(weight)
                ? columns(weight.transposed(), rows, columns, multiple, taker)
                : rows(weight, rows, columns, taker);
    }

    private static boolean rows(Weight weight, int rows, int columns, Taker taker) {
        int atOnce = Math.min(rows, Math.max(1, PART / columns));
        float[] part = new float[Math.multiplyExact(atOnce, columns)];
        for (int row = 0; row < rows; row += atOnce) {
            int count = Math.min(atOnce, rows - row);
            weight.read(row * columns, count * columns, part);
            if (!taker.take(row, count, 0, columns, part, columns, 1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean columns(Weight transposed, int rows, int columns, int multiple, Taker taker) {
        int atOnce = Math.min(columns, Math.max(1, PART / rows / multiple) * multiple);
        float[] part = new float[Math.multiplyExact(atOnce, rows)];
        for (int column = 0; column < columns; column += atOnce) {
            int count = Math.min(atOnce, columns - column);
            transposed.read(column * rows, count * rows, part);
            if (!taker.take(0, rows, column, count, part, 1, rows)) {
                return false;
            }
        }
        return true;
    }
}
