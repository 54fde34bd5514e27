package io.github.cornu.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VectorTileTest {
    private final int products = TileRows.ofProducts();
    private final int convolutions = TileRows.ofConvolutions();

    @BeforeEach
    void useTheLargestTiles() {
        TileRows.set(Panels.MAX_ROWS, Panels.MAX_ROWS);
    }

    @AfterEach
    void restore() {
        TileRows.set(products, convolutions);
    }

    private static Panels panels(int columns) {
        return new Panels(5, columns, VectorWidth.LANES, VectorTile.PANEL_WIDTH);
    }

    private static WindowGrid grid(int windows, int neighbours) {
        return new WindowGrid(windows, 0, 1, 0, 1, new int[neighbours], neighbours);
    }

    /** Those of this vector width. */
    private static IntStream tiles() {
        int gemv = VectorTile.GEMV_PANELS * VectorTile.PANEL_WIDTH;
        return IntStream.range(0, VectorTile.COUNT)
                .filter(tile -> VectorTile.columns(tile) <= VectorTile.PANEL_WIDTH || VectorTile.columns(tile) == gemv);
    }

    @Test
    void aSetHasABitForEachTile() {
        assertTrue(VectorTile.COUNT <= Long.SIZE);
    }

    /** So a warm-up runs the loop that it is asked for. */
    @Test
    void aProductOfTheSizeOfATileNeedsThatTileAlone() {
        tiles().forEach(tile -> {
            int rows = VectorTile.rows(tile);
            Panels panels = panels(VectorTile.columns(tile));
            long needed = VectorTile.isTaps(tile)
                    ? NeighbourTile.neededOthers(grid(rows, 1), panels)
                    : VectorTile.needed(rows, panels, VectorTile.isOwn(tile) ? panels.paddedColumns() : 0);
            assertEquals(1L << tile, needed, "tile " + tile);
        });
    }

    @Test
    void productsNeedTilesOfTheirKindAndAtMostOfTheirSize() {
        for (int rows = 1; rows < 30; rows++) {
            for (int columns = 1; columns < 3 * VectorTile.PANEL_WIDTH; columns++) {
                Panels panels = panels(columns);
                check(VectorTile.needed(rows, panels, 0), rows, columns, false, false);
                check(VectorTile.needed(rows, panels, columns), rows, columns, rows > 1, false);
                check(NeighbourTile.neededOthers(grid(rows, 1), panels), rows, columns, false, true);
            }
        }
    }

    private static void check(long needed, int rows, int columns, boolean own, boolean taps) {
        assertTrue(needed != 0);
        for (int tile = 0; tile < Long.SIZE; tile++) {
            if ((needed >>> tile & 1) != 0) {
                assertTrue(tile < VectorTile.COUNT, "tile " + tile);
                assertTrue(VectorTile.rows(tile) <= rows);
                assertTrue(VectorTile.columns(tile) < columns + VectorWidth.LANES);
                assertEquals(taps, VectorTile.isTaps(tile));
                assertTrue(own || !VectorTile.isOwn(tile));
            }
        }
    }
}
