package io.github.cornu.kernel.threads;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.kernel.WeightBlocks;

/**
 * {@link Kernels#multiplyPairs} on the threads of a team, where that is faster than on one: each thread computes some
 * blocks of columns. The results are the same, bit for bit. As {@link MatrixProduct}, it may be used by any number of
 * threads at once.
 */
public final class PairsProduct {
    /** Blocks that vectors of 512 bits read at once: parts of whole multiples of that have the fastest loop. */
    private static final int BLOCKS_AT_ONCE = 4;

    private static final ParallelJob<PairsProduct> JOB =
            (product, part, barrier, scratch) -> product.run(part, scratch);

    private final Kernels kernels;
    private final ThreadTeam team;

    // The arguments of the product that the team works on; they belong to the thread that has reserved it.
    private WeightBlocks blocks;
    private float[] x;
    private int xOffset;
    private float[] w;
    private int wOffset;
    private float[] init;
    private int initOffset;
    private float[] y;
    private int yOffset;

    public PairsProduct(Kernels kernels, ThreadTeam team) {
        this.kernels = kernels;
        this.team = team;
    }

    /** y = init + x w: the arguments and the result are those of {@link Kernels#multiplyPairs}. */
    public void multiply(
            WeightBlocks blocks,
            float[] x,
            int xOffset,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            Scratch scratch) {
        int depth = blocks.rows();
        int columns = blocks.columns();
        if (!team.tryReserve(ReadingTime.nanos((long) depth * columns * Short.BYTES))) {
            kernels.multiplyPairs(depth, columns, x, xOffset, w, wOffset, init, initOffset, y, yOffset, scratch);
            return;
        }
        this.blocks = blocks;
        this.x = x;
        this.xOffset = xOffset;
        this.w = w;
        this.wOffset = wOffset;
        this.init = init;
        this.initOffset = initOffset;
        this.y = y;
        this.yOffset = yOffset;
        runShared(scratch);
    }

    private void runShared(Scratch scratch) {
        try {
            team.run(JOB, this, scratch);
        } finally {
            // Or they would stay in memory.
            x = null;
            w = null;
            init = null;
            y = null;
            team.release();
        }
    }

    private void run(int part, Scratch scratch) {
        int block = firstBlock(part);
        int first = block * blocks.width();
        int end = Math.min(blocks.columns(), firstBlock(part + 1) * blocks.width());
        kernels.multiplyPairs(
                blocks.rows(),
                end - first,
                x,
                xOffset,
                w,
                wOffset + blocks.offset(block),
                init,
                initOffset + first,
                y,
                yOffset + first,
                scratch);
    }

    private int firstBlock(int part) {
        long groups = (blocks.count() + BLOCKS_AT_ONCE - 1L) / BLOCKS_AT_ONCE;
        return (int) (groups * part / team.threads()) * BLOCKS_AT_ONCE;
    }
}
