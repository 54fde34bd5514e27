package io.github.cornu.kernel;

/** The arguments of a product with weights in pairs, which threads share by columns. */
final class PairsProduct implements Team.Job {
    /** Whole blocks of columns, as many as one loop reads at once with vectors of 512 bits. */
    private static final int UNIT = 4 * WeightBlocks.WORDS * WeightPairs.PARTS;

    private Kernels kernels;
    private int threads;
    private int depth;
    private int columns;
    private float[] x;
    private int xOffset;
    private float[] w;
    private int wOffset;
    private float[] init;
    private int initOffset;
    private float[] y;
    private int yOffset;

    void set(
            Kernels newKernels,
            int newThreads,
            int newDepth,
            int newColumns,
            float[] newX,
            int newXOffset,
            float[] newW,
            int newWOffset,
            float[] newInit,
            int newInitOffset,
            float[] newY,
            int newYOffset) {
        kernels = newKernels;
        threads = newThreads;
        depth = newDepth;
        columns = newColumns;
        x = newX;
        xOffset = newXOffset;
        w = newW;
        wOffset = newWOffset;
        init = newInit;
        initOffset = newInitOffset;
        y = newY;
        yOffset = newYOffset;
    }

    private int firstColumn(int part) {
        long units = (columns + UNIT - 1L) / UNIT;
        return (int) Math.min(columns, units * part / threads * UNIT);
    }

    @Override
    public void run(int part, Scratch scratch) {
        int first = firstColumn(part);
        kernels.multiplyPairs(
                depth,
                firstColumn(part + 1) - first,
                x,
                xOffset,
                w,
                wOffset + first / WeightPairs.PARTS * depth,
                init,
                initOffset + first,
                y,
                yOffset + first,
                scratch);
    }

    @Override
    public void forget() {
        x = null;
        w = null;
        init = null;
        y = null;
    }
}
