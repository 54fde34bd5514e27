package io.github.cornu.kernel;

import static io.github.cornu.kernel.VectorTile.PANEL_VECTORS;
import static io.github.cornu.kernel.VectorTile.PANEL_WIDTH;

/** A number for each loop of {@link VectorNeighbours}, by the windows of its tile and the vectors of its panel. */
final class NeighbourTile {
    private static final int MAX_WINDOWS = 8;
    private static final int MAX_VECTORS = Panels.MAX_WIDTH / 16;
    /** Taps of a window that are neighbours. */
    private static final int TAPS = 3;
    /** At most 64, since sets of tiles have a bit for each. */
    static final int COUNT = (MAX_WINDOWS + 1) * MAX_VECTORS;

    /**
     * Of older JDKs, C2 may inline only the first 50 or so vector operations of a method: whether it does so depends on
     * what else is compiled, and such a tile takes several times as long.
     */
    private static final boolean INLINES_FEW =
            Double.parseDouble(System.getProperty("java.specification.version")) < 25;

    private NeighbourTile() {}

    /** Whether the windows of a grid are multiplied by a panel of so many vectors in these tiles. */
    static boolean suits(WindowGrid grid, int vectors) {
        // So many, and more, can be cut into tiles of at least half the most windows, for all of which there are loops.
        return grid.neighbours() == TAPS && grid.columns() >= (mostWindows(vectors) + 1) / 2;
    }

    /**
     * Windows of the largest tile: as many as there are registers for their sums and for the weights of three taps, or
     * as make 50 vector operations.
     */
    private static int mostWindows(int vectors) {
        return switch (vectors) {
            case 1 -> MAX_WINDOWS;
            case 2 -> PANEL_VECTORS > 2 ? INLINES_FEW ? 5 : 6 : 4;
            case 3 -> INLINES_FEW ? 3 : 4;
            default -> INLINES_FEW ? 2 : 3;
        };
    }

    /** Tiles that windows in a row are cut into, of nearly equal numbers of windows. */
    static int tiles(int windows, int vectors) {
        int most = mostWindows(vectors);
        return (windows + most - 1) / most;
    }

    static int windows(int tile) {
        return tile / MAX_VECTORS;
    }

    static int vectors(int tile) {
        return tile % MAX_VECTORS + 1;
    }

    /** The tiles that the convolution of a grid needs, a bit each. */
    static long needed(WindowGrid grid, Panels panels) {
        int last = VectorTile.lastVectors(panels);
        return (panels.columns() < PANEL_WIDTH ? 0 : needed(grid, PANEL_VECTORS))
                | (last == 0 ? 0 : needed(grid, last));
    }

    /** The loops of {@link VectorTile} that it needs, for panels that these tiles do not suit. */
    static long neededOthers(WindowGrid grid, Panels panels) {
        int last = VectorTile.lastVectors(panels);
        return (panels.columns() < PANEL_WIDTH ? 0 : neededOthers(grid, PANEL_VECTORS))
                | (last == 0 ? 0 : neededOthers(grid, last));
    }

    private static long neededOthers(WindowGrid grid, int vectors) {
        return suits(grid, vectors) ? 0 : VectorTile.neededOfWindows(grid.columns(), vectors);
    }

    private static long needed(WindowGrid grid, int vectors) {
        if (!suits(grid, vectors)) {
            return 0;
        }
        int tiles = tiles(grid.columns(), vectors);
        int least = grid.columns() / tiles;
        return bit(least, vectors) | (least * tiles == grid.columns() ? 0 : bit(least + 1, vectors));
    }

    private static long bit(int windows, int vectors) {
        return 1L << (windows * MAX_VECTORS + vectors - 1);
    }
}
