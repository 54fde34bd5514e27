package io.github.cornu.kernel;

import static io.github.cornu.kernel.VectorWidth.LANES;

/**
 * The numbers of the loops that {@link VectorMatrix} is made of: tiles by rows and vectors, those whose rows have initial
 * sums of their own, and the stream.
 */
final class VectorTile {
    /** Vectors a panel: 24 accumulators where there are 32 registers, 12 where there may be 16. */
    static final int PANEL_VECTORS = LANES >= 16 ? 4 : 2;

    static final int PANEL_WIDTH = PANEL_VECTORS * LANES;
    /** Panels that a single row reads at once. */
    static final int STREAMS = 8 / PANEL_VECTORS;

    private static final int MAX_VECTORS = Panels.MAX_WIDTH / 16;
    private static final int MAX_OWN_ROWS = 4;
    private static final int OWN = Panels.MAX_ROWS * MAX_VECTORS;
    private static final int STREAM = OWN + MAX_OWN_ROWS * MAX_VECTORS;
    static final int COUNT = STREAM + 1;

    private VectorTile() {}

    /** Rows of the largest tile. */
    static int mostRows(int rows, int initStride) {
        return rows > 1 && initStride != 0 ? MAX_OWN_ROWS : Panels.MAX_ROWS;
    }

    static int rows(int tile) {
        return tile == STREAM ? 1 : tile % OWN / MAX_VECTORS + 1;
    }

    static int columns(int tile) {
        return tile == STREAM ? STREAMS * PANEL_WIDTH : (tile % MAX_VECTORS + 1) * LANES;
    }

    /** Whether each row has initial sums of its own. */
    static boolean isOwn(int tile) {
        return tile >= OWN && tile < STREAM;
    }

    /** The loops that a product with so many rows needs, a bit each. */
    static long needed(int rows, Panels panels, int initStride) {
        int whole = panels.columns() / PANEL_WIDTH;
        int rest = panels.columns() - whole * PANEL_WIDTH;
        int last = (rest + LANES - 1) / LANES;
        if (rows == 1) {
            long stream = whole >= STREAMS ? 1L << STREAM : 0;
            long single = whole % STREAMS == 0 ? 0 : bit(1, PANEL_VECTORS, 0);
            return stream | single | (last == 0 ? 0 : bit(1, last, 0));
        }
        int most = mostRows(rows, initStride);
        int first = initStride == 0 ? 0 : OWN;
        int tiles = (rows + most - 1) / most;
        int height = rows / Math.max(1, tiles);
        int higher = rows - tiles * height;
        return (higher == 0 ? 0 : neededOf(height + 1, whole, last, first))
                | (higher == tiles ? 0 : neededOf(height, whole, last, first));
    }

    private static long neededOf(int rows, int whole, int last, int first) {
        // A single row at the end has no need of sums of its own.
        int family = rows == 1 ? 0 : first;
        return (whole == 0 ? 0 : bit(rows, PANEL_VECTORS, family)) | (last == 0 ? 0 : bit(rows, last, family));
    }

    private static long bit(int rows, int vectors, int family) {
        return 1L << (family + (rows - 1) * MAX_VECTORS + vectors - 1);
    }
}
