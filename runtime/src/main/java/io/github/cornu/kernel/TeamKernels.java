package io.github.cornu.kernel;

/**
 * Kernels that share jobs among the threads of a team, and matrix products that are no part of a job; bit for bit the
 * results of one thread.
 */
final class TeamKernels implements Kernels {
    /** Multiply-adds a nanosecond: what the length of a product is guessed from. */
    private static final int PRODUCTS_RATE = 64;
    /** The same where each weight that is read is used once. */
    private static final int READING_RATE = 45;
    /** Bytes of weights a nanosecond, from the caches of a core, and where they are too many for these. */
    private static final int NEAR_RATE = 128;

    private static final int FAR_RATE = 32;
    private static final int NEAR_BYTES = 1 << 20;
    /** Handing over a part, its inputs and its outputs takes half a microsecond. */
    private static final long WORTH_SHARING_NANOS = 4_000;

    private final Kernels kernels;
    private final Team team;
    private final Product product = new Product();
    private final PairsProduct pairs = new PairsProduct();
    private final Part<?> part = new Part<>();

    TeamKernels(Kernels kernels, int threads) {
        this.kernels = kernels;
        this.team = Team.of(threads);
    }

    @Override
    public String name() {
        return kernels.name();
    }

    @Override
    public boolean compile() {
        return kernels.compile();
    }

    @Override
    public int threads() {
        return team.threads();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <C> boolean share(SharedJob<C> job, boolean meets, long products, C context, Scratch scratch) {
        long nanos = products / READING_RATE;
        if (nanos < WORTH_SHARING_NANOS || !team.reserve(nanos)) {
            return false;
        }
        Part<C> current = (Part<C>) part;
        current.job = job;
        current.context = context;
        if (meets) {
            return team.runAtOnce(current, scratch);
        }
        team.run(current, scratch);
        return true;
    }

    @Override
    public Panels panels(int rows, int columns) {
        return kernels.panels(rows, columns);
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
        long nanos = nanos(rows, panels);
        boolean columnwise = panels.count() >= team.threads();
        if (nanos < WORTH_SHARING_NANOS || !columnwise && rows < 2 * team.threads() || !team.reserve(nanos)) {
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
        product.set(rows, x, xOffset, xStride, w, wOffset, panels, init, initOffset, initStride, y, yOffset, yStride);
        product.columnwise = columnwise;
        team.run(product, scratch);
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
        long nanos = reading((long) depth * columns * Short.BYTES);
        if (nanos < WORTH_SHARING_NANOS || !team.reserve(nanos)) {
            kernels.multiplyPairs(depth, columns, x, xOffset, w, wOffset, init, initOffset, y, yOffset, scratch);
            return;
        }
        pairs.set(kernels, team.threads(), depth, columns, x, xOffset, w, wOffset, init, initOffset, y, yOffset);
        team.run(pairs, scratch);
    }

    @Override
    public void unpack(
            int parts, int part, float[] w, int wOffset, int depth, int lanes, float[] y, int yOffset, int yStride) {
        kernels.unpack(parts, part, w, wOffset, depth, lanes, y, yOffset, yStride);
    }

    @Override
    public float dot(float[] x, int xOffset, float[] w, int wOffset, int n, Scratch scratch) {
        return kernels.dot(x, xOffset, w, wOffset, n, scratch);
    }

    @Override
    public void unary(Unary f, float a, float b, float c, float[] x, int xOffset, float[] y, int yOffset, int n) {
        kernels.unary(f, a, b, c, x, xOffset, y, yOffset, n);
    }

    @Override
    public void binary(Binary f, float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        kernels.binary(f, a, aOffset, b, bOffset, y, yOffset, n);
    }

    @Override
    public void binaryScalar(Binary f, float[] a, int aOffset, float b, float[] y, int yOffset, int n) {
        kernels.binaryScalar(f, a, aOffset, b, y, yOffset, n);
    }

    @Override
    public void multiplyAdd(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
        kernels.multiplyAdd(a, aOffset, b, bOffset, y, yOffset, n);
    }

    @Override
    public void addScaled(float factor, float[] x, int xOffset, float[] y, int yOffset, int n) {
        kernels.addScaled(factor, x, xOffset, y, yOffset, n);
    }

    @Override
    public void scaleShift(
            float[] x,
            int xOffset,
            float[] scale,
            int scaleOffset,
            float[] shift,
            int shiftOffset,
            float[] y,
            int yOffset,
            int n) {
        kernels.scaleShift(x, xOffset, scale, scaleOffset, shift, shiftOffset, y, yOffset, n);
    }

    @Override
    public void standardize(float[] x, int xOffset, float center, float factor, float[] y, int yOffset, int n) {
        kernels.standardize(x, xOffset, center, factor, y, yOffset, n);
    }

    @Override
    public float sum(float[] x, int offset, int n, Scratch scratch) {
        return kernels.sum(x, offset, n, scratch);
    }

    @Override
    public float sumOfSquares(float[] x, int offset, float center, int n, Scratch scratch) {
        return kernels.sumOfSquares(x, offset, center, n, scratch);
    }

    @Override
    public float max(float[] x, int offset, int n, Scratch scratch) {
        return kernels.max(x, offset, n, scratch);
    }

    @Override
    public float expOfDifference(float[] x, int xOffset, float max, float[] y, int yOffset, int n, Scratch scratch) {
        return kernels.expOfDifference(x, xOffset, max, y, yOffset, n, scratch);
    }

    @Override
    public void lstmCarry(float[] z, int zOffset, int units, float[] c, int cOffset, float[] t, int tOffset) {
        kernels.lstmCarry(z, zOffset, units, c, cOffset, t, tOffset);
    }

    @Override
    public void gruState(float[] u, int uOffset, float[] g, int gOffset, float[] h, int hOffset, int n) {
        kernels.gruState(u, uOffset, g, gOffset, h, hOffset, n);
    }

    /** A job for as long as the team is reserved. */
    private final class Part<C> implements Team.Job {
        private SharedJob<C> job;
        private C context;

        @Override
        public void run(int index, Scratch scratch) {
            job.run(context, index, team.meeting(), scratch);
        }

        @Override
        public void forget() {
            job = null;
            context = null;
        }
    }

    private static long nanos(int rows, Panels panels) {
        long reading = reading((long) panels.size() * Float.BYTES);
        return Math.max((long) rows * panels.rows() * panels.columns() / PRODUCTS_RATE, reading);
    }

    private static long reading(long bytes) {
        return bytes / (bytes < NEAR_BYTES ? NEAR_RATE : FAR_RATE);
    }

    /** The arguments of a product, for as long as the team is reserved. */
    private final class Product implements Team.Job {
        private boolean columnwise;
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

        void set(
                int newRows,
                float[] newX,
                int newXOffset,
                int newXStride,
                float[] newW,
                int newWOffset,
                Panels newPanels,
                float[] newInit,
                int newInitOffset,
                int newInitStride,
                float[] newY,
                int newYOffset,
                int newYStride) {
            rows = newRows;
            x = newX;
            xOffset = newXOffset;
            xStride = newXStride;
            w = newW;
            wOffset = newWOffset;
            panels = newPanels;
            init = newInit;
            initOffset = newInitOffset;
            initStride = newInitStride;
            y = newY;
            yOffset = newYOffset;
            yStride = newYStride;
        }

        @Override
        public void run(int part, Scratch scratch) {
            int count = team.threads();
            int row = columnwise ? 0 : (int) ((long) rows * part / count);
            int end = columnwise ? rows : (int) ((long) rows * (part + 1) / count);
            int panel = columnwise ? panels.firstPanel(part, count) : 0;
            int column = panel * panels.width();
            kernels.multiply(
                    end - row,
                    x,
                    xOffset + row * xStride,
                    xStride,
                    w,
                    wOffset + panels.offset(panel),
                    columnwise ? panels.part(part, count) : panels,
                    init,
                    initOffset + row * initStride + column,
                    initStride,
                    y,
                    yOffset + row * yStride + column,
                    yStride,
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
}
