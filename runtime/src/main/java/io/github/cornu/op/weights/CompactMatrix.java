package io.github.cornu.op.weights;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Panels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.kernel.WeightBlocks;
import io.github.cornu.kernel.WeightMemory;

/**
 * A matrix in a compact form, which is unpacked group by group of columns.
 *
 * @param scales of the columns, or null
 * @param whole the panels of a whole group
 * @param last those of the last group
 */
record CompactMatrix(WeightBlocks blocks, float[] data, int offset, float[] scales, Panels whole, Panels last) {
    /** Columns of a group: whole blocks of every format. */
    static final int GROUP = 64;

    /** Packs a matrix; null if the format cannot hold its numbers. */
    static CompactMatrix pack(Kernels kernels, WeightMemory memory, MatrixSource source, WeightBlocks blocks) {
        float[] largest = new float[blocks.columns()];
        source.read(GROUP, part -> WeightBlocks.findLargest(part, largest));
        if (!WeightBlocks.canHold(largest)) {
            return null;
        }
        WeightMemory.Slice slice = memory.allocate(blocks.size());
        float[] scales = blocks.scales(largest);
        source.read(GROUP, part -> blocks.pack(part, scales, slice.data(), slice.offset()));
        Panels whole = kernels.panels(blocks.rows(), GROUP);
        Panels last = kernels.panels(blocks.rows(), (blocks.columns() - 1) % GROUP + 1);
        return new CompactMatrix(blocks, slice.data(), slice.offset(), scales, whole, last);
    }

    long bytes() {
        return (long) Float.BYTES * (blocks.size() + (scales == null ? 0 : scales.length));
    }

    /** The panels of the group that starts at a column. */
    Panels panels(int first) {
        return first + GROUP < blocks.columns() ? whole : last;
    }

    /** The group that starts at a column, as float32 in its panels. */
    float[] unpack(Kernels kernels, int first, Scratch scratch) {
        float[] group = scratch.unpacked(whole.size());
        blocks.unpack(kernels, data, offset, first, panels(first), group);
        return group;
    }
}
