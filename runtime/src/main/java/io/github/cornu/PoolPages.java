package io.github.cornu;

import java.util.Arrays;

/**
 * The states of a pool's streams, the floats of each next to each other. The pages stay where they are when more come.
 * Threads may use different rows at once, and make room at any time.
 */
final class PoolPages {
    /** Small enough for G1 not to treat a page as a humongous object. */
    private static final int PAGE_FLOATS = 1 << 16;
    /** So that the page itself costs no more than 3 bytes a row. */
    private static final int LEAST_ROWS = 8;

    private final int rowFloats;
    private final int rowBits;
    private final int rowMask;
    /** The array is replaced when it grows, the pages are not; those after the last one are null. */
    private volatile float[][] pages = {};

    PoolPages(int rowFloats) {
        this.rowFloats = rowFloats;
        int rows = Math.max(LEAST_ROWS, Integer.highestOneBit(PAGE_FLOATS / Math.max(16, rowFloats)));
        this.rowBits = Integer.numberOfTrailingZeros(rows);
        this.rowMask = rows - 1;
    }

    int rowFloats() {
        return rowFloats;
    }

    /** Makes sure that a row is there. */
    synchronized void makeRoom(int row) {
        int index = row >>> rowBits;
        float[][] known = pages;
        if (index >= known.length) {
            known = Arrays.copyOf(known, Math.max(8, Math.max(2 * known.length, index + 1)));
        }
        if (known[index] == null) {
            known[index] = new float[Math.multiplyExact(rowMask + 1, rowFloats)];
        }
        pages = known;
    }

    /** The page of a row that is there. */
    float[] page(int row) {
        return pages[row >>> rowBits];
    }

    /** Where a row begins in its page. */
    int at(int row) {
        return (row & rowMask) * rowFloats;
    }
}
