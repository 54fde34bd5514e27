package io.github.cornu.kernel;

import static io.github.cornu.kernel.VectorSpeciesHolder.LANES;
import static io.github.cornu.kernel.VectorSpeciesHolder.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Convolution of neighbouring windows by a panel of a packed matrix, for windows whose taps come in groups of three,
 * each where the next window has the one before: an element of x is loaded once for all windows that have it. The sums
 * are held in registers and stored to {@code y} when all products are added, in the order of the taps. {@code tileWxV}:
 * W windows, a panel of V vectors. Written by {@code tools/kernels/neighbours.py}.
 */
final class VectorNeighbours {
    private VectorNeighbours() {}

    static void tile(
            int windows,
            int vectors,
            float[] x,
            int xOffset,
            int xStride,
            int[] taps,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        switch (vectors) {
            case 1 -> tileOf1(windows, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 2 -> tileOf2(windows, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 3 -> tileOf3(windows, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            default -> tileOf4(windows, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
        }
    }

    private static void tileOf1(
            int windows,
            float[] x,
            int xOffset,
            int xStride,
            int[] taps,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        switch (windows) {
            case 4 -> tile4x1(x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 5 -> tile5x1(x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 6 -> tile6x1(x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 7 -> tile7x1(x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            default -> tile8x1(x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
        }
    }

    private static void tileOf2(
            int windows,
            float[] x,
            int xOffset,
            int xStride,
            int[] taps,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        switch (windows) {
            case 2 -> tile2x2(x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 3 -> tile3x2(x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 4 -> tile4x2(x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 5 -> tile5x2(x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            default -> tile6x2(x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
        }
    }

    private static void tileOf3(
            int windows,
            float[] x,
            int xOffset,
            int xStride,
            int[] taps,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        switch (windows) {
            case 2 -> tile2x3(x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 3 -> tile3x3(x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            default -> tile4x3(x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
        }
    }

    private static void tileOf4(
            int windows,
            float[] x,
            int xOffset,
            int xStride,
            int[] taps,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        switch (windows) {
            case 1 -> tile1x4(x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 2 -> tile2x4(x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            default -> tile3x4(x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
        }
    }

    private static void tile8x1(
            float[] x,
            int xOffset,
            int xStride,
            int[] taps,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector s00 = init0;
        FloatVector s10 = init0;
        FloatVector s20 = init0;
        FloatVector s30 = init0;
        FloatVector s40 = init0;
        FloatVector s50 = init0;
        FloatVector s60 = init0;
        FloatVector s70 = init0;
        int at = wOffset;
        for (int k = 0; k < taps.length; k += 3) {
            FloatVector w00 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w10 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w20 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            at += 3 * LANES;
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w00, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s00 = x1.fma(w10, s00);
            s10 = x1.fma(w00, s10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s00 = x2.fma(w20, s00);
            s10 = x2.fma(w10, s10);
            s20 = x2.fma(w00, s20);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[tap + 3 * xStride]);
            s10 = x3.fma(w20, s10);
            s20 = x3.fma(w10, s20);
            s30 = x3.fma(w00, s30);
            FloatVector x4 = FloatVector.broadcast(SPECIES, x[tap + 4 * xStride]);
            s20 = x4.fma(w20, s20);
            s30 = x4.fma(w10, s30);
            s40 = x4.fma(w00, s40);
            FloatVector x5 = FloatVector.broadcast(SPECIES, x[tap + 5 * xStride]);
            s30 = x5.fma(w20, s30);
            s40 = x5.fma(w10, s40);
            s50 = x5.fma(w00, s50);
            FloatVector x6 = FloatVector.broadcast(SPECIES, x[tap + 6 * xStride]);
            s40 = x6.fma(w20, s40);
            s50 = x6.fma(w10, s50);
            s60 = x6.fma(w00, s60);
            FloatVector x7 = FloatVector.broadcast(SPECIES, x[tap + 7 * xStride]);
            s50 = x7.fma(w20, s50);
            s60 = x7.fma(w10, s60);
            s70 = x7.fma(w00, s70);
            FloatVector x8 = FloatVector.broadcast(SPECIES, x[tap + 8 * xStride]);
            s60 = x8.fma(w20, s60);
            s70 = x8.fma(w10, s70);
            FloatVector x9 = FloatVector.broadcast(SPECIES, x[tap + 9 * xStride]);
            s70 = x9.fma(w20, s70);
        }
        s00.intoArray(y, yOffset);
        s10.intoArray(y, yOffset + yStride);
        s20.intoArray(y, yOffset + 2 * yStride);
        s30.intoArray(y, yOffset + 3 * yStride);
        s40.intoArray(y, yOffset + 4 * yStride);
        s50.intoArray(y, yOffset + 5 * yStride);
        s60.intoArray(y, yOffset + 6 * yStride);
        s70.intoArray(y, yOffset + 7 * yStride);
    }

    private static void tile7x1(
            float[] x,
            int xOffset,
            int xStride,
            int[] taps,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector s00 = init0;
        FloatVector s10 = init0;
        FloatVector s20 = init0;
        FloatVector s30 = init0;
        FloatVector s40 = init0;
        FloatVector s50 = init0;
        FloatVector s60 = init0;
        int at = wOffset;
        for (int k = 0; k < taps.length; k += 3) {
            FloatVector w00 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w10 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w20 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            at += 3 * LANES;
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w00, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s00 = x1.fma(w10, s00);
            s10 = x1.fma(w00, s10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s00 = x2.fma(w20, s00);
            s10 = x2.fma(w10, s10);
            s20 = x2.fma(w00, s20);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[tap + 3 * xStride]);
            s10 = x3.fma(w20, s10);
            s20 = x3.fma(w10, s20);
            s30 = x3.fma(w00, s30);
            FloatVector x4 = FloatVector.broadcast(SPECIES, x[tap + 4 * xStride]);
            s20 = x4.fma(w20, s20);
            s30 = x4.fma(w10, s30);
            s40 = x4.fma(w00, s40);
            FloatVector x5 = FloatVector.broadcast(SPECIES, x[tap + 5 * xStride]);
            s30 = x5.fma(w20, s30);
            s40 = x5.fma(w10, s40);
            s50 = x5.fma(w00, s50);
            FloatVector x6 = FloatVector.broadcast(SPECIES, x[tap + 6 * xStride]);
            s40 = x6.fma(w20, s40);
            s50 = x6.fma(w10, s50);
            s60 = x6.fma(w00, s60);
            FloatVector x7 = FloatVector.broadcast(SPECIES, x[tap + 7 * xStride]);
            s50 = x7.fma(w20, s50);
            s60 = x7.fma(w10, s60);
            FloatVector x8 = FloatVector.broadcast(SPECIES, x[tap + 8 * xStride]);
            s60 = x8.fma(w20, s60);
        }
        s00.intoArray(y, yOffset);
        s10.intoArray(y, yOffset + yStride);
        s20.intoArray(y, yOffset + 2 * yStride);
        s30.intoArray(y, yOffset + 3 * yStride);
        s40.intoArray(y, yOffset + 4 * yStride);
        s50.intoArray(y, yOffset + 5 * yStride);
        s60.intoArray(y, yOffset + 6 * yStride);
    }

    private static void tile6x1(
            float[] x,
            int xOffset,
            int xStride,
            int[] taps,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector s00 = init0;
        FloatVector s10 = init0;
        FloatVector s20 = init0;
        FloatVector s30 = init0;
        FloatVector s40 = init0;
        FloatVector s50 = init0;
        int at = wOffset;
        for (int k = 0; k < taps.length; k += 3) {
            FloatVector w00 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w10 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w20 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            at += 3 * LANES;
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w00, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s00 = x1.fma(w10, s00);
            s10 = x1.fma(w00, s10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s00 = x2.fma(w20, s00);
            s10 = x2.fma(w10, s10);
            s20 = x2.fma(w00, s20);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[tap + 3 * xStride]);
            s10 = x3.fma(w20, s10);
            s20 = x3.fma(w10, s20);
            s30 = x3.fma(w00, s30);
            FloatVector x4 = FloatVector.broadcast(SPECIES, x[tap + 4 * xStride]);
            s20 = x4.fma(w20, s20);
            s30 = x4.fma(w10, s30);
            s40 = x4.fma(w00, s40);
            FloatVector x5 = FloatVector.broadcast(SPECIES, x[tap + 5 * xStride]);
            s30 = x5.fma(w20, s30);
            s40 = x5.fma(w10, s40);
            s50 = x5.fma(w00, s50);
            FloatVector x6 = FloatVector.broadcast(SPECIES, x[tap + 6 * xStride]);
            s40 = x6.fma(w20, s40);
            s50 = x6.fma(w10, s50);
            FloatVector x7 = FloatVector.broadcast(SPECIES, x[tap + 7 * xStride]);
            s50 = x7.fma(w20, s50);
        }
        s00.intoArray(y, yOffset);
        s10.intoArray(y, yOffset + yStride);
        s20.intoArray(y, yOffset + 2 * yStride);
        s30.intoArray(y, yOffset + 3 * yStride);
        s40.intoArray(y, yOffset + 4 * yStride);
        s50.intoArray(y, yOffset + 5 * yStride);
    }

    private static void tile5x1(
            float[] x,
            int xOffset,
            int xStride,
            int[] taps,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        switch (xOffset) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector s00 = init0;
        FloatVector s10 = init0;
        FloatVector s20 = init0;
        FloatVector s30 = init0;
        FloatVector s40 = init0;
        int at = wOffset;
        for (int k = 0; k < taps.length; k += 3) {
            FloatVector w00 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w10 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w20 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            at += 3 * LANES;
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w00, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s00 = x1.fma(w10, s00);
            s10 = x1.fma(w00, s10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s00 = x2.fma(w20, s00);
            s10 = x2.fma(w10, s10);
            s20 = x2.fma(w00, s20);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[tap + 3 * xStride]);
            s10 = x3.fma(w20, s10);
            s20 = x3.fma(w10, s20);
            s30 = x3.fma(w00, s30);
            FloatVector x4 = FloatVector.broadcast(SPECIES, x[tap + 4 * xStride]);
            s20 = x4.fma(w20, s20);
            s30 = x4.fma(w10, s30);
            s40 = x4.fma(w00, s40);
            FloatVector x5 = FloatVector.broadcast(SPECIES, x[tap + 5 * xStride]);
            s30 = x5.fma(w20, s30);
            s40 = x5.fma(w10, s40);
            FloatVector x6 = FloatVector.broadcast(SPECIES, x[tap + 6 * xStride]);
            s40 = x6.fma(w20, s40);
        }
        s00.intoArray(y, yOffset);
        s10.intoArray(y, yOffset + yStride);
        s20.intoArray(y, yOffset + 2 * yStride);
        s30.intoArray(y, yOffset + 3 * yStride);
        s40.intoArray(y, yOffset + 4 * yStride);
    }

    private static void tile4x1(
            float[] x,
            int xOffset,
            int xStride,
            int[] taps,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        switch (xOffset) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector s00 = init0;
        FloatVector s10 = init0;
        FloatVector s20 = init0;
        FloatVector s30 = init0;
        int at = wOffset;
        for (int k = 0; k < taps.length; k += 3) {
            FloatVector w00 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w10 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w20 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            at += 3 * LANES;
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w00, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s00 = x1.fma(w10, s00);
            s10 = x1.fma(w00, s10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s00 = x2.fma(w20, s00);
            s10 = x2.fma(w10, s10);
            s20 = x2.fma(w00, s20);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[tap + 3 * xStride]);
            s10 = x3.fma(w20, s10);
            s20 = x3.fma(w10, s20);
            s30 = x3.fma(w00, s30);
            FloatVector x4 = FloatVector.broadcast(SPECIES, x[tap + 4 * xStride]);
            s20 = x4.fma(w20, s20);
            s30 = x4.fma(w10, s30);
            FloatVector x5 = FloatVector.broadcast(SPECIES, x[tap + 5 * xStride]);
            s30 = x5.fma(w20, s30);
        }
        s00.intoArray(y, yOffset);
        s10.intoArray(y, yOffset + yStride);
        s20.intoArray(y, yOffset + 2 * yStride);
        s30.intoArray(y, yOffset + 3 * yStride);
    }

    private static void tile6x2(
            float[] x,
            int xOffset,
            int xStride,
            int[] taps,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector init1 = FloatVector.fromArray(SPECIES, init, initOffset + LANES);
        FloatVector s00 = init0;
        FloatVector s01 = init1;
        FloatVector s10 = init0;
        FloatVector s11 = init1;
        FloatVector s20 = init0;
        FloatVector s21 = init1;
        FloatVector s30 = init0;
        FloatVector s31 = init1;
        FloatVector s40 = init0;
        FloatVector s41 = init1;
        FloatVector s50 = init0;
        FloatVector s51 = init1;
        int at = wOffset;
        for (int k = 0; k < taps.length; k += 3) {
            FloatVector w00 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w01 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w10 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector w11 = FloatVector.fromArray(SPECIES, w, at + 3 * LANES);
            FloatVector w20 = FloatVector.fromArray(SPECIES, w, at + 4 * LANES);
            FloatVector w21 = FloatVector.fromArray(SPECIES, w, at + 5 * LANES);
            at += 6 * LANES;
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w00, s00);
            s01 = x0.fma(w01, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s00 = x1.fma(w10, s00);
            s01 = x1.fma(w11, s01);
            s10 = x1.fma(w00, s10);
            s11 = x1.fma(w01, s11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s00 = x2.fma(w20, s00);
            s01 = x2.fma(w21, s01);
            s10 = x2.fma(w10, s10);
            s11 = x2.fma(w11, s11);
            s20 = x2.fma(w00, s20);
            s21 = x2.fma(w01, s21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[tap + 3 * xStride]);
            s10 = x3.fma(w20, s10);
            s11 = x3.fma(w21, s11);
            s20 = x3.fma(w10, s20);
            s21 = x3.fma(w11, s21);
            s30 = x3.fma(w00, s30);
            s31 = x3.fma(w01, s31);
            FloatVector x4 = FloatVector.broadcast(SPECIES, x[tap + 4 * xStride]);
            s20 = x4.fma(w20, s20);
            s21 = x4.fma(w21, s21);
            s30 = x4.fma(w10, s30);
            s31 = x4.fma(w11, s31);
            s40 = x4.fma(w00, s40);
            s41 = x4.fma(w01, s41);
            FloatVector x5 = FloatVector.broadcast(SPECIES, x[tap + 5 * xStride]);
            s30 = x5.fma(w20, s30);
            s31 = x5.fma(w21, s31);
            s40 = x5.fma(w10, s40);
            s41 = x5.fma(w11, s41);
            s50 = x5.fma(w00, s50);
            s51 = x5.fma(w01, s51);
            FloatVector x6 = FloatVector.broadcast(SPECIES, x[tap + 6 * xStride]);
            s40 = x6.fma(w20, s40);
            s41 = x6.fma(w21, s41);
            s50 = x6.fma(w10, s50);
            s51 = x6.fma(w11, s51);
            FloatVector x7 = FloatVector.broadcast(SPECIES, x[tap + 7 * xStride]);
            s50 = x7.fma(w20, s50);
            s51 = x7.fma(w21, s51);
        }
        s00.intoArray(y, yOffset);
        s01.intoArray(y, yOffset + LANES);
        s10.intoArray(y, yOffset + yStride);
        s11.intoArray(y, yOffset + yStride + LANES);
        s20.intoArray(y, yOffset + 2 * yStride);
        s21.intoArray(y, yOffset + 2 * yStride + LANES);
        s30.intoArray(y, yOffset + 3 * yStride);
        s31.intoArray(y, yOffset + 3 * yStride + LANES);
        s40.intoArray(y, yOffset + 4 * yStride);
        s41.intoArray(y, yOffset + 4 * yStride + LANES);
        s50.intoArray(y, yOffset + 5 * yStride);
        s51.intoArray(y, yOffset + 5 * yStride + LANES);
    }

    private static void tile5x2(
            float[] x,
            int xOffset,
            int xStride,
            int[] taps,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector init1 = FloatVector.fromArray(SPECIES, init, initOffset + LANES);
        FloatVector s00 = init0;
        FloatVector s01 = init1;
        FloatVector s10 = init0;
        FloatVector s11 = init1;
        FloatVector s20 = init0;
        FloatVector s21 = init1;
        FloatVector s30 = init0;
        FloatVector s31 = init1;
        FloatVector s40 = init0;
        FloatVector s41 = init1;
        int at = wOffset;
        for (int k = 0; k < taps.length; k += 3) {
            FloatVector w00 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w01 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w10 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector w11 = FloatVector.fromArray(SPECIES, w, at + 3 * LANES);
            FloatVector w20 = FloatVector.fromArray(SPECIES, w, at + 4 * LANES);
            FloatVector w21 = FloatVector.fromArray(SPECIES, w, at + 5 * LANES);
            at += 6 * LANES;
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w00, s00);
            s01 = x0.fma(w01, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s00 = x1.fma(w10, s00);
            s01 = x1.fma(w11, s01);
            s10 = x1.fma(w00, s10);
            s11 = x1.fma(w01, s11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s00 = x2.fma(w20, s00);
            s01 = x2.fma(w21, s01);
            s10 = x2.fma(w10, s10);
            s11 = x2.fma(w11, s11);
            s20 = x2.fma(w00, s20);
            s21 = x2.fma(w01, s21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[tap + 3 * xStride]);
            s10 = x3.fma(w20, s10);
            s11 = x3.fma(w21, s11);
            s20 = x3.fma(w10, s20);
            s21 = x3.fma(w11, s21);
            s30 = x3.fma(w00, s30);
            s31 = x3.fma(w01, s31);
            FloatVector x4 = FloatVector.broadcast(SPECIES, x[tap + 4 * xStride]);
            s20 = x4.fma(w20, s20);
            s21 = x4.fma(w21, s21);
            s30 = x4.fma(w10, s30);
            s31 = x4.fma(w11, s31);
            s40 = x4.fma(w00, s40);
            s41 = x4.fma(w01, s41);
            FloatVector x5 = FloatVector.broadcast(SPECIES, x[tap + 5 * xStride]);
            s30 = x5.fma(w20, s30);
            s31 = x5.fma(w21, s31);
            s40 = x5.fma(w10, s40);
            s41 = x5.fma(w11, s41);
            FloatVector x6 = FloatVector.broadcast(SPECIES, x[tap + 6 * xStride]);
            s40 = x6.fma(w20, s40);
            s41 = x6.fma(w21, s41);
        }
        s00.intoArray(y, yOffset);
        s01.intoArray(y, yOffset + LANES);
        s10.intoArray(y, yOffset + yStride);
        s11.intoArray(y, yOffset + yStride + LANES);
        s20.intoArray(y, yOffset + 2 * yStride);
        s21.intoArray(y, yOffset + 2 * yStride + LANES);
        s30.intoArray(y, yOffset + 3 * yStride);
        s31.intoArray(y, yOffset + 3 * yStride + LANES);
        s40.intoArray(y, yOffset + 4 * yStride);
        s41.intoArray(y, yOffset + 4 * yStride + LANES);
    }

    private static void tile4x2(
            float[] x,
            int xOffset,
            int xStride,
            int[] taps,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector init1 = FloatVector.fromArray(SPECIES, init, initOffset + LANES);
        FloatVector s00 = init0;
        FloatVector s01 = init1;
        FloatVector s10 = init0;
        FloatVector s11 = init1;
        FloatVector s20 = init0;
        FloatVector s21 = init1;
        FloatVector s30 = init0;
        FloatVector s31 = init1;
        int at = wOffset;
        for (int k = 0; k < taps.length; k += 3) {
            FloatVector w00 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w01 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w10 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector w11 = FloatVector.fromArray(SPECIES, w, at + 3 * LANES);
            FloatVector w20 = FloatVector.fromArray(SPECIES, w, at + 4 * LANES);
            FloatVector w21 = FloatVector.fromArray(SPECIES, w, at + 5 * LANES);
            at += 6 * LANES;
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w00, s00);
            s01 = x0.fma(w01, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s00 = x1.fma(w10, s00);
            s01 = x1.fma(w11, s01);
            s10 = x1.fma(w00, s10);
            s11 = x1.fma(w01, s11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s00 = x2.fma(w20, s00);
            s01 = x2.fma(w21, s01);
            s10 = x2.fma(w10, s10);
            s11 = x2.fma(w11, s11);
            s20 = x2.fma(w00, s20);
            s21 = x2.fma(w01, s21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[tap + 3 * xStride]);
            s10 = x3.fma(w20, s10);
            s11 = x3.fma(w21, s11);
            s20 = x3.fma(w10, s20);
            s21 = x3.fma(w11, s21);
            s30 = x3.fma(w00, s30);
            s31 = x3.fma(w01, s31);
            FloatVector x4 = FloatVector.broadcast(SPECIES, x[tap + 4 * xStride]);
            s20 = x4.fma(w20, s20);
            s21 = x4.fma(w21, s21);
            s30 = x4.fma(w10, s30);
            s31 = x4.fma(w11, s31);
            FloatVector x5 = FloatVector.broadcast(SPECIES, x[tap + 5 * xStride]);
            s30 = x5.fma(w20, s30);
            s31 = x5.fma(w21, s31);
        }
        s00.intoArray(y, yOffset);
        s01.intoArray(y, yOffset + LANES);
        s10.intoArray(y, yOffset + yStride);
        s11.intoArray(y, yOffset + yStride + LANES);
        s20.intoArray(y, yOffset + 2 * yStride);
        s21.intoArray(y, yOffset + 2 * yStride + LANES);
        s30.intoArray(y, yOffset + 3 * yStride);
        s31.intoArray(y, yOffset + 3 * yStride + LANES);
    }

    private static void tile3x2(
            float[] x,
            int xOffset,
            int xStride,
            int[] taps,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector init1 = FloatVector.fromArray(SPECIES, init, initOffset + LANES);
        FloatVector s00 = init0;
        FloatVector s01 = init1;
        FloatVector s10 = init0;
        FloatVector s11 = init1;
        FloatVector s20 = init0;
        FloatVector s21 = init1;
        int at = wOffset;
        for (int k = 0; k < taps.length; k += 3) {
            FloatVector w00 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w01 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w10 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector w11 = FloatVector.fromArray(SPECIES, w, at + 3 * LANES);
            FloatVector w20 = FloatVector.fromArray(SPECIES, w, at + 4 * LANES);
            FloatVector w21 = FloatVector.fromArray(SPECIES, w, at + 5 * LANES);
            at += 6 * LANES;
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w00, s00);
            s01 = x0.fma(w01, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s00 = x1.fma(w10, s00);
            s01 = x1.fma(w11, s01);
            s10 = x1.fma(w00, s10);
            s11 = x1.fma(w01, s11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s00 = x2.fma(w20, s00);
            s01 = x2.fma(w21, s01);
            s10 = x2.fma(w10, s10);
            s11 = x2.fma(w11, s11);
            s20 = x2.fma(w00, s20);
            s21 = x2.fma(w01, s21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[tap + 3 * xStride]);
            s10 = x3.fma(w20, s10);
            s11 = x3.fma(w21, s11);
            s20 = x3.fma(w10, s20);
            s21 = x3.fma(w11, s21);
            FloatVector x4 = FloatVector.broadcast(SPECIES, x[tap + 4 * xStride]);
            s20 = x4.fma(w20, s20);
            s21 = x4.fma(w21, s21);
        }
        s00.intoArray(y, yOffset);
        s01.intoArray(y, yOffset + LANES);
        s10.intoArray(y, yOffset + yStride);
        s11.intoArray(y, yOffset + yStride + LANES);
        s20.intoArray(y, yOffset + 2 * yStride);
        s21.intoArray(y, yOffset + 2 * yStride + LANES);
    }

    private static void tile2x2(
            float[] x,
            int xOffset,
            int xStride,
            int[] taps,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        switch (xOffset) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector init1 = FloatVector.fromArray(SPECIES, init, initOffset + LANES);
        FloatVector s00 = init0;
        FloatVector s01 = init1;
        FloatVector s10 = init0;
        FloatVector s11 = init1;
        int at = wOffset;
        for (int k = 0; k < taps.length; k += 3) {
            FloatVector w00 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w01 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w10 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector w11 = FloatVector.fromArray(SPECIES, w, at + 3 * LANES);
            FloatVector w20 = FloatVector.fromArray(SPECIES, w, at + 4 * LANES);
            FloatVector w21 = FloatVector.fromArray(SPECIES, w, at + 5 * LANES);
            at += 6 * LANES;
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w00, s00);
            s01 = x0.fma(w01, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s00 = x1.fma(w10, s00);
            s01 = x1.fma(w11, s01);
            s10 = x1.fma(w00, s10);
            s11 = x1.fma(w01, s11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s00 = x2.fma(w20, s00);
            s01 = x2.fma(w21, s01);
            s10 = x2.fma(w10, s10);
            s11 = x2.fma(w11, s11);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[tap + 3 * xStride]);
            s10 = x3.fma(w20, s10);
            s11 = x3.fma(w21, s11);
        }
        s00.intoArray(y, yOffset);
        s01.intoArray(y, yOffset + LANES);
        s10.intoArray(y, yOffset + yStride);
        s11.intoArray(y, yOffset + yStride + LANES);
    }

    private static void tile4x3(
            float[] x,
            int xOffset,
            int xStride,
            int[] taps,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector init1 = FloatVector.fromArray(SPECIES, init, initOffset + LANES);
        FloatVector init2 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * LANES);
        FloatVector s00 = init0;
        FloatVector s01 = init1;
        FloatVector s02 = init2;
        FloatVector s10 = init0;
        FloatVector s11 = init1;
        FloatVector s12 = init2;
        FloatVector s20 = init0;
        FloatVector s21 = init1;
        FloatVector s22 = init2;
        FloatVector s30 = init0;
        FloatVector s31 = init1;
        FloatVector s32 = init2;
        int at = wOffset;
        for (int k = 0; k < taps.length; k += 3) {
            FloatVector w00 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w01 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w02 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector w10 = FloatVector.fromArray(SPECIES, w, at + 3 * LANES);
            FloatVector w11 = FloatVector.fromArray(SPECIES, w, at + 4 * LANES);
            FloatVector w12 = FloatVector.fromArray(SPECIES, w, at + 5 * LANES);
            FloatVector w20 = FloatVector.fromArray(SPECIES, w, at + 6 * LANES);
            FloatVector w21 = FloatVector.fromArray(SPECIES, w, at + 7 * LANES);
            FloatVector w22 = FloatVector.fromArray(SPECIES, w, at + 8 * LANES);
            at += 9 * LANES;
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w00, s00);
            s01 = x0.fma(w01, s01);
            s02 = x0.fma(w02, s02);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s00 = x1.fma(w10, s00);
            s01 = x1.fma(w11, s01);
            s02 = x1.fma(w12, s02);
            s10 = x1.fma(w00, s10);
            s11 = x1.fma(w01, s11);
            s12 = x1.fma(w02, s12);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s00 = x2.fma(w20, s00);
            s01 = x2.fma(w21, s01);
            s02 = x2.fma(w22, s02);
            s10 = x2.fma(w10, s10);
            s11 = x2.fma(w11, s11);
            s12 = x2.fma(w12, s12);
            s20 = x2.fma(w00, s20);
            s21 = x2.fma(w01, s21);
            s22 = x2.fma(w02, s22);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[tap + 3 * xStride]);
            s10 = x3.fma(w20, s10);
            s11 = x3.fma(w21, s11);
            s12 = x3.fma(w22, s12);
            s20 = x3.fma(w10, s20);
            s21 = x3.fma(w11, s21);
            s22 = x3.fma(w12, s22);
            s30 = x3.fma(w00, s30);
            s31 = x3.fma(w01, s31);
            s32 = x3.fma(w02, s32);
            FloatVector x4 = FloatVector.broadcast(SPECIES, x[tap + 4 * xStride]);
            s20 = x4.fma(w20, s20);
            s21 = x4.fma(w21, s21);
            s22 = x4.fma(w22, s22);
            s30 = x4.fma(w10, s30);
            s31 = x4.fma(w11, s31);
            s32 = x4.fma(w12, s32);
            FloatVector x5 = FloatVector.broadcast(SPECIES, x[tap + 5 * xStride]);
            s30 = x5.fma(w20, s30);
            s31 = x5.fma(w21, s31);
            s32 = x5.fma(w22, s32);
        }
        s00.intoArray(y, yOffset);
        s01.intoArray(y, yOffset + LANES);
        s02.intoArray(y, yOffset + 2 * LANES);
        s10.intoArray(y, yOffset + yStride);
        s11.intoArray(y, yOffset + yStride + LANES);
        s12.intoArray(y, yOffset + yStride + 2 * LANES);
        s20.intoArray(y, yOffset + 2 * yStride);
        s21.intoArray(y, yOffset + 2 * yStride + LANES);
        s22.intoArray(y, yOffset + 2 * yStride + 2 * LANES);
        s30.intoArray(y, yOffset + 3 * yStride);
        s31.intoArray(y, yOffset + 3 * yStride + LANES);
        s32.intoArray(y, yOffset + 3 * yStride + 2 * LANES);
    }

    private static void tile3x3(
            float[] x,
            int xOffset,
            int xStride,
            int[] taps,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector init1 = FloatVector.fromArray(SPECIES, init, initOffset + LANES);
        FloatVector init2 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * LANES);
        FloatVector s00 = init0;
        FloatVector s01 = init1;
        FloatVector s02 = init2;
        FloatVector s10 = init0;
        FloatVector s11 = init1;
        FloatVector s12 = init2;
        FloatVector s20 = init0;
        FloatVector s21 = init1;
        FloatVector s22 = init2;
        int at = wOffset;
        for (int k = 0; k < taps.length; k += 3) {
            FloatVector w00 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w01 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w02 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector w10 = FloatVector.fromArray(SPECIES, w, at + 3 * LANES);
            FloatVector w11 = FloatVector.fromArray(SPECIES, w, at + 4 * LANES);
            FloatVector w12 = FloatVector.fromArray(SPECIES, w, at + 5 * LANES);
            FloatVector w20 = FloatVector.fromArray(SPECIES, w, at + 6 * LANES);
            FloatVector w21 = FloatVector.fromArray(SPECIES, w, at + 7 * LANES);
            FloatVector w22 = FloatVector.fromArray(SPECIES, w, at + 8 * LANES);
            at += 9 * LANES;
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w00, s00);
            s01 = x0.fma(w01, s01);
            s02 = x0.fma(w02, s02);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s00 = x1.fma(w10, s00);
            s01 = x1.fma(w11, s01);
            s02 = x1.fma(w12, s02);
            s10 = x1.fma(w00, s10);
            s11 = x1.fma(w01, s11);
            s12 = x1.fma(w02, s12);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s00 = x2.fma(w20, s00);
            s01 = x2.fma(w21, s01);
            s02 = x2.fma(w22, s02);
            s10 = x2.fma(w10, s10);
            s11 = x2.fma(w11, s11);
            s12 = x2.fma(w12, s12);
            s20 = x2.fma(w00, s20);
            s21 = x2.fma(w01, s21);
            s22 = x2.fma(w02, s22);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[tap + 3 * xStride]);
            s10 = x3.fma(w20, s10);
            s11 = x3.fma(w21, s11);
            s12 = x3.fma(w22, s12);
            s20 = x3.fma(w10, s20);
            s21 = x3.fma(w11, s21);
            s22 = x3.fma(w12, s22);
            FloatVector x4 = FloatVector.broadcast(SPECIES, x[tap + 4 * xStride]);
            s20 = x4.fma(w20, s20);
            s21 = x4.fma(w21, s21);
            s22 = x4.fma(w22, s22);
        }
        s00.intoArray(y, yOffset);
        s01.intoArray(y, yOffset + LANES);
        s02.intoArray(y, yOffset + 2 * LANES);
        s10.intoArray(y, yOffset + yStride);
        s11.intoArray(y, yOffset + yStride + LANES);
        s12.intoArray(y, yOffset + yStride + 2 * LANES);
        s20.intoArray(y, yOffset + 2 * yStride);
        s21.intoArray(y, yOffset + 2 * yStride + LANES);
        s22.intoArray(y, yOffset + 2 * yStride + 2 * LANES);
    }

    private static void tile2x3(
            float[] x,
            int xOffset,
            int xStride,
            int[] taps,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector init1 = FloatVector.fromArray(SPECIES, init, initOffset + LANES);
        FloatVector init2 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * LANES);
        FloatVector s00 = init0;
        FloatVector s01 = init1;
        FloatVector s02 = init2;
        FloatVector s10 = init0;
        FloatVector s11 = init1;
        FloatVector s12 = init2;
        int at = wOffset;
        for (int k = 0; k < taps.length; k += 3) {
            FloatVector w00 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w01 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w02 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector w10 = FloatVector.fromArray(SPECIES, w, at + 3 * LANES);
            FloatVector w11 = FloatVector.fromArray(SPECIES, w, at + 4 * LANES);
            FloatVector w12 = FloatVector.fromArray(SPECIES, w, at + 5 * LANES);
            FloatVector w20 = FloatVector.fromArray(SPECIES, w, at + 6 * LANES);
            FloatVector w21 = FloatVector.fromArray(SPECIES, w, at + 7 * LANES);
            FloatVector w22 = FloatVector.fromArray(SPECIES, w, at + 8 * LANES);
            at += 9 * LANES;
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w00, s00);
            s01 = x0.fma(w01, s01);
            s02 = x0.fma(w02, s02);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s00 = x1.fma(w10, s00);
            s01 = x1.fma(w11, s01);
            s02 = x1.fma(w12, s02);
            s10 = x1.fma(w00, s10);
            s11 = x1.fma(w01, s11);
            s12 = x1.fma(w02, s12);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s00 = x2.fma(w20, s00);
            s01 = x2.fma(w21, s01);
            s02 = x2.fma(w22, s02);
            s10 = x2.fma(w10, s10);
            s11 = x2.fma(w11, s11);
            s12 = x2.fma(w12, s12);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[tap + 3 * xStride]);
            s10 = x3.fma(w20, s10);
            s11 = x3.fma(w21, s11);
            s12 = x3.fma(w22, s12);
        }
        s00.intoArray(y, yOffset);
        s01.intoArray(y, yOffset + LANES);
        s02.intoArray(y, yOffset + 2 * LANES);
        s10.intoArray(y, yOffset + yStride);
        s11.intoArray(y, yOffset + yStride + LANES);
        s12.intoArray(y, yOffset + yStride + 2 * LANES);
    }

    private static void tile3x4(
            float[] x,
            int xOffset,
            int xStride,
            int[] taps,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector init1 = FloatVector.fromArray(SPECIES, init, initOffset + LANES);
        FloatVector init2 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * LANES);
        FloatVector init3 = FloatVector.fromArray(SPECIES, init, initOffset + 3 * LANES);
        FloatVector s00 = init0;
        FloatVector s01 = init1;
        FloatVector s02 = init2;
        FloatVector s03 = init3;
        FloatVector s10 = init0;
        FloatVector s11 = init1;
        FloatVector s12 = init2;
        FloatVector s13 = init3;
        FloatVector s20 = init0;
        FloatVector s21 = init1;
        FloatVector s22 = init2;
        FloatVector s23 = init3;
        int at = wOffset;
        for (int k = 0; k < taps.length; k += 3) {
            FloatVector w00 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w01 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w02 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector w03 = FloatVector.fromArray(SPECIES, w, at + 3 * LANES);
            FloatVector w10 = FloatVector.fromArray(SPECIES, w, at + 4 * LANES);
            FloatVector w11 = FloatVector.fromArray(SPECIES, w, at + 5 * LANES);
            FloatVector w12 = FloatVector.fromArray(SPECIES, w, at + 6 * LANES);
            FloatVector w13 = FloatVector.fromArray(SPECIES, w, at + 7 * LANES);
            FloatVector w20 = FloatVector.fromArray(SPECIES, w, at + 8 * LANES);
            FloatVector w21 = FloatVector.fromArray(SPECIES, w, at + 9 * LANES);
            FloatVector w22 = FloatVector.fromArray(SPECIES, w, at + 10 * LANES);
            FloatVector w23 = FloatVector.fromArray(SPECIES, w, at + 11 * LANES);
            at += 12 * LANES;
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w00, s00);
            s01 = x0.fma(w01, s01);
            s02 = x0.fma(w02, s02);
            s03 = x0.fma(w03, s03);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s00 = x1.fma(w10, s00);
            s01 = x1.fma(w11, s01);
            s02 = x1.fma(w12, s02);
            s03 = x1.fma(w13, s03);
            s10 = x1.fma(w00, s10);
            s11 = x1.fma(w01, s11);
            s12 = x1.fma(w02, s12);
            s13 = x1.fma(w03, s13);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s00 = x2.fma(w20, s00);
            s01 = x2.fma(w21, s01);
            s02 = x2.fma(w22, s02);
            s03 = x2.fma(w23, s03);
            s10 = x2.fma(w10, s10);
            s11 = x2.fma(w11, s11);
            s12 = x2.fma(w12, s12);
            s13 = x2.fma(w13, s13);
            s20 = x2.fma(w00, s20);
            s21 = x2.fma(w01, s21);
            s22 = x2.fma(w02, s22);
            s23 = x2.fma(w03, s23);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[tap + 3 * xStride]);
            s10 = x3.fma(w20, s10);
            s11 = x3.fma(w21, s11);
            s12 = x3.fma(w22, s12);
            s13 = x3.fma(w23, s13);
            s20 = x3.fma(w10, s20);
            s21 = x3.fma(w11, s21);
            s22 = x3.fma(w12, s22);
            s23 = x3.fma(w13, s23);
            FloatVector x4 = FloatVector.broadcast(SPECIES, x[tap + 4 * xStride]);
            s20 = x4.fma(w20, s20);
            s21 = x4.fma(w21, s21);
            s22 = x4.fma(w22, s22);
            s23 = x4.fma(w23, s23);
        }
        s00.intoArray(y, yOffset);
        s01.intoArray(y, yOffset + LANES);
        s02.intoArray(y, yOffset + 2 * LANES);
        s03.intoArray(y, yOffset + 3 * LANES);
        s10.intoArray(y, yOffset + yStride);
        s11.intoArray(y, yOffset + yStride + LANES);
        s12.intoArray(y, yOffset + yStride + 2 * LANES);
        s13.intoArray(y, yOffset + yStride + 3 * LANES);
        s20.intoArray(y, yOffset + 2 * yStride);
        s21.intoArray(y, yOffset + 2 * yStride + LANES);
        s22.intoArray(y, yOffset + 2 * yStride + 2 * LANES);
        s23.intoArray(y, yOffset + 2 * yStride + 3 * LANES);
    }

    private static void tile2x4(
            float[] x,
            int xOffset,
            int xStride,
            int[] taps,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector init1 = FloatVector.fromArray(SPECIES, init, initOffset + LANES);
        FloatVector init2 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * LANES);
        FloatVector init3 = FloatVector.fromArray(SPECIES, init, initOffset + 3 * LANES);
        FloatVector s00 = init0;
        FloatVector s01 = init1;
        FloatVector s02 = init2;
        FloatVector s03 = init3;
        FloatVector s10 = init0;
        FloatVector s11 = init1;
        FloatVector s12 = init2;
        FloatVector s13 = init3;
        int at = wOffset;
        for (int k = 0; k < taps.length; k += 3) {
            FloatVector w00 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w01 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w02 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector w03 = FloatVector.fromArray(SPECIES, w, at + 3 * LANES);
            FloatVector w10 = FloatVector.fromArray(SPECIES, w, at + 4 * LANES);
            FloatVector w11 = FloatVector.fromArray(SPECIES, w, at + 5 * LANES);
            FloatVector w12 = FloatVector.fromArray(SPECIES, w, at + 6 * LANES);
            FloatVector w13 = FloatVector.fromArray(SPECIES, w, at + 7 * LANES);
            FloatVector w20 = FloatVector.fromArray(SPECIES, w, at + 8 * LANES);
            FloatVector w21 = FloatVector.fromArray(SPECIES, w, at + 9 * LANES);
            FloatVector w22 = FloatVector.fromArray(SPECIES, w, at + 10 * LANES);
            FloatVector w23 = FloatVector.fromArray(SPECIES, w, at + 11 * LANES);
            at += 12 * LANES;
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w00, s00);
            s01 = x0.fma(w01, s01);
            s02 = x0.fma(w02, s02);
            s03 = x0.fma(w03, s03);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s00 = x1.fma(w10, s00);
            s01 = x1.fma(w11, s01);
            s02 = x1.fma(w12, s02);
            s03 = x1.fma(w13, s03);
            s10 = x1.fma(w00, s10);
            s11 = x1.fma(w01, s11);
            s12 = x1.fma(w02, s12);
            s13 = x1.fma(w03, s13);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s00 = x2.fma(w20, s00);
            s01 = x2.fma(w21, s01);
            s02 = x2.fma(w22, s02);
            s03 = x2.fma(w23, s03);
            s10 = x2.fma(w10, s10);
            s11 = x2.fma(w11, s11);
            s12 = x2.fma(w12, s12);
            s13 = x2.fma(w13, s13);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[tap + 3 * xStride]);
            s10 = x3.fma(w20, s10);
            s11 = x3.fma(w21, s11);
            s12 = x3.fma(w22, s12);
            s13 = x3.fma(w23, s13);
        }
        s00.intoArray(y, yOffset);
        s01.intoArray(y, yOffset + LANES);
        s02.intoArray(y, yOffset + 2 * LANES);
        s03.intoArray(y, yOffset + 3 * LANES);
        s10.intoArray(y, yOffset + yStride);
        s11.intoArray(y, yOffset + yStride + LANES);
        s12.intoArray(y, yOffset + yStride + 2 * LANES);
        s13.intoArray(y, yOffset + yStride + 3 * LANES);
    }

    private static void tile1x4(
            float[] x,
            int xOffset,
            int xStride,
            int[] taps,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        switch (xOffset) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector init1 = FloatVector.fromArray(SPECIES, init, initOffset + LANES);
        FloatVector init2 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * LANES);
        FloatVector init3 = FloatVector.fromArray(SPECIES, init, initOffset + 3 * LANES);
        FloatVector s00 = init0;
        FloatVector s01 = init1;
        FloatVector s02 = init2;
        FloatVector s03 = init3;
        int at = wOffset;
        for (int k = 0; k < taps.length; k += 3) {
            FloatVector w00 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w01 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w02 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector w03 = FloatVector.fromArray(SPECIES, w, at + 3 * LANES);
            FloatVector w10 = FloatVector.fromArray(SPECIES, w, at + 4 * LANES);
            FloatVector w11 = FloatVector.fromArray(SPECIES, w, at + 5 * LANES);
            FloatVector w12 = FloatVector.fromArray(SPECIES, w, at + 6 * LANES);
            FloatVector w13 = FloatVector.fromArray(SPECIES, w, at + 7 * LANES);
            FloatVector w20 = FloatVector.fromArray(SPECIES, w, at + 8 * LANES);
            FloatVector w21 = FloatVector.fromArray(SPECIES, w, at + 9 * LANES);
            FloatVector w22 = FloatVector.fromArray(SPECIES, w, at + 10 * LANES);
            FloatVector w23 = FloatVector.fromArray(SPECIES, w, at + 11 * LANES);
            at += 12 * LANES;
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w00, s00);
            s01 = x0.fma(w01, s01);
            s02 = x0.fma(w02, s02);
            s03 = x0.fma(w03, s03);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s00 = x1.fma(w10, s00);
            s01 = x1.fma(w11, s01);
            s02 = x1.fma(w12, s02);
            s03 = x1.fma(w13, s03);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s00 = x2.fma(w20, s00);
            s01 = x2.fma(w21, s01);
            s02 = x2.fma(w22, s02);
            s03 = x2.fma(w23, s03);
        }
        s00.intoArray(y, yOffset);
        s01.intoArray(y, yOffset + LANES);
        s02.intoArray(y, yOffset + 2 * LANES);
        s03.intoArray(y, yOffset + 3 * LANES);
    }
}
