package io.github.cornu.op.attention;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Panels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.op.StateSpec;

/**
 * The products of many queries of a call with keys and values in the states: whole blocks of keys that all queries see
 * are packed once for some queries, as {@link BoundAttention} does it. A sum has the terms that it has query by query,
 * in the same order. Immutable.
 */
final class StreamBlocks {
    /** For fewer queries, packing the keys takes longer than it saves. */
    static final int FEWEST = 8;
    /** Queries that are taken at once: their scores stay in a cache, and the keys are packed seldom. */
    static final int MOST = 64;

    private static final int BLOCK = StateSpec.BLOCK;

    private final Kernels kernels;
    private final Panels keyPanels;
    private final Panels valuePanels;
    private final float[] zeros;

    // Where these are in the array of a thread, which begins with the scaled queries.
    private final int packed;
    private final int sums;
    private final int scores;

    StreamBlocks(Kernels kernels, int depth, int width) {
        this.kernels = kernels;
        keyPanels = kernels.panels(depth, BLOCK);
        valuePanels = kernels.panels(BLOCK, width);
        zeros = new float[keyPanels.paddedColumns()];
        packed = Math.multiplyExact(MOST, depth);
        sums = Math.addExact(packed, Math.max(keyPanels.size(), valuePanels.size()));
        scores = Math.addExact(sums, Math.multiplyExact(MOST, valuePanels.paddedColumns()));
    }

    /** Floats that a thread needs for scores of so many keys. */
    int size(int keys) {
        return Math.addExact(scores, Math.multiplyExact(MOST, keys));
    }

    /** Where the scores of the first query begin. */
    int scores() {
        return scores;
    }

    /** Where the sums of a query begin. */
    int sums(int query) {
        return sums + query * valuePanels.paddedColumns();
    }

    /**
     * The scores of some queries for the keys of some blocks.
     *
     * @param memory the keys, an element of the first at {@code from}
     * @param blockFloats floats from one block to the next
     * @param work begins with the scaled queries; row {@code r} of the scores begins at {@code scores() + r * row}
     */
    void score(
            int queries,
            float[] memory,
            int from,
            int blockFloats,
            int blocks,
            float[] work,
            int row,
            Scratch scratch) {
        for (int block = 0; block < blocks; block++) {
            keyPanels.pack(memory, from + block * blockFloats, BLOCK, 1, work, packed);
            kernels.multiply(
                    queries,
                    work,
                    0,
                    keyPanels.rows(),
                    work,
                    packed,
                    keyPanels,
                    zeros,
                    0,
                    0,
                    work,
                    scores + block * BLOCK,
                    row,
                    scratch);
        }
    }

    /**
     * Adds the values of some blocks, weighed, to the sums of some queries.
     *
     * @param memory the values, the first at {@code from}
     * @param stride floats from one value to the next
     * @param row floats from the weights of a query to those of the next
     */
    void addValues(
            int queries, float[] memory, int from, int stride, int blocks, float[] work, int row, Scratch scratch) {
        for (int block = 0; block < blocks; block++) {
            valuePanels.pack(memory, from + block * BLOCK * stride, stride, 1, work, packed);
            kernels.multiply(
                    queries,
                    work,
                    scores + block * BLOCK,
                    row,
                    work,
                    packed,
                    valuePanels,
                    work,
                    sums,
                    valuePanels.paddedColumns(),
                    work,
                    sums,
                    valuePanels.paddedColumns(),
                    scratch);
        }
    }
}
