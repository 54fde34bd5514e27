package io.github.cornu.kernel.threads;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Panels;
import io.github.cornu.kernel.Scratch;

/**
 * {@link Kernels#multiply} on the threads of a team, where that is faster than on one: each thread computes some panels
 * of columns or, if there are fewer panels than threads, some rows. The results are the same, bit for bit, since each
 * element of a product is a sum of its own.
 *
 * <p>Any number of threads may use it at once: the one that reserves the team has its product shared, the others
 * compute theirs alone.
 */
public final class MatrixProduct {
    /** Multiply-adds a nanosecond of one thread. */
    private static final int MULTIPLY_ADDS_PER_NANO = 64;

    private static final ParallelJob<MatrixProduct> JOB =
            (product, part, barrier, scratch) -> product.run(part, scratch);

    private final Kernels kernels;
    private final ThreadTeam team;
    private final int threads;

    // The arguments of the product that the team works on; they belong to the thread that has reserved it.
    private int rows;
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

    public MatrixProduct(Kernels kernels, ThreadTeam team) {
        this.kernels = kernels;
        this.team = team;
        this.threads = team.threads();
    }

    public Kernels kernels() {
        return kernels;
    }

    /** y = init + x w: the arguments and the result are those of {@link Kernels#multiply}. */
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
        if (!reserveTeam(rows, panels)) {
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
        runShared(scratch);
    }

    private boolean reserveTeam(int count, Panels columns) {
        return threads > 1 && (isByColumns(columns) || count >= 2 * threads) && team.tryReserve(nanos(count, columns));
    }

    private boolean isByColumns(Panels columns) {
        return columns.count() >= threads;
    }

    /** What takes longer: the multiply-adds or reading the weights. */
    private static long nanos(int rows, Panels panels) {
        long multiplyAdds = (long) rows * panels.rows() * panels.columns();
        return Math.max(multiplyAdds / MULTIPLY_ADDS_PER_NANO, ReadingTime.nanos((long) panels.size() * Float.BYTES));
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
        if (isByColumns(panels)) {
            runColumns(panels.part(part, threads), scratch);
        } else {
            int first = (int) ((long) rows * part / threads);
            int end = (int) ((long) rows * (part + 1) / threads);
            runRows(first, end - first, scratch);
        }
    }

    private void runColumns(Panels.Part part, Scratch scratch) {
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

    private void runRows(int first, int count, Scratch scratch) {
        kernels.multiply(
                count,
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
}
