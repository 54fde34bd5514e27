package io.github.cornu.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TileRowsTest {
    private final int products = TileRows.ofProducts();
    private final int convolutions = TileRows.ofConvolutions();

    @AfterEach
    void restore() {
        TileRows.set(products, convolutions);
    }

    @Test
    void fewerRowsIfTheLargestTileTakesLongerForEachRow() {
        assertTrue(TileRows.areFewerFaster(610, 300));
        assertFalse(TileRows.areFewerFaster(610, 400));
        TileRows.set(Panels.MAX_ROWS, Panels.MAX_ROWS);
        TileRows.useFewer(true);
        assertEquals(Panels.MAX_ROWS, TileRows.ofProducts());
        assertEquals(TileRows.FEWER, TileRows.ofConvolutions());
        TileRows.useFewer(false);
        assertEquals(TileRows.FEWER, TileRows.ofProducts());
    }

    @Test
    void smallerTilesGiveTheSameBits() {
        for (KernelCall call : KernelCall.convolutions()) {
            TileRows.set(Panels.MAX_ROWS, Panels.MAX_ROWS);
            float[] expected = call.run(KernelSelector.vector());
            TileRows.set(TileRows.FEWER, TileRows.FEWER);
            assertArrayEquals(expected, call.run(KernelSelector.vector()));
        }
        assertArrayEquals(product(Panels.MAX_ROWS), product(TileRows.FEWER));
    }

    private static float[] product(int most) {
        TileRows.set(most, most);
        Kernels kernels = KernelSelector.vector();
        Panels panels = kernels.panels(19, 150);
        float[] w = new float[panels.size()];
        panels.pack(Sizes.finite(19 * 150, 1), 0, 150, 1, w, 0);
        float[] x = Sizes.finite(23 * 19, 2);
        float[] y = new float[23 * 150];
        kernels.multiply(23, x, 0, 19, w, 0, panels, Sizes.finite(160, 3), 0, 0, y, 0, 150, new Scratch());
        return y;
    }
}
