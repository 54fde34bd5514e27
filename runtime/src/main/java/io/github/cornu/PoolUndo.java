package io.github.cornu;

import java.util.Arrays;

/** The states before a call of the streams that it has changed so far, block by block. For one thread at a time. */
final class PoolUndo {
    private float[][] blocks = {};
    private int used;

    void clear() {
        used = 0;
    }

    /** An array for the next block, of at least that many floats. */
    float[] next(int floats) {
        if (used == blocks.length) {
            blocks = Arrays.copyOf(blocks, Math.max(4, 2 * used));
        }
        if (blocks[used] == null || blocks[used].length < floats) {
            blocks[used] = new float[floats];
        }
        return blocks[used++];
    }

    float[] block(int index) {
        return blocks[index];
    }
}
