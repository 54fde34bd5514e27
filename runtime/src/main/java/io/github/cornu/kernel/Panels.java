package io.github.cornu.kernel;

/**
 * How a matrix of {@code rows} (the summed axis k) by {@code columns} is packed: in panels of {@code width} columns, the
 * panels one after the other, each row by row. The last panel is as wide as the remaining columns need, rounded up to
 * whole vectors of {@code lanes} floats; the columns added hold zeros.
 *
 * @param rows length of the summed axis
 * @param columns columns that mean something
 * @param lanes floats in a vector
 * @param width columns of a panel, a multiple of {@code lanes}
 */
public record Panels(int rows, int columns, int lanes, int width) {
    static final int MAX_ROWS = 6;
    static final int MAX_WIDTH = 64;

    /** {@code columns} rounded up to whole vectors: what a row of initial values must provide. */
    public int paddedColumns() {
        return (columns + lanes - 1) / lanes * lanes;
    }

    /** Floats of the packed form. */
    public int size() {
        return Math.multiplyExact(rows, paddedColumns());
    }

    int count() {
        return (columns + width - 1) / width;
    }

    int offset(int panel) {
        return panel * width * rows;
    }

    int widthOf(int panel) {
        return Math.min(width, paddedColumns() - panel * width);
    }

    /**
     * Packs the matrix whose element (k, j) is {@code source[offset + k * rowStride + j * columnStride]}.
     *
     * @param target where the packed form goes, from {@code to}, {@link #size()} floats
     */
    public void pack(float[] source, int offset, int rowStride, int columnStride, float[] target, int to) {
        int next = to;
        for (int panel = 0; panel < count(); panel++) {
            int first = panel * width;
            int panelWidth = widthOf(panel);
            int real = Math.min(panelWidth, columns - first);
            for (int k = 0; k < rows; k++) {
                int from = offset + k * rowStride + first * columnStride;
                for (int j = 0; j < real; j++) {
                    target[next + j] = source[from + j * columnStride];
                }
                for (int j = real; j < panelWidth; j++) {
                    target[next + j] = 0f;
                }
                next += panelWidth;
            }
        }
    }
}
