package io.github.cornu.op.weights;

import io.github.cornu.kernel.MatrixPart;
import io.github.cornu.tensor.Weight;
import java.util.function.Consumer;

/** Where a matrix is read from to be packed, part by part if it can be, so that it is never in memory twice. */
@FunctionalInterface
interface MatrixSource {
    /** Floats that are read at once: too few for an array that G1 would give regions of its own. */
    int PART = 1 << 16;

    /**
     * Gives all parts, each for the time of the call.
     *
     * @param width each part has all columns, or a multiple of this number, or those that are left
     */
    void read(int width, Consumer<MatrixPart> use);

    /** A matrix in memory. */
    static MatrixSource of(MatrixPart whole) {
        return (width, use) -> use.accept(whole);
    }

    /** A weight of the shape (rows, columns), or of another one with the same elements in memory. */
    static MatrixSource of(Weight weight, int rows, int columns) {
        if (weight.readsParts()) {
            return (width, use) -> readRows(weight, rows, columns, use);
        }
        Weight transposed = weight.transposed();
        return transposed != null && transposed.readsParts()
                ? (width, use) -> readColumns(transposed, rows, columns, width, use)
                : of(MatrixPart.whole(weight.read(), 0, columns, rows, columns));
    }

    private static void readRows(Weight weight, int rows, int columns, Consumer<MatrixPart> use) {
        int atOnce = Math.max(1, PART / columns);
        float[] numbers = new float[Math.multiplyExact(Math.min(rows, atOnce), columns)];
        for (int row = 0; row < rows; row += atOnce) {
            int count = Math.min(atOnce, rows - row);
            weight.read(row * columns, count * columns, numbers);
            use.accept(new MatrixPart(row, count, 0, columns, numbers, 0, columns, 1));
        }
    }

    private static void readColumns(Weight transposed, int rows, int columns, int width, Consumer<MatrixPart> use) {
        int atOnce = Math.max(1, PART / rows / width) * width;
        float[] numbers = new float[Math.multiplyExact(Math.min(columns, atOnce), rows)];
        for (int column = 0; column < columns; column += atOnce) {
            int count = Math.min(atOnce, columns - column);
            transposed.read(column * rows, count * rows, numbers);
            use.accept(new MatrixPart(0, rows, column, count, numbers, 0, 1, rows));
        }
    }
}
