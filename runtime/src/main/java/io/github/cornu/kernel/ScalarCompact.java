package io.github.cornu.kernel;

import static io.github.cornu.kernel.FusedMultiplyAdd.fma;

/** The scalar loops over matrices packed in {@link WeightBlocks}, with several weights in 32 bits. */
final class ScalarCompact {
    private static final int WORDS = WeightBlocks.WORDS;
    private static final int WIDTH = WORDS * WeightPairs.PARTS;

    private ScalarCompact() {}

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
        float[] sums = scratch.tile;
        for (int first = 0; first < columns; first += WIDTH) {
            int real = Math.min(WIDTH, columns - first);
            System.arraycopy(init, initOffset + first, sums, 0, real);
            int from = wOffset + first / WeightPairs.PARTS * depth;
            for (int j = 0; j < Math.min(WORDS, real); j += 4) {
                addEight(x, xOffset, w, from + j, depth, sums, j);
            }
            System.arraycopy(sums, 0, y, yOffset + first, real);
        }
    }

    /**
     * Adds the products with eight columns. The sums are in named variables, which C2 keeps in registers. Sums of
     * columns beyond the last one of the matrix are computed and ignored.
     */
    private static void addEight(float[] x, int xOffset, float[] w, int wOffset, int depth, float[] sums, int j) {
        float low0 = sums[j];
        float low1 = sums[j + 1];
        float low2 = sums[j + 2];
        float low3 = sums[j + 3];
        float high0 = sums[j + WORDS];
        float high1 = sums[j + WORDS + 1];
        float high2 = sums[j + WORDS + 2];
        float high3 = sums[j + WORDS + 3];
        int at = wOffset;
        for (int k = 0; k < depth; k++) {
            float factor = x[xOffset + k];
            low0 = fma(factor, WeightPairs.low(w[at]), low0);
            low1 = fma(factor, WeightPairs.low(w[at + 1]), low1);
            low2 = fma(factor, WeightPairs.low(w[at + 2]), low2);
            low3 = fma(factor, WeightPairs.low(w[at + 3]), low3);
            high0 = fma(factor, WeightPairs.high(w[at]), high0);
            high1 = fma(factor, WeightPairs.high(w[at + 1]), high1);
            high2 = fma(factor, WeightPairs.high(w[at + 2]), high2);
            high3 = fma(factor, WeightPairs.high(w[at + 3]), high3);
            at += WORDS;
        }
        sums[j] = low0;
        sums[j + 1] = low1;
        sums[j + 2] = low2;
        sums[j + 3] = low3;
        sums[j + WORDS] = high0;
        sums[j + WORDS + 1] = high1;
        sums[j + WORDS + 2] = high2;
        sums[j + WORDS + 3] = high3;
    }

    static void unpack(
            int parts, int part, float[] w, int wOffset, int depth, int lanes, float[] y, int yOffset, int yStride) {
        for (int k = 0; k < depth; k++) {
            int from = wOffset + k * WORDS;
            int to = yOffset + k * yStride;
            for (int i = 0; i < lanes; i++) {
                y[to + i] = value(parts, part, w[from + i]);
            }
        }
    }

    private static float value(int parts, int part, float word) {
        if (parts == WeightBytes.PARTS) {
            return WeightBytes.number(word, part);
        }
        return part == 0 ? WeightPairs.low(word) : WeightPairs.high(word);
    }
}
