package io.github.cornu.kernel;

import static io.github.cornu.kernel.VectorSpeciesHolder.INTS;
import static io.github.cornu.kernel.VectorSpeciesHolder.LANES;
import static io.github.cornu.kernel.VectorSpeciesHolder.SPECIES;
import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Products of one row with blocks of words of two weights, see {@link WeightPairs}; the sums are held in registers.
 * Written by {@code tools/kernels/pairs.py}.
 *
 * <p>{@code pairsBxV}: B blocks, whose rows are V vectors of words each.
 */
final class VectorPairs {
    private VectorPairs() {}

    static void pairs4x1(
            int depth,
            float[] x,
            int xOffset,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset) {
        FloatVector low00 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector high00 = FloatVector.fromArray(SPECIES, init, initOffset + 16);
        FloatVector low10 = FloatVector.fromArray(SPECIES, init, initOffset + 32);
        FloatVector high10 = FloatVector.fromArray(SPECIES, init, initOffset + 48);
        FloatVector low20 = FloatVector.fromArray(SPECIES, init, initOffset + 64);
        FloatVector high20 = FloatVector.fromArray(SPECIES, init, initOffset + 80);
        FloatVector low30 = FloatVector.fromArray(SPECIES, init, initOffset + 96);
        FloatVector high30 = FloatVector.fromArray(SPECIES, init, initOffset + 112);
        int block = depth * WeightBlocks.WORDS;
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * WeightBlocks.WORDS;
            FloatVector factor = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            FloatVector word00 = FloatVector.fromArray(SPECIES, w, at);
            low00 = factor.fma((FloatVector) ((IntVector) word00.reinterpretShape(INTS, 0)).lanewise(LSHL, 16).reinterpretShape(SPECIES, 0), low00);
            high00 = factor.fma(word00, high00);
            FloatVector word10 = FloatVector.fromArray(SPECIES, w, at + block);
            low10 = factor.fma((FloatVector) ((IntVector) word10.reinterpretShape(INTS, 0)).lanewise(LSHL, 16).reinterpretShape(SPECIES, 0), low10);
            high10 = factor.fma(word10, high10);
            FloatVector word20 = FloatVector.fromArray(SPECIES, w, at + 2 * block);
            low20 = factor.fma((FloatVector) ((IntVector) word20.reinterpretShape(INTS, 0)).lanewise(LSHL, 16).reinterpretShape(SPECIES, 0), low20);
            high20 = factor.fma(word20, high20);
            FloatVector word30 = FloatVector.fromArray(SPECIES, w, at + 3 * block);
            low30 = factor.fma((FloatVector) ((IntVector) word30.reinterpretShape(INTS, 0)).lanewise(LSHL, 16).reinterpretShape(SPECIES, 0), low30);
            high30 = factor.fma(word30, high30);
        }
        low00.intoArray(y, yOffset);
        high00.intoArray(y, yOffset + 16);
        low10.intoArray(y, yOffset + 32);
        high10.intoArray(y, yOffset + 48);
        low20.intoArray(y, yOffset + 64);
        high20.intoArray(y, yOffset + 80);
        low30.intoArray(y, yOffset + 96);
        high30.intoArray(y, yOffset + 112);
    }

    static void pairs2x2(
            int depth,
            float[] x,
            int xOffset,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset) {
        FloatVector low00 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector high00 = FloatVector.fromArray(SPECIES, init, initOffset + 16);
        FloatVector low01 = FloatVector.fromArray(SPECIES, init, initOffset + LANES);
        FloatVector high01 = FloatVector.fromArray(SPECIES, init, initOffset + 16 + LANES);
        FloatVector low10 = FloatVector.fromArray(SPECIES, init, initOffset + 32);
        FloatVector high10 = FloatVector.fromArray(SPECIES, init, initOffset + 48);
        FloatVector low11 = FloatVector.fromArray(SPECIES, init, initOffset + 32 + LANES);
        FloatVector high11 = FloatVector.fromArray(SPECIES, init, initOffset + 48 + LANES);
        int block = depth * WeightBlocks.WORDS;
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * WeightBlocks.WORDS;
            FloatVector factor = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            FloatVector word00 = FloatVector.fromArray(SPECIES, w, at);
            low00 = factor.fma((FloatVector) ((IntVector) word00.reinterpretShape(INTS, 0)).lanewise(LSHL, 16).reinterpretShape(SPECIES, 0), low00);
            high00 = factor.fma(word00, high00);
            FloatVector word01 = FloatVector.fromArray(SPECIES, w, at + LANES);
            low01 = factor.fma((FloatVector) ((IntVector) word01.reinterpretShape(INTS, 0)).lanewise(LSHL, 16).reinterpretShape(SPECIES, 0), low01);
            high01 = factor.fma(word01, high01);
            FloatVector word10 = FloatVector.fromArray(SPECIES, w, at + block);
            low10 = factor.fma((FloatVector) ((IntVector) word10.reinterpretShape(INTS, 0)).lanewise(LSHL, 16).reinterpretShape(SPECIES, 0), low10);
            high10 = factor.fma(word10, high10);
            FloatVector word11 = FloatVector.fromArray(SPECIES, w, at + block + LANES);
            low11 = factor.fma((FloatVector) ((IntVector) word11.reinterpretShape(INTS, 0)).lanewise(LSHL, 16).reinterpretShape(SPECIES, 0), low11);
            high11 = factor.fma(word11, high11);
        }
        low00.intoArray(y, yOffset);
        high00.intoArray(y, yOffset + 16);
        low01.intoArray(y, yOffset + LANES);
        high01.intoArray(y, yOffset + 16 + LANES);
        low10.intoArray(y, yOffset + 32);
        high10.intoArray(y, yOffset + 48);
        low11.intoArray(y, yOffset + 32 + LANES);
        high11.intoArray(y, yOffset + 48 + LANES);
    }

    static void pairs1x4(
            int depth,
            float[] x,
            int xOffset,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset) {
        FloatVector low00 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector high00 = FloatVector.fromArray(SPECIES, init, initOffset + 16);
        FloatVector low01 = FloatVector.fromArray(SPECIES, init, initOffset + LANES);
        FloatVector high01 = FloatVector.fromArray(SPECIES, init, initOffset + 16 + LANES);
        FloatVector low02 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * LANES);
        FloatVector high02 = FloatVector.fromArray(SPECIES, init, initOffset + 16 + 2 * LANES);
        FloatVector low03 = FloatVector.fromArray(SPECIES, init, initOffset + 3 * LANES);
        FloatVector high03 = FloatVector.fromArray(SPECIES, init, initOffset + 16 + 3 * LANES);
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * WeightBlocks.WORDS;
            FloatVector factor = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            FloatVector word00 = FloatVector.fromArray(SPECIES, w, at);
            low00 = factor.fma((FloatVector) ((IntVector) word00.reinterpretShape(INTS, 0)).lanewise(LSHL, 16).reinterpretShape(SPECIES, 0), low00);
            high00 = factor.fma(word00, high00);
            FloatVector word01 = FloatVector.fromArray(SPECIES, w, at + LANES);
            low01 = factor.fma((FloatVector) ((IntVector) word01.reinterpretShape(INTS, 0)).lanewise(LSHL, 16).reinterpretShape(SPECIES, 0), low01);
            high01 = factor.fma(word01, high01);
            FloatVector word02 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            low02 = factor.fma((FloatVector) ((IntVector) word02.reinterpretShape(INTS, 0)).lanewise(LSHL, 16).reinterpretShape(SPECIES, 0), low02);
            high02 = factor.fma(word02, high02);
            FloatVector word03 = FloatVector.fromArray(SPECIES, w, at + 3 * LANES);
            low03 = factor.fma((FloatVector) ((IntVector) word03.reinterpretShape(INTS, 0)).lanewise(LSHL, 16).reinterpretShape(SPECIES, 0), low03);
            high03 = factor.fma(word03, high03);
        }
        low00.intoArray(y, yOffset);
        high00.intoArray(y, yOffset + 16);
        low01.intoArray(y, yOffset + LANES);
        high01.intoArray(y, yOffset + 16 + LANES);
        low02.intoArray(y, yOffset + 2 * LANES);
        high02.intoArray(y, yOffset + 16 + 2 * LANES);
        low03.intoArray(y, yOffset + 3 * LANES);
        high03.intoArray(y, yOffset + 16 + 3 * LANES);
    }

    static void pairs1x1(
            int depth,
            float[] x,
            int xOffset,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset) {
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector low00 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector high00 = FloatVector.fromArray(SPECIES, init, initOffset + 16);
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * WeightBlocks.WORDS;
            FloatVector factor = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            FloatVector word00 = FloatVector.fromArray(SPECIES, w, at);
            low00 = factor.fma((FloatVector) ((IntVector) word00.reinterpretShape(INTS, 0)).lanewise(LSHL, 16).reinterpretShape(SPECIES, 0), low00);
            high00 = factor.fma(word00, high00);
        }
        low00.intoArray(y, yOffset);
        high00.intoArray(y, yOffset + 16);
    }

    static void pairs1x2(
            int depth,
            float[] x,
            int xOffset,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset) {
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector low00 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector high00 = FloatVector.fromArray(SPECIES, init, initOffset + 16);
        FloatVector low01 = FloatVector.fromArray(SPECIES, init, initOffset + LANES);
        FloatVector high01 = FloatVector.fromArray(SPECIES, init, initOffset + 16 + LANES);
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * WeightBlocks.WORDS;
            FloatVector factor = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            FloatVector word00 = FloatVector.fromArray(SPECIES, w, at);
            low00 = factor.fma((FloatVector) ((IntVector) word00.reinterpretShape(INTS, 0)).lanewise(LSHL, 16).reinterpretShape(SPECIES, 0), low00);
            high00 = factor.fma(word00, high00);
            FloatVector word01 = FloatVector.fromArray(SPECIES, w, at + LANES);
            low01 = factor.fma((FloatVector) ((IntVector) word01.reinterpretShape(INTS, 0)).lanewise(LSHL, 16).reinterpretShape(SPECIES, 0), low01);
            high01 = factor.fma(word01, high01);
        }
        low00.intoArray(y, yOffset);
        high00.intoArray(y, yOffset + 16);
        low01.intoArray(y, yOffset + LANES);
        high01.intoArray(y, yOffset + 16 + LANES);
    }
}
