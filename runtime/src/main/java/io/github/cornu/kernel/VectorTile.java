package io.github.cornu.kernel;

import static io.github.cornu.kernel.VectorMatrix.PANEL_VECTORS;
import static io.github.cornu.kernel.VectorMatrix.PANEL_WIDTH;
import static io.github.cornu.kernel.VectorMatrix.STREAMS;
import static io.github.cornu.kernel.VectorSpeciesHolder.LANES;

/** The numbers of the loops that {@link VectorMatrix} is made of: the tiles by rows and vectors, then the stream. */
final class VectorTile {
    private static final int MAX_VECTORS = Panels.MAX_WIDTH / 16;
    private static final int STREAM = Panels.MAX_ROWS * MAX_VECTORS;
    static final int COUNT = STREAM + 1;

    private VectorTile() {}

    private static long bit(int rows, int vectors) {
        return 1L << ((rows - 1) * MAX_VECTORS + vectors - 1);
    }

    static int rows(int tile) {
        return tile == STREAM ? 1 : tile / MAX_VECTORS + 1;
    }

    static int columns(int tile) {
        return tile == STREAM ? STREAMS * PANEL_WIDTH : (tile % MAX_VECTORS + 1) * LANES;
    }

    /** The loops that a product with so many rows needs, a bit each. */
    static long needed(int rows, Panels panels) {
        int whole = panels.columns() / PANEL_WIDTH;
        int rest = panels.columns() - whole * PANEL_WIDTH;
        int last = (rest + LANES - 1) / LANES;
        if (rows == 1) {
            long stream = whole >= STREAMS ? 1L << STREAM : 0;
            long single = whole % STREAMS == 0 ? 0 : bit(1, PANEL_VECTORS);
            return stream | single | (last == 0 ? 0 : bit(1, last));
        }
        int tiles = (rows + Panels.MAX_ROWS - 1) / Panels.MAX_ROWS;
        int height = rows / Math.max(1, tiles);
        int higher = rows - tiles * height;
        return (higher == 0 ? 0 : neededOf(height + 1, whole, last))
                | (higher == tiles ? 0 : neededOf(height, whole, last));
    }

    private static long neededOf(int rows, int whole, int last) {
        return (whole == 0 ? 0 : bit(rows, PANEL_VECTORS)) | (last == 0 ? 0 : bit(rows, last));
    }
}
