package io.github.cornu.kernel;

import static io.github.cornu.kernel.VectorWidth.LANES;

/**
 * A number for each loop of {@link VectorTiles}: the tiles whose rows start from the same initial sums, by rows and
 * vectors; those whose rows start from initial sums of their own; the loop of one row with several panels (GEMV); and the
 * tiles of convolutions.
 */
final class VectorTile {
    /**
     * Vectors in a panel: six rows are 24 sums on CPUs with 32 vector registers, or 12 sums where there may be only 16.
     */
    static final int PANEL_VECTORS = LANES >= 16 ? 4 : 2;

    static final int PANEL_WIDTH = PANEL_VECTORS * LANES;
    /** Panels that GEMV reads at once: eight sums hide the latency of the multiply-add. */
    static final int GEMV_PANELS = 8 / PANEL_VECTORS;

    private static final int MAX_VECTORS = Panels.MAX_WIDTH / 16;
    private static final int MAX_OWN_ROWS = 4;
    private static final int OWN = Panels.MAX_ROWS * MAX_VECTORS;
    private static final int GEMV = OWN + MAX_OWN_ROWS * MAX_VECTORS;
    private static final int TAPS = GEMV + 1;
    static final int COUNT = TAPS + OWN;

    private VectorTile() {}

    /** Rows of the largest tile for a product with so many rows. */
    static int mostRows(int rows, int initStride) {
        return rows > 1 && initStride != 0 ? MAX_OWN_ROWS : Panels.MAX_ROWS;
    }

    /** Tiles that windows, or rows that start from the same sums, are cut into. */
    static int tiles(int rows) {
        return (rows + Panels.MAX_ROWS - 1) / Panels.MAX_ROWS;
    }

    static int rows(int tile) {
        return tile == GEMV ? 1 : inFamily(tile) / MAX_VECTORS + 1;
    }

    static int columns(int tile) {
        return tile == GEMV ? GEMV_PANELS * PANEL_WIDTH : (inFamily(tile) % MAX_VECTORS + 1) * LANES;
    }

    private static int inFamily(int tile) {
        return isTaps(tile) ? tile - TAPS : tile % OWN;
    }

    /** Whether it is of a convolution. */
    static boolean isTaps(int tile) {
        return tile >= TAPS;
    }

    /** Whether each row has initial sums of its own. */
    static boolean isOwn(int tile) {
        return tile >= OWN && tile < GEMV;
    }

    /** The loops that a product needs, a bit each. */
    static long needed(int rows, Panels panels, int initStride) {
        int whole = panels.columns() / PANEL_WIDTH;
        int rest = panels.columns() - whole * PANEL_WIDTH;
        int last = (rest + LANES - 1) / LANES;
        if (rows == 1) {
            long gemv = whole >= GEMV_PANELS ? 1L << GEMV : 0;
            long single = whole % GEMV_PANELS == 0 ? 0 : bit(1, PANEL_VECTORS, 0);
            return gemv | single | (last == 0 ? 0 : bit(1, last, 0));
        }
        int most = mostRows(rows, initStride);
        int first = initStride == 0 ? 0 : OWN;
        int tiles = (rows + most - 1) / most;
        int height = rows / Math.max(1, tiles);
        int higher = rows - tiles * height;
        return (higher == 0 ? 0 : neededOf(height + 1, whole, last, first))
                | (higher == tiles ? 0 : neededOf(height, whole, last, first));
    }

    /** The loops that a convolution of a grid with so many columns needs, a bit each. */
    static long needed(int columns, Panels panels) {
        int whole = panels.columns() / PANEL_WIDTH;
        int last = (panels.columns() - whole * PANEL_WIDTH + LANES - 1) / LANES;
        int tiles = tiles(columns);
        int height = columns / tiles;
        int higher = columns - tiles * height;
        long bits = higher == 0 ? 0 : neededTaps(height + 1, whole, last);
        return bits | (higher == tiles ? 0 : neededTaps(height, whole, last));
    }

    private static long neededTaps(int rows, int whole, int last) {
        return (whole == 0 ? 0 : bit(rows, PANEL_VECTORS, TAPS)) | (last == 0 ? 0 : bit(rows, last, TAPS));
    }

    private static long neededOf(int rows, int whole, int last, int first) {
        // A tile of one row is of the first kind, since all its rows start from the same sums.
        int family = rows == 1 ? 0 : first;
        return (whole == 0 ? 0 : bit(rows, PANEL_VECTORS, family)) | (last == 0 ? 0 : bit(rows, last, family));
    }

    private static long bit(int rows, int vectors, int family) {
        return 1L << (family + (rows - 1) * MAX_VECTORS + vectors - 1);
    }
}
