package io.github.cornu.op.weights;

import io.github.cornu.tensor.Weight;

/**
 * A table whose rows are copied: in float32; if it is large, in 16 bits where these hold all of its numbers as they
 * are, as those that were bfloat16 in their file. Immutable.
 */
public final class PackedTable {
    /** From so many numbers on, it is worth a look. */
    private static final int LARGE = 1 << 20;
    /** Numbers that are read at once. */
    private static final int PART = 1 << 18;

    private static final int HALF = 16;

    private final int columns;
    /** The upper halves of the numbers; null if the lower ones are not 0. */
    private final short[] halves;

    private final float[] whole;

    /** Reads a table of the shape (rows, columns). */
    public PackedTable(Weight table) {
        columns = table.shape().length(1);
        halves = table.shape().size() >= LARGE && table.readsParts() ? halves(table) : null;
        whole = halves == null ? table.read() : null;
    }

    private static short[] halves(Weight table) {
        short[] halves = new short[table.shape().size()];
        float[] part = new float[PART];
        for (int first = 0; first < halves.length; first += PART) {
            int count = Math.min(PART, halves.length - first);
            table.read(first, count, part);
            for (int i = 0; i < count; i++) {
                int bits = Float.floatToRawIntBits(part[i]);
                if ((short) bits != 0) {
                    return null;
                }
                halves[first + i] = (short) (bits >>> HALF);
            }
        }
        return halves;
    }

    /** Copies a row to y, from {@code to} on. */
    public void row(int row, float[] y, int to) {
        if (halves == null) {
            System.arraycopy(whole, row * columns, y, to, columns);
            return;
        }
        for (int i = 0; i < columns; i++) {
            y[to + i] = Float.intBitsToFloat(halves[row * columns + i] << HALF);
        }
    }

    /** That it takes in memory. */
    public long bytes() {
        return halves == null ? (long) Float.BYTES * whole.length : (long) Short.BYTES * halves.length;
    }
}
