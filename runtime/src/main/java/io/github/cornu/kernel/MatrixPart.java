package io.github.cornu.kernel;

/**
 * Some rows and columns of a matrix: its element (firstRow + k, firstColumn + j) is {@code numbers[offset + k *
 * rowStride + j * columnStride]}.
 *
 * @param rows how many, from {@code firstRow} on
 * @param columns how many, from {@code firstColumn} on
 */
public record MatrixPart(
        int firstRow,
        int rows,
        int firstColumn,
        int columns,
        float[] numbers,
        int offset,
        int rowStride,
        int columnStride) {
    /** All of a matrix whose rows are in a row. */
    public static MatrixPart whole(float[] numbers, int offset, int rowStride, int rows, int columns) {
        return new MatrixPart(0, rows, 0, columns, numbers, offset, rowStride, 1);
    }

    float number(int row, int column) {
        return numbers[offset + row * rowStride + column * columnStride];
    }
}
