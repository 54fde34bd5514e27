package io.github.cornu.kernel.threads;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.MatrixProducts;
import io.github.cornu.kernel.Panels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.kernel.WeightBlocks;

/**
 * Matrix products on the threads of a team, where that is faster than on one: each thread computes some panels or
 * blocks of columns or, if there are fewer panels than threads, some rows. The results are the same, bit for bit, since
 * each element of a product is a sum of its own.
 *
 * <p>Any number of threads may use it at once: the one that reserves the team has its product shared, the others
 * compute theirs alone.
 */
public final class SharedProducts implements MatrixProducts {
    /** Multiply-adds a nanosecond of one thread. */
    private static final int MULTIPLY_ADDS_PER_NANO = 64;
    /**
     * Bytes a nanosecond that one thread reads, if they are so few that they stay in the second-level cache of a core.
     */
    private static final int CACHE_RATE = 128;

    private static final int CACHE_BYTES = 1 << 20;
    /** Bytes a nanosecond that one thread reads, if they are more. */
    private static final int MEMORY_RATE = 32;
    /**
     * Blocks of pairs that vectors of 512 bits read at once: parts of whole multiples of that have the fastest loop.
     */
    private static final int BLOCKS_AT_ONCE = 4;

    private static final ParallelJob<SharedProducts> COLUMNS = (p, part, barrier, scratch) -> p.columns(part, scratch);
    private static final ParallelJob<SharedProducts> ROWS = (p, part, barrier, scratch) -> p.rows(part, scratch);
    private static final ParallelJob<SharedProducts> PAIRS = (p, part, barrier, scratch) -> p.pairs(part, scratch);

    private final Kernels kernels;
    private final ThreadTeam team;

    // The arguments of the product that the team works on; they belong to the thread that has reserved it.
    private int rows;
    private int depth;
    private int columns;
    private float[] x;
    private int xOffset;
    private int xStride;
    private float[] w;
    private int wOffset;
    private Panels panels;
    private float[] init;
    private int initOffset;
    private int initStride;
    private float[] y;
    private int yOffset;
    private int yStride;

    private SharedProducts(Kernels kernels, ThreadTeam team) {
        this.kernels = kernels;
        this.team = team;
    }

    /** The products of these kernels on the threads of a team; a team of one thread changes nothing. */
    public static MatrixProducts of(Kernels kernels, ThreadTeam team) {
        return team.threads() == 1 ? kernels : new SharedProducts(kernels, team);
    }

    @Override
    public void multiply(
            int rows,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            Panels panels,
            float[] init,
            int initOffset,
            int initStride,
            float[] y,
            int yOffset,
            int yStride,
            Scratch scratch) {
        boolean byColumns = panels.count() >= team.threads();
        if (!byColumns && rows < 2 * team.threads() || !team.tryReserve(nanos(rows, panels))) {
            kernels.multiply(
                    rows,
                    x,
                    xOffset,
                    xStride,
                    w,
                    wOffset,
                    panels,
                    init,
                    initOffset,
                    initStride,
                    y,
                    yOffset,
                    yStride,
                    scratch);
            return;
        }
        this.rows = rows;
        this.x = x;
        this.xOffset = xOffset;
        this.xStride = xStride;
        this.w = w;
        this.wOffset = wOffset;
        this.panels = panels;
        this.init = init;
        this.initOffset = initOffset;
        this.initStride = initStride;
        this.y = y;
        this.yOffset = yOffset;
        this.yStride = yStride;
        run(byColumns ? COLUMNS : ROWS, scratch);
    }

    @Override
    public void multiplyPairs(
            int depth,
            int columns,
            float[] x,
            int xOffset,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            Scratch scratch) {
        if (!team.tryReserve(readingNanos((long) depth * columns * Short.BYTES))) {
            kernels.multiplyPairs(depth, columns, x, xOffset, w, wOffset, init, initOffset, y, yOffset, scratch);
            return;
        }
        this.depth = depth;
        this.columns = columns;
        this.x = x;
        this.xOffset = xOffset;
        this.w = w;
        this.wOffset = wOffset;
        this.init = init;
        this.initOffset = initOffset;
        this.y = y;
        this.yOffset = yOffset;
        run(PAIRS, scratch);
    }

    /** Estimate of the time that one thread needs for so many multiply-adds of a matrix product. */
    public static long nanos(long multiplyAdds) {
        return multiplyAdds / MULTIPLY_ADDS_PER_NANO;
    }

    /** What takes longer: the multiply-adds or reading the weights. */
    private static long nanos(int rows, Panels panels) {
        long multiplyAdds = (long) rows * panels.rows() * panels.columns();
        return Math.max(nanos(multiplyAdds), readingNanos((long) panels.size() * Float.BYTES));
    }

    private static long readingNanos(long bytes) {
        return bytes / (bytes < CACHE_BYTES ? CACHE_RATE : MEMORY_RATE);
    }

    private void run(ParallelJob<SharedProducts> job, Scratch scratch) {
        try {
            team.run(job, this, scratch);
        } finally {
            // Or they would stay in memory.
            x = null;
            w = null;
            panels = null;
            init = null;
            y = null;
            team.release();
        }
    }

    private void columns(int index, Scratch scratch) {
        Panels.Part part = panels.part(index, team.threads());
        kernels.multiply(
                rows,
                x,
                xOffset,
                xStride,
                w,
                wOffset + part.offset(),
                part.panels(),
                init,
                initOffset + part.column(),
                initStride,
                y,
                yOffset + part.column(),
                yStride,
                scratch);
    }

    private void rows(int index, Scratch scratch) {
        int first = team.first(index, rows);
        int end = team.first(index + 1, rows);
        kernels.multiply(
                end - first,
                x,
                xOffset + first * xStride,
                xStride,
                w,
                wOffset,
                panels,
                init,
                initOffset + first * initStride,
                initStride,
                y,
                yOffset + first * yStride,
                yStride,
                scratch);
    }

    private void pairs(int index, Scratch scratch) {
        int block = firstBlock(index);
        int first = block * WeightBlocks.PAIRS_WIDTH;
        int end = Math.min(columns, firstBlock(index + 1) * WeightBlocks.PAIRS_WIDTH);
        kernels.multiplyPairs(
                depth,
                end - first,
                x,
                xOffset,
                w,
                wOffset + WeightBlocks.offset(depth, block),
                init,
                initOffset + first,
                y,
                yOffset + first,
                scratch);
    }

    private int firstBlock(int index) {
        int blocks = (columns + WeightBlocks.PAIRS_WIDTH - 1) / WeightBlocks.PAIRS_WIDTH;
        long groups = (blocks + BLOCKS_AT_ONCE - 1L) / BLOCKS_AT_ONCE;
        return (int) (groups * index / team.threads()) * BLOCKS_AT_ONCE;
    }
}
