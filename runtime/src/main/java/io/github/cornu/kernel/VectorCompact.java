package io.github.cornu.kernel;

import static io.github.cornu.kernel.VectorSpeciesHolder.LANES;

import java.util.Arrays;

/**
 * Selects the loops of {@link VectorPairs} and {@link VectorUnpack}, which do on vectors what {@link ScalarCompact}
 * does.
 */
final class VectorCompact {
    private static final int WORDS = WeightBlocks.WORDS;
    private static final int WIDTH = WORDS * WeightPairs.PARTS;
    /** Blocks that are read at once: as many as have eight vectors of sums. */
    static final int AT_ONCE = Math.max(1, LANES / 4);

    private VectorCompact() {}

    static void multiplyPairs(
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
        int whole = columns / WIDTH * WIDTH;
        int first = 0;
        for (; first + AT_ONCE * WIDTH <= whole; first += AT_ONCE * WIDTH) {
            int from = wOffset + first / WeightPairs.PARTS * depth;
            several(depth, x, xOffset, w, from, init, initOffset + first, y, yOffset + first);
        }
        for (; first < whole; first += WIDTH) {
            int from = wOffset + first / WeightPairs.PARTS * depth;
            one(depth, x, xOffset, w, from, init, initOffset + first, y, yOffset + first);
        }
        int rest = columns - whole;
        if (rest > 0) {
            float[] sums = scratch.tile;
            System.arraycopy(init, initOffset + whole, sums, 0, rest);
            Arrays.fill(sums, rest, WIDTH, 0f);
            one(depth, x, xOffset, w, wOffset + whole / WeightPairs.PARTS * depth, sums, 0, sums, 0);
            System.arraycopy(sums, 0, y, yOffset + whole, rest);
        }
    }

    private static void several(
            int depth, float[] x, int xo, float[] w, int wo, float[] init, int io, float[] y, int yo) {
        switch (LANES) {
            case 16 -> VectorPairs.pairs4x1(depth, x, xo, w, wo, init, io, y, yo);
            case 8 -> VectorPairs.pairs2x2(depth, x, xo, w, wo, init, io, y, yo);
            default -> one(depth, x, xo, w, wo, init, io, y, yo);
        }
    }

    private static void one(int depth, float[] x, int xo, float[] w, int wo, float[] init, int io, float[] y, int yo) {
        switch (LANES) {
            case 16 -> VectorPairs.pairs1x1(depth, x, xo, w, wo, init, io, y, yo);
            case 8 -> VectorPairs.pairs1x2(depth, x, xo, w, wo, init, io, y, yo);
            default -> {
                for (int i = 0; i < WORDS; i += 4 * LANES) {
                    VectorPairs.pairs1x4(depth, x, xo, w, wo + i, init, io + i, y, yo + i);
                }
            }
        }
    }

    static void unpack(int parts, int part, float[] w, int wOffset, int depth, float[] y, int yOffset, int yStride) {
        if (parts == WeightBytes.PARTS) {
            VectorUnpack.bytes(Byte.SIZE * part, w, wOffset, depth, y, yOffset, yStride);
        } else if (part == 0) {
            VectorUnpack.low(w, wOffset, depth, y, yOffset, yStride);
        } else {
            VectorUnpack.high(w, wOffset, depth, y, yOffset, yStride);
        }
    }
}
