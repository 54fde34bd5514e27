package io.github.cornu.kernel;

import io.github.cornu.tensor.Binary;
import io.github.cornu.tensor.Unary;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Runs SIMD loops on arbitrary numbers until C2 has compiled them. */
final class WarmUp {
    /**
     * Vectors in an array: few, as in small models, because C2 optimizes a loop for the trip counts that it has seen.
     */
    private static final int VECTORS = 6;

    private static final int N = VECTORS * 16;
    /**
     * How many elements every second call leaves out, so that the code for an incomplete last vector is compiled, too.
     */
    private static final int TAIL = 3;

    private static final int DEPTH = 32;
    private static final int MATRIX = DEPTH * Panels.MAX_WIDTH * 4;

    /** Calls that are timed together. */
    private static final int BATCH = 20;

    private static final int TIMED_CALLS = 1_000;
    /** A call that takes less time is compiled by C2; one compiled by C1 takes several times as long. */
    private static final double COMPILED_NANOS = 300;
    /** Calls after which the JVM has asked C2 to compile the loop. */
    private static final int COMPILE_THRESHOLD = 5_500;
    /** The end for functions that are computed one by one, and never take less than {@link #COMPILED_NANOS}. */
    private static final int MOST_CALLS = 8_000;

    // In the background, the thread sleeps after each short burst of work. Otherwise the scheduler would give it whole
    // time
    // slices of some milliseconds, for which threads that share the CPU would wait.
    private static final long BURST_NANOS = 400_000;
    private static final long REST_NANOS = 400_000;

    private static final List<Binary> STRIDED = List.of(Binary.ADD, Binary.SUBTRACT, Binary.MAXIMUM);

    private static final int[] TAPS = {0, 40, 80, 120, 160, 200, 240, 280, 320, 360, 400, 440, 480, 520, 560};

    private static final int[] ASCENDING = IntStream.range(0, DEPTH).toArray();
    /** Of products that are timed: so deep that the call does not count. */
    private static final int[] DEEP = IntStream.range(0, 256).toArray();

    private final boolean inBackground;
    private final Scratch scratch = new Scratch();
    private final float[] a = numbers(MATRIX);
    private final float[] b = numbers(MATRIX);
    private final float[] y = new float[MATRIX];
    private int n = N;
    /** So far; loops that stand for several take them in turn. */
    private int turn;

    private long burstStart;

    WarmUp(boolean inBackground) {
        this.inBackground = inBackground;
    }

    private static float[] numbers(int n) {
        float[] numbers = new float[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = (i % 19 - 9) * 0.07f + 0.01f;
        }
        return numbers;
    }

    /** Runs a loop, by its number in {@link VectorLoop}, until it is compiled. */
    void run(int loop) {
        int fast = 0;
        for (int calls = 0; calls < COMPILE_THRESHOLD || fast < 3 && calls < MOST_CALLS; calls += BATCH) {
            fast = nanosOfBatch(loop) < BATCH * COMPILED_NANOS ? fast + 1 : 0;
            Arrays.fill(y, 0f);
            if (calls > COMPILE_THRESHOLD && fast == 0) {
                pause();
            }
        }
    }

    /** The least time of a deep product that consists of one tile, whose loop is compiled. */
    long nanos(int tile) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < TIMED_CALLS; i++) {
            long start = System.nanoTime();
            multiply(VectorKernels.INSTANCE, tile, DEEP);
            least = Math.min(least, System.nanoTime() - start);
        }
        return least;
    }

    private long nanosOfBatch(int loop) {
        long nanos = 0;
        for (int i = 0; i < BATCH; i++) {
            long start = System.nanoTime();
            call(loop);
            long end = System.nanoTime();
            nanos += end - start;
            if (inBackground && end - burstStart > BURST_NANOS) {
                LockSupport.parkNanos(REST_NANOS);
                burstStart = System.nanoTime();
            }
        }
        return nanos;
    }

    /** Leaves the CPU to the threads of the compiler. */
    private static void pause() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void call(int loop) {
        VectorKernels v = VectorKernels.INSTANCE;
        n = n == N ? N - TAIL : N;
        turn++;
        if (loop >= VectorLoop.BINARY_SCALAR) {
            v.binaryScalar(Binary.values()[loop - VectorLoop.BINARY_SCALAR], a, 0, 0.3f, y, 0, n);
        } else if (loop >= VectorLoop.BINARY) {
            v.binary(Binary.values()[loop - VectorLoop.BINARY], a, 0, b, 0, y, 0, n);
        } else if (loop >= VectorLoop.UNARY) {
            v.unary(Unary.values()[loop - VectorLoop.UNARY], 0.3f, 1.1f, 0.2f, a, 0, y, 0, n);
        } else if (loop < VectorLoop.NEIGHBOURS) {
            multiply(v, loop - VectorLoop.TILES, ASCENDING);
        } else if (loop < VectorLoop.DOT) {
            convolve(v, loop - VectorLoop.NEIGHBOURS);
        } else {
            callOther(v, loop);
        }
    }

    private void callOther(VectorKernels v, int loop) {
        switch (loop) {
            case VectorLoop.DOT -> v.dot(a, 0, b, 0, n, scratch);
            case VectorLoop.MULTIPLY_ADD -> v.multiplyAdd(a, 0, b, 0, y, 0, n);
            case VectorLoop.ADD_SCALED -> v.addScaled(0.1f, a, 0, y, 0, n);
            case VectorLoop.SCALE_SHIFT -> v.scaleShift(a, 0, b, 0, a, 0, y, 0, n);
            case VectorLoop.NORMALIZE -> v.normalize(a, 0, 0.1f, 0.9f, b, a, y, 0, n);
            case VectorLoop.SUM -> v.sum(a, 0, n, scratch);
            case VectorLoop.SUM_OF_SQUARES -> v.sumOfSquares(a, 0, 0.1f, n, scratch);
            case VectorLoop.MAX -> v.max(a, 0, n, scratch);
            case VectorLoop.EXP_OF_DIFFERENCE -> v.expOfDifference(a, 0, 1f, y, 0, n, scratch);
            case VectorLoop.LSTM_CARRY -> v.lstmCarry(a, 0, n, y, 0, y, N);
            case VectorLoop.GRU_STATE -> v.gruState(a, 0, b, 0, y, 0, n);
            case VectorLoop.PAIRS -> multiplyPairs(v);
            case VectorLoop.UNPACK_PAIRS -> unpack(v, WeightPairs.PARTS);
            case VectorLoop.UNPACK_BYTES -> unpack(v, WeightBytes.PARTS);
            case VectorLoop.DEPTHWISE -> depthwise(v);
            case VectorLoop.ROWS -> {
                v.binaryRows(Binary.ADD, 4, a, 0, b, 0, y, 0, n);
                v.binaryRows(Binary.MULTIPLY, 4, a, 0, b, 0, y, 0, n);
            }
            case VectorLoop.STRIDED ->
                v.binaryStrided(STRIDED.get(turn % STRIDED.size()), 4, a, 0, N, b, 0, N, y, 0, N, n);
            case VectorLoop.COPY -> v.copyRows(4, a, 0, N, y, 0, N, n);
            default -> throw new IllegalArgumentException("loop " + loop);
        }
    }

    /** One product with a group of blocks that are read at once, and with a block that is read alone. */
    private void multiplyPairs(VectorKernels v) {
        int columns = (VectorCompact.AT_ONCE + 1) * WeightBlocks.WORDS * WeightPairs.PARTS;
        v.multiplyPairs(DEPTH, columns, a, 0, b, 0, a, 0, y, 0, scratch);
    }

    private void unpack(VectorKernels v, int parts) {
        int lanes = VectorSpeciesHolder.LANES;
        for (int part = 0; part < parts; part++) {
            v.unpack(parts, part, a, 0, DEPTH, lanes, y, 0, Panels.MAX_WIDTH);
        }
    }

    /**
     * Blocks of all sizes: 7, 4 and 2 windows or, in another call, 7 and 1, of two vectors, of one, and of a rest; and
     * those that share what they load.
     */
    private void depthwise(VectorKernels v) {
        int windows = n == N ? 13 : 8;
        int channels = 3 * VectorSpeciesHolder.LANES + 1;
        depthwise(v, windows, 1, channels);
        for (int shared = 3; shared <= 7; shared++) {
            depthwise(v, shared, 3, channels);
            depthwise(v, shared, 5, channels);
        }
    }

    private void depthwise(VectorKernels v, int windows, int neighbours, int channels) {
        WindowGrid grid = new WindowGrid(windows, 0, channels, 0, channels, TAPS, neighbours);
        v.depthwise(1, grid, channels, a, 0, b, TAPS, a, y, 0);
    }

    /** A product that consists of one tile of that kind: thus the code that selects the tile is compiled with it. */
    private void multiply(VectorKernels v, int tile, int[] taps) {
        int depth = taps.length;
        Panels panels = v.panels(depth, VectorTile.columns(tile));
        int columns = panels.paddedColumns();
        if (VectorTile.isTaps(tile)) {
            WindowGrid grid = new WindowGrid(VectorTile.rows(tile), 0, depth, 0, columns, taps, 1);
            v.convolve(1, grid, a, 0, b, 0, panels, a, y, 0, scratch);
            return;
        }
        int initStride = VectorTile.isOwn(tile) ? columns : 0;
        v.multiply(VectorTile.rows(tile), a, 0, depth, b, 0, panels, a, 0, initStride, y, 0, columns, scratch);
    }

    /** A convolution that consists of one tile of that kind. */
    private void convolve(VectorKernels v, int tile) {
        Panels panels = v.panels(TAPS.length, NeighbourTile.vectors(tile) * VectorSpeciesHolder.LANES);
        int columns = panels.columns();
        WindowGrid grid = new WindowGrid(NeighbourTile.windows(tile), 0, TAPS[1], 0, columns, TAPS, 3);
        v.convolve(1, grid, a, 0, b, 0, panels, a, y, 0, scratch);
    }
}
