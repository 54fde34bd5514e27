package io.github.cornu.kernel;

import static io.github.cornu.kernel.VectorTile.PANEL_VECTORS;

/**
 * Which SIMD loops of this process the JVM has compiled. A loop of the Vector API takes milliseconds instead of
 * nanoseconds while the JVM interprets it, so {@link WarmingKernels} run the scalar loop, which gives the same bits,
 * until then.
 *
 * <p>A loop is requested by the first call that asks for it. A thread in the background makes the JVM compile all
 * requested loops by running them. It starts some 50 ms after the first request, so that a process that predicts once
 * does not pay for it, and never where there is only one CPU.
 *
 * <p>The fields are neither volatile nor guarded: a thread that sees an old value runs one more scalar loop, or
 * requests a loop twice.
 */
final class CompiledLoops {
    private static final long DELAY_NANOS = 50_000_000;
    /** Calls of loops that are not compiled between two looks at the clock; products, which take long, always look. */
    private static final int CALLS_PER_CHECK = 64;

    private static final boolean IN_BACKGROUND = Runtime.getRuntime().availableProcessors() > 1;

    private static final boolean[] COMPILED = new boolean[VectorLoop.COUNT];
    private static final boolean[] REQUESTED = new boolean[VectorLoop.COUNT];
    /** Of products and of convolutions. */
    private static final boolean[] TILE_ROWS_KNOWN = new boolean[2];

    /** The tiles that are compiled, a bit each. */
    private static long compiledTiles;

    private static long compiledNeighbourTiles;

    private static int calls;
    private static long sinceNanos;
    private static boolean running;

    private CompiledLoops() {}

    /** Whether a loop is compiled; requests it if it is not. */
    static boolean has(int loop) {
        return COMPILED[loop] || request(loop);
    }

    /** Whether all tiles of a set, a bit each, are compiled; requests them if they are not. */
    static boolean hasTiles(long tiles) {
        return (tiles & ~compiledTiles) == 0 || requestTiles(VectorLoop.TILES, tiles);
    }

    /** The same of tiles of neighbouring windows. */
    static boolean hasNeighbourTiles(long tiles) {
        return (tiles & ~compiledNeighbourTiles) == 0 || requestTiles(VectorLoop.NEIGHBOURS, tiles);
    }

    /** Whether all loops are compiled that were requested so far, and all is measured that is to be. */
    static boolean hasAllRequested() {
        return next() < 0 && !isToBeMeasured(false) && !isToBeMeasured(true);
    }

    private static boolean requestTiles(int first, long tiles) {
        for (long rest = tiles; rest != 0; rest &= rest - 1) {
            REQUESTED[first + Long.numberOfTrailingZeros(rest)] = true;
        }
        startInTime();
        return false;
    }

    private static boolean request(int loop) {
        REQUESTED[loop] = true;
        if (++calls % CALLS_PER_CHECK == 0) {
            startInTime();
        }
        return false;
    }

    /** Starts the thread if the first request, or the last start, was some time ago. */
    private static void startInTime() {
        if (IN_BACKGROUND) {
            long now = System.nanoTime();
            if (sinceNanos == 0) {
                sinceNanos = now;
            } else if (now - sinceNanos > DELAY_NANOS) {
                sinceNanos = now;
                start();
            }
        }
    }

    private static synchronized void start() {
        if (!running) {
            running = true;
            Thread thread = new Thread(null, CompiledLoops::runInBackground, "cornu-warm-up", 0, false);
            thread.setDaemon(true);
            // The one inherited belongs to whoever has called.
            thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
            thread.start();
        }
    }

    private static void runInBackground() {
        try {
            compileRequested(true);
        } catch (Throwable e) {
            // Classes cannot be loaded when the application has ended that this library is a part of, or memory is
            // short. The scalar loops do it.
        } finally {
            stop();
        }
    }

    private static synchronized void stop() {
        running = false;
    }

    /** Makes the JVM compile all requested loops, on the calling thread; false if there was nothing to do. */
    static boolean compileRequested(boolean inBackground) {
        WarmUp warmUp = new WarmUp(inBackground);
        boolean any = false;
        for (int loop = next(); loop >= 0; loop = next()) {
            any = true;
            compile(warmUp, loop);
        }
        measure(warmUp, false);
        measure(warmUp, true);
        return any;
    }

    private static void compile(WarmUp warmUp, int loop) {
        if (COMPILED[loop]) {
            return;
        }
        warmUp.run(loop);
        COMPILED[loop] = true;
        if (loop < VectorLoop.NEIGHBOURS) {
            addTile(1L << (loop - VectorLoop.TILES));
        } else if (loop < VectorLoop.DOT) {
            addNeighbourTile(1L << (loop - VectorLoop.NEIGHBOURS));
        }
    }

    /** Chooses the rows of tiles, once the largest one is compiled. */
    private static void measure(WarmUp warmUp, boolean taps) {
        if (!isToBeMeasured(taps)) {
            return;
        }
        int fewer = VectorTile.of(TileRows.FEWER, PANEL_VECTORS, taps);
        compile(warmUp, VectorLoop.TILES + fewer);
        if (TileRows.areFewerFaster(warmUp.nanos(most(taps)), warmUp.nanos(fewer))) {
            // All that products are cut into from then on.
            for (int rows = 2; rows <= TileRows.FEWER; rows++) {
                for (int vectors = 1; vectors <= PANEL_VECTORS; vectors++) {
                    compile(warmUp, VectorLoop.TILES + VectorTile.of(rows, vectors, taps));
                }
            }
            TileRows.useFewer(taps);
        }
        TILE_ROWS_KNOWN[taps ? 1 : 0] = true;
    }

    private static boolean isToBeMeasured(boolean taps) {
        return TileRows.ARE_MEASURED && COMPILED[VectorLoop.TILES + most(taps)] && !TILE_ROWS_KNOWN[taps ? 1 : 0];
    }

    private static int most(boolean taps) {
        return VectorTile.of(Panels.MAX_ROWS, PANEL_VECTORS, taps);
    }

    /** A loop that is requested and not compiled, or -1; first those of products, which most of the time goes to. */
    private static int next() {
        for (int loop = 0; loop < VectorLoop.COUNT; loop++) {
            if (REQUESTED[loop] && !COMPILED[loop]) {
                return loop;
            }
        }
        return -1;
    }

    private static synchronized void addTile(long tile) {
        compiledTiles |= tile;
    }

    private static synchronized void addNeighbourTile(long tile) {
        compiledNeighbourTiles |= tile;
    }
}
