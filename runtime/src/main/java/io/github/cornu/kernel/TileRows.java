package io.github.cornu.kernel;

import static io.github.cornu.kernel.VectorTile.PANEL_VECTORS;

/**
 * How many rows the largest tiles have: six, or four where C2 does not keep the sums of six rows in registers. Whether
 * it does depends on the garbage collector, since the serial and the parallel one leave loops as they are, in which C2
 * sees too late that 16 registers are not enough; such tiles take twice the time. So it is measured, once the loops are
 * compiled. The results do not depend on it.
 *
 * <p>The fields are neither volatile nor guarded: whatever a thread sees gives the same results.
 */
final class TileRows {
    static final int FEWER = 4;
    /** Where six rows of whole panels are 24 sums, there are 32 registers. */
    static final boolean ARE_MEASURED = PANEL_VECTORS == 2;
    /** Smaller differences may be of the clock. */
    private static final double LEAST_GAIN = 1.25;

    private static int products = Panels.MAX_ROWS;
    private static int convolutions = Panels.MAX_ROWS;

    private TileRows() {}

    static int ofProducts() {
        return products;
    }

    static int ofConvolutions() {
        return convolutions;
    }

    /** For tests. */
    static void set(int ofProducts, int ofConvolutions) {
        products = ofProducts;
        convolutions = ofConvolutions;
    }

    /** Whether smaller tiles take less time for a row, by the times of a tile of the most rows and of one of fewer. */
    static boolean areFewerFaster(double nanosOfMost, double nanosOfFewer) {
        return nanosOfMost / Panels.MAX_ROWS > LEAST_GAIN * nanosOfFewer / FEWER;
    }

    static void useFewer(boolean taps) {
        if (taps) {
            convolutions = FEWER;
        } else {
            products = FEWER;
        }
    }
}
