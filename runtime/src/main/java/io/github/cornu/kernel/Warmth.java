package io.github.cornu.kernel;

/**
 * Which SIMD loops of this process are compiled, and which are wanted. A loop of the Vector API that is interpreted takes
 * milliseconds instead of nanoseconds, so that the scalar one, which gives the same bits, runs until then.
 *
 * <p>Loops are compiled by running them on a thread in the background, from some 50 ms after the first one was wanted, so
 * that a process which predicts once does not pay for it; never where there is only one CPU.
 */
final class Warmth {
    private static final long PATIENCE_NANOS = 50_000_000;
    private static final int LEAST_CALLS = 64;
    private static final boolean IN_BACKGROUND = Runtime.getRuntime().availableProcessors() > 1;

    private static final boolean[] READY = new boolean[VectorLoop.COUNT];
    private static final boolean[] WANTED = new boolean[VectorLoop.COUNT];
    /** The tiles that are ready, a bit each. */
    private static long readyTiles;

    private static int calls;
    private static long firstNanos;
    private static boolean running;

    private Warmth() {}

    /** Whether a loop is compiled; if not, it is wanted from now on. */
    static boolean has(int kernel) {
        return READY[kernel] || want(kernel);
    }

    /** Whether a product that needs these tiles is compiled; if not, they are wanted from now on. */
    static boolean hasTiles(long tiles) {
        return (tiles & ~readyTiles) == 0 || wantTiles(tiles);
    }

    private static boolean wantTiles(long tiles) {
        for (long rest = tiles; rest != 0; rest &= rest - 1) {
            want(VectorLoop.TILES + Long.numberOfTrailingZeros(rest));
        }
        return false;
    }

    private static boolean want(int kernel) {
        WANTED[kernel] = true;
        if (IN_BACKGROUND && ++calls % LEAST_CALLS == 0) {
            long now = System.nanoTime();
            if (firstNanos == 0) {
                firstNanos = now;
            } else if (now - firstNanos > PATIENCE_NANOS) {
                start();
            }
        }
        return false;
    }

    private static synchronized void start() {
        if (!running) {
            running = true;
            Thread thread = new Thread(Warmth::runInBackground, "cornu-warm-up");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void runInBackground() {
        try {
            compileWanted(true);
        } finally {
            stop();
        }
    }

    private static synchronized void stop() {
        running = false;
    }

    /** Compiles all that is wanted, on this thread; returns whether there was something. */
    static boolean compileWanted(boolean inBackground) {
        WarmUp warmUp = new WarmUp(inBackground);
        boolean any = false;
        for (int kernel = next(); kernel >= 0; kernel = next()) {
            any = true;
            warmUp.run(kernel);
            READY[kernel] = true;
            if (kernel < VectorLoop.DOT) {
                addTile(1L << (kernel - VectorLoop.TILES));
            }
        }
        return any;
    }

    private static int next() {
        for (int kernel = VectorLoop.COUNT - 1; kernel >= 0; kernel--) {
            if (WANTED[kernel] && !READY[kernel]) {
                return kernel;
            }
        }
        return -1;
    }

    private static synchronized void addTile(long tile) {
        readyTiles |= tile;
    }
}
