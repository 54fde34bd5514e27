package io.github.cornu.kernel;

import java.util.Arrays;

/**
 * How a matrix of {@code rows} (the summed axis k) by {@code columns} is packed: in panels of {@code width} columns.
 * The panels are stored one after the other, each row by row. The last panel has the remaining columns, rounded up to
 * whole vectors of {@code lanes} floats; the added columns are zeros. Immutable.
 */
public final class Panels {
    static final int MAX_ROWS = 6;
    static final int MAX_WIDTH = 64;

    private final int rows;
    private final int columns;
    private final int lanes;
    private final int width;
    /**
     * What {@link #part} returned last, for the same count of parts. Threads may overwrite each other's equal values.
     */
    private volatile Part[] parts = {};

    /**
     * Describes a packed matrix.
     *
     * @param rows length of the summed axis
     * @param columns columns of the matrix, without padding
     * @param lanes floats in a vector
     * @param width columns of a panel, a multiple of {@code lanes}
     */
    Panels(int rows, int columns, int lanes, int width) {
        this.rows = rows;
        this.columns = columns;
        this.lanes = lanes;
        this.width = width;
    }

    /** Length of the summed axis. */
    public int rows() {
        return rows;
    }

    /** Columns of the matrix, without padding. */
    public int columns() {
        return columns;
    }

    int lanes() {
        return lanes;
    }

    /** Columns of each panel but the last one. */
    public int width() {
        return width;
    }

    /**
     * Neighbouring panels of a packed matrix, described as a matrix of their own.
     *
     * @param panels the packing of that matrix, which may have no columns
     * @param column its first column in the whole matrix
     * @param offset floats before it in the whole packed matrix
     */
    public record Part(Panels panels, int column, int offset) {}

    /** Part i of {@code count} parts with nearly equal numbers of panels. */
    public Part part(int i, int count) {
        Part[] known = parts;
        if (known.length != count) {
            known = new Part[count];
            for (int k = 0; k < count; k++) {
                int first = firstPanel(k, count);
                int column = first * width;
                int end = Math.min(columns, firstPanel(k + 1, count) * width);
                known[k] = new Part(new Panels(rows, Math.max(0, end - column), lanes, width), column, offset(first));
            }
            parts = known;
        }
        return known[i];
    }

    private int firstPanel(int i, int count) {
        return (int) ((long) count() * i / count);
    }

    /** {@link #columns} rounded up to whole vectors: the length of a row of initial sums. */
    public int paddedColumns() {
        return (columns + lanes - 1) / lanes * lanes;
    }

    /** Floats of the packed form. */
    public int size() {
        return Math.multiplyExact(rows, paddedColumns());
    }

    /** How many panels there are. */
    public int count() {
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
        // Attention packs keys and values in each call, which may not allocate.
        packRows(0, rows, source, offset, rowStride, columnStride, target, to);
    }

    /**
     * Packs a part of the matrix.
     *
     * @param part whole panels of columns, or all columns that are left
     * @param target where the packed form of the whole matrix begins, at {@code to}
     */
    public void pack(MatrixPart part, float[] target, int to) {
        Panels panels = new Panels(rows, part.columns(), lanes, width);
        panels.packRows(
                part.firstRow(),
                part.rows(),
                part.numbers(),
                part.offset(),
                part.rowStride(),
                part.columnStride(),
                target,
                to + offset(part.firstColumn() / width));
    }

    /** Copies a column of a packed matrix, which begins at {@code source[from]}. */
    public void column(int column, float[] source, int from, float[] y, int yOffset) {
        int panel = column / width;
        int stride = widthOf(panel);
        int at = from + offset(panel) + column % width;
        for (int k = 0; k < rows; k++) {
            y[yOffset + k] = source[at + k * stride];
        }
    }

    private void packRows(
            int firstRow,
            int count,
            float[] source,
            int offset,
            int rowStride,
            int columnStride,
            float[] target,
            int to) {
        for (int panel = 0; panel < count(); panel++) {
            int first = panel * width;
            int panelWidth = widthOf(panel);
            int real = Math.min(panelWidth, columns - first);
            int from = offset + first * columnStride;
            int start = to + offset(panel) + firstRow * panelWidth;
            if (columnStride == 1) {
                copyRows(count, real, source, from, rowStride, target, start, panelWidth);
            } else {
                copyColumns(count, real, source, from, rowStride, columnStride, target, start, panelWidth);
            }
            for (int k = 0; k < count && real < panelWidth; k++) {
                int row = start + k * panelWidth;
                Arrays.fill(target, row + real, row + panelWidth, 0f);
            }
        }
    }

    /** With arraycopy, because weights are packed while the JVM still interprets this. */
    private static void copyRows(
            int rows, int columns, float[] source, int from, int rowStride, float[] target, int to, int width) {
        for (int k = 0; k < rows; k++) {
            System.arraycopy(source, from + k * rowStride, target, to + k * width, columns);
        }
    }

    /** Column by column: the source, whose columns lie far apart, is read once, and the panel stays in the cache. */
    private static void copyColumns(
            int rows,
            int columns,
            float[] source,
            int from,
            int rowStride,
            int columnStride,
            float[] target,
            int to,
            int width) {
        for (int j = 0; j < columns; j++) {
            int column = from + j * columnStride;
            for (int k = 0; k < rows; k++) {
                target[to + k * width + j] = source[column + k * rowStride];
            }
        }
    }
}
