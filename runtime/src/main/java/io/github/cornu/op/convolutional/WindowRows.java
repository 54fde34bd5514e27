package io.github.cornu.op.convolutional;

import io.github.cornu.kernel.WindowGrid;

/**
 * The rows that the windows of a map are computed in: those of the images or, of sequences, which have one row only,
 * pieces of it, which threads can share. Rows are counted over the slices of a sample. Immutable.
 *
 * @param inside the windows that are computed where they lie; of a sequence, only those in whole pieces
 * @param inSlice rows of a slice
 * @param columns windows from a row to the next one
 * @param insideColumns windows of a row that are inside
 * @param distance input positions from a row to the next one
 */
record WindowRows(WindowMap map, WindowMap.Inside inside, int inSlice, int columns, int insideColumns, int distance) {
    /** The fewest windows in a piece; the most are twice as many. */
    private static final int LEAST_PIECE = 24;

    static WindowRows of(WindowMap map, WindowMap.Inside inside) {
        int windows = inside.columns();
        if (map.slices() * map.rows() > 1 || windows < 2 * LEAST_PIECE) {
            return new WindowRows(map, inside, map.rows(), map.columns(), windows, map.rowDistance());
        }
        int piece = piece(windows);
        int end = inside.firstColumn() + windows / piece * piece;
        WindowMap.Inside whole = new WindowMap.Inside(0, 1, 0, 1, inside.firstColumn(), end);
        return new WindowRows(map, whole, windows / piece, piece, piece, piece * map.columnDistance());
    }

    /** Windows in a piece, so that few are left over; of two sizes that leave as many, the larger one. */
    private static int piece(int windows) {
        int best = LEAST_PIECE;
        for (int size = LEAST_PIECE + 1; size <= Math.min(2 * LEAST_PIECE, windows / 2); size++) {
            best = windows % size <= windows % best ? size : best;
        }
        return best;
    }

    private boolean areOfPieces() {
        return inSlice != map.rows();
    }

    /** Rows of a sample. */
    int count() {
        return map.slices() * inSlice;
    }

    /** The number of the first window of a row; at the end, of all windows. */
    int firstWindow(int row) {
        if (!areOfPieces()) {
            return row * columns;
        }
        return row == 0 ? 0 : row == inSlice ? map.windows() : insideWindow(0, row);
    }

    /** The first row of a slice that has windows inside. */
    int firstInside() {
        return areOfPieces() ? 0 : inside.firstRow();
    }

    /** The row after the last one of a slice that has windows inside. */
    int endInside() {
        return areOfPieces() ? inSlice : inside.endRow();
    }

    /** The number of the first window inside, of a row of a slice. */
    int insideWindow(int slice, int row) {
        return (slice * inSlice + row) * columns + inside.firstColumn();
    }

    /** The position of the first element of that window in the input. */
    int insideStart(int slice, int row) {
        return map.start(slice, 0, inside.firstColumn()) + row * distance;
    }

    /** The windows inside as a grid. */
    WindowGrid grid(int channels, int filters, int[] taps) {
        return WindowGrid.of(
                insideColumns, distance * channels, map.columnDistance() * channels, columns * filters, filters, taps);
    }
}
