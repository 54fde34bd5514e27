package io.github.cornu.pool;

import java.util.Arrays;

/**
 * The states of many streams, a row of floats for each. The pages stay where they are when more come. Threads may use
 * different rows at once, and make room at any time.
 */
public final class PoolPages {
    /** Small enough for G1 not to treat a page as a humongous object. */
    private static final int PAGE_FLOATS = 1 << 16;
    /** So that the page itself costs no more than 3 bytes a row. */
    private static final int LEAST_ROWS = 8;

    private final int rowFloats;
    private final int rowBits;
    private final int rowMask;
    /** The array is replaced when it grows, the pages are not; those after the last one are null. */
    private volatile float[][] pages = {};

    public PoolPages(int rowFloats) {
        this.rowFloats = rowFloats;
        int rows = Math.max(LEAST_ROWS, Integer.highestOneBit(PAGE_FLOATS / Math.max(16, rowFloats)));
        this.rowBits = Integer.numberOfTrailingZeros(rows);
        this.rowMask = rows - 1;
    }

    public int rowFloats() {
        return rowFloats;
    }

    /** Makes sure that a row is there. */
    public synchronized void makeRoom(int row) {
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

    /** Makes sure that the first rows are there, so many. */
    void makeRooms(int rows) {
        for (int row = 0; row < rows; row += rowMask + 1) {
            makeRoom(row);
        }
    }

    /** The page of a row that is there. */
    public float[] page(int row) {
        return pages[row >>> rowBits];
    }

    /** Where a row begins in its page. */
    public int at(int row) {
        return (row & rowMask) * rowFloats;
    }
}
