package io.github.cornu.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NeighbourTileTest {
    private static final int[] TAPS = {0, 1, 2};

    private static WindowGrid grid(int windows) {
        return WindowGrid.of(windows, 0, 1, 0, 1, TAPS);
    }

    private static Panels panels(int columns) {
        return new Panels(TAPS.length, columns, VectorWidth.LANES, VectorTile.PANEL_WIDTH);
    }

    @Test
    void aSetHasABitForEachTile() {
        assertTrue(NeighbourTile.COUNT <= Long.SIZE);
    }

    /** So a warm-up runs the loop that it is asked for. */
    @Test
    void aConvolutionOfTheSizeOfATileNeedsThatTileAlone() {
        for (int windows = 1; windows < 40; windows++) {
            for (int columns = 1; columns < 3 * VectorTile.PANEL_WIDTH; columns++) {
                for (long rest = NeighbourTile.needed(grid(windows), panels(columns)); rest != 0; rest &= rest - 1) {
                    int tile = Long.numberOfTrailingZeros(rest);
                    WindowGrid grid = grid(NeighbourTile.windows(tile));
                    Panels panels = panels(NeighbourTile.vectors(tile) * VectorWidth.LANES);
                    assertEquals(1L << tile, NeighbourTile.needed(grid, panels));
                    assertEquals(0, NeighbourTile.neededOthers(grid, panels));
                }
            }
        }
    }

    @Test
    void windowsThatShareNothingNeedOtherTiles() {
        WindowGrid apart = WindowGrid.of(12, 0, 1, 0, 1, new int[] {0, 1, 3});
        assertEquals(0, NeighbourTile.needed(apart, panels(5)));
        assertFalse(NeighbourTile.suits(apart, 1));
        assertTrue(NeighbourTile.suits(grid(12), 1));
        assertFalse(NeighbourTile.suits(grid(1), 1));
    }
}
