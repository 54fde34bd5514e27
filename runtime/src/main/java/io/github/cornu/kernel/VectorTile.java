package io.github.cornu.kernel;

import static io.github.cornu.kernel.VectorWidth.LANES;

/**
 * A number for each loop of {@link VectorTiles}: the tiles whose rows start from the same initial sums, by rows and
 * vectors; those whose rows start from initial sums of their own; the loop of one row with several panels (GEMV); and
 * the tiles of convolutions.
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
    /** Rows with initial sums of their own are at least two, see {@link #neededOf}. */
    private static final int MIN_OWN_ROWS = 2;

    private static final int MAX_OWN_ROWS = 4;
    private static final int OWN = Panels.MAX_ROWS * MAX_VECTORS;
    private static final int GEMV = OWN + (MAX_OWN_ROWS - MIN_OWN_ROWS + 1) * MAX_VECTORS;
    private static final int TAPS = GEMV + 1;
    /** At most 64, since sets of tiles have a bit for each. */
    static final int COUNT = TAPS + Panels.MAX_ROWS * MAX_VECTORS;

    private VectorTile() {}

    /** Rows of the largest tile for a product with so many rows. */
    static int mostRows(int rows, int initStride) {
        return rows > 1 && initStride != 0 ? MAX_OWN_ROWS : TileRows.ofProducts();
    }

    /** Tiles that windows are cut into. */
    static int tilesOfWindows(int windows) {
        int most = TileRows.ofConvolutions();
        return (windows + most - 1) / most;
    }

    static int rows(int tile) {
        return tile == GEMV ? 1 : inFamily(tile) / MAX_VECTORS + leastRows(isOwn(tile) ? OWN : 0);
    }

    private static int leastRows(int family) {
        return family == OWN ? MIN_OWN_ROWS : 1;
    }

    static int columns(int tile) {
        return tile == GEMV ? GEMV_PANELS * PANEL_WIDTH : (inFamily(tile) % MAX_VECTORS + 1) * LANES;
    }

    private static int inFamily(int tile) {
        return isTaps(tile) ? tile - TAPS : isOwn(tile) ? tile - OWN : tile;
    }

    /** Whether it is of a convolution. */
    static boolean isTaps(int tile) {
        return tile >= TAPS;
    }

    /** Whether each row has initial sums of its own. */
    static boolean isOwn(int tile) {
        return tile >= OWN && tile < GEMV;
    }

    /** The tile of so many rows and vectors, of a product or a convolution. */
    static int of(int rows, int vectors, boolean taps) {
        return Long.numberOfTrailingZeros(bit(rows, vectors, taps ? TAPS : 0));
    }

    /** The loops that a product needs, a bit each. */
    static long needed(int rows, Panels panels, int initStride) {
        if (rows == 1) {
            int whole = panels.columns() / PANEL_WIDTH;
            int last = lastVectors(panels);
            long gemv = whole >= GEMV_PANELS ? 1L << GEMV : 0;
            long single = whole % GEMV_PANELS == 0 ? 0 : bit(1, PANEL_VECTORS, 0);
            return gemv | single | (last == 0 ? 0 : bit(1, last, 0));
        }
        return needed(rows, mostRows(rows, initStride), panels, initStride == 0 ? 0 : OWN);
    }

    /** The loops that so many windows in a row need for a panel of so many vectors, a bit each. */
    static long neededOfWindows(int windows, int vectors) {
        return neededOf(windows, TileRows.ofConvolutions(), vectors, TAPS);
    }

    /** The tiles of whole panels, and those of the last one. */
    private static long needed(int rows, int most, Panels panels, int family) {
        int last = lastVectors(panels);
        return (panels.columns() < PANEL_WIDTH ? 0 : neededOf(rows, most, PANEL_VECTORS, family))
                | (last == 0 ? 0 : neededOf(rows, most, last, family));
    }

    /** Those of tiles of at most so many rows, as equal as can be. */
    private static long neededOf(int rows, int most, int vectors, int family) {
        int tiles = (rows + most - 1) / most;
        int height = rows / Math.max(1, tiles);
        int higher = rows - tiles * height;
        return (higher == 0 ? 0 : neededOf(height + 1, vectors, family))
                | (higher == tiles ? 0 : neededOf(height, vectors, family));
    }

    private static long neededOf(int rows, int vectors, int family) {
        // A tile of one row is no tile with sums of its own, since all its rows start from the same ones.
        return bit(rows, vectors, rows == 1 && family == OWN ? 0 : family);
    }

    /** Vectors of the panel that is not whole. */
    static int lastVectors(Panels panels) {
        return (panels.columns() % PANEL_WIDTH + LANES - 1) / LANES;
    }

    private static long bit(int rows, int vectors, int family) {
        return 1L << (family + (rows - leastRows(family)) * MAX_VECTORS + vectors - 1);
    }
}
