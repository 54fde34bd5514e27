package io.github.cornu.kernel;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** Runs SIMD loops on numbers of no meaning until C2 has compiled them. */
final class WarmUp {
    /** Vectors a call: as few as small models have, so that the code is right for them, too. */
    private static final int VECTORS = 6;

    private static final int N = VECTORS * 16;
    /** Every second call ends with numbers that are no whole vector: what was never run is not compiled. */
    private static final int TAIL = 3;

    private static final int DEPTH = 32;
    private static final int MATRIX = DEPTH * Panels.MAX_WIDTH * 4;

    private static final int BATCH = 20;
    /** A call that takes less is compiled; by C1 it takes several times as long. */
    private static final double COMPILED_NANOS = 300;
    /** Calls after which C2 has been asked to compile. */
    private static final int ASKED = 5_500;
    /** Functions that are no faster as loops over vectors never get below the limit. */
    private static final int ENOUGH = 8_000;

    /** In the background: short enough not to cost those who need the CPU, too, a time slice of some milliseconds. */
    private static final long BURST_NANOS = 400_000;

    private static final long REST_NANOS = 400_000;

    private final boolean inBackground;
    private final Scratch scratch = new Scratch();
    private final float[] a = numbers(MATRIX);
    private final float[] b = numbers(MATRIX);
    private final float[] y = new float[MATRIX];
    private int n = N;
    private long burst;

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

    /** Runs a kernel, by its number in {@link VectorLoop}, until it is compiled. */
    void run(int kernel) {
        int fast = 0;
        for (int calls = 0; calls < ASKED || fast < 3 && calls < ENOUGH; calls += BATCH) {
            fast = nanosOfBatch(kernel) < BATCH * COMPILED_NANOS ? fast + 1 : 0;
            Arrays.fill(y, 0f);
            if (calls > ASKED && fast == 0) {
                pause();
            }
        }
    }

    private long nanosOfBatch(int kernel) {
        long nanos = 0;
        for (int i = 0; i < BATCH; i++) {
            long start = System.nanoTime();
            call(kernel);
            long end = System.nanoTime();
            nanos += end - start;
            if (inBackground && end - burst > BURST_NANOS) {
                LockSupport.parkNanos(REST_NANOS);
                burst = System.nanoTime();
            }
        }
        return nanos;
    }

    /** Leaves the CPU to the compiler. */
    private static void pause() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void call(int kernel) {
        VectorKernels v = VectorKernels.INSTANCE;
        n = n == N ? N - TAIL : N;
        if (kernel >= VectorLoop.BINARY_SCALAR) {
            v.binaryScalar(Binary.values()[kernel - VectorLoop.BINARY_SCALAR], a, 0, 0.3f, y, 0, n);
        } else if (kernel >= VectorLoop.BINARY) {
            v.binary(Binary.values()[kernel - VectorLoop.BINARY], a, 0, b, 0, y, 0, n);
        } else if (kernel >= VectorLoop.UNARY) {
            v.unary(Unary.values()[kernel - VectorLoop.UNARY], 0.3f, 1.1f, 0.2f, a, 0, y, 0, n);
        } else if (kernel < VectorLoop.DOT) {
            multiply(v, kernel - VectorLoop.TILES);
        } else {
            callOther(v, kernel);
        }
    }

    private void callOther(VectorKernels v, int kernel) {
        switch (kernel) {
            case VectorLoop.DOT -> v.dot(a, 0, b, 0, n, scratch);
            case VectorLoop.MULTIPLY_ADD -> v.multiplyAdd(a, 0, b, 0, y, 0, n);
            case VectorLoop.ADD_SCALED -> v.addScaled(0.1f, a, 0, y, 0, n);
            case VectorLoop.SCALE_SHIFT -> v.scaleShift(a, 0, b, 0, a, 0, y, 0, n);
            case VectorLoop.STANDARDIZE -> v.standardize(a, 0, 0.1f, 0.9f, y, 0, n);
            case VectorLoop.SUM -> v.sum(a, 0, n, scratch);
            case VectorLoop.SUM_OF_SQUARES -> v.sumOfSquares(a, 0, 0.1f, n, scratch);
            case VectorLoop.MAX -> v.max(a, 0, n, scratch);
            case VectorLoop.EXP_OF_DIFFERENCE -> v.expOfDifference(a, 0, 1f, y, 0, n, scratch);
            case VectorLoop.LSTM_CARRY -> v.lstmCarry(a, 0, n, y, 0, y, N);
            case VectorLoop.GRU_STATE -> v.gruState(a, 0, b, 0, y, 0, n);
            case VectorLoop.PAIRS -> multiplyPairs(v);
            case VectorLoop.UNPACK_PAIRS -> unpack(v, WeightPairs.PARTS);
            case VectorLoop.UNPACK_BYTES -> unpack(v, WeightBytes.PARTS);
            default -> throw new IllegalArgumentException("kernel " + kernel);
        }
    }

    /** Blocks that are read at once and one alone. */
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

    /** A product that is one tile of that kind, so that what chooses the tile is compiled with it. */
    private void multiply(VectorKernels v, int tile) {
        Panels panels = v.panels(DEPTH, VectorTile.columns(tile));
        int columns = panels.paddedColumns();
        int initStride = VectorTile.isOwn(tile) ? columns : 0;
        v.multiply(VectorTile.rows(tile), a, 0, DEPTH, b, 0, panels, a, 0, initStride, y, 0, columns, scratch);
    }
}
