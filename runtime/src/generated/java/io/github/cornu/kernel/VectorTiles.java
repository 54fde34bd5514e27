package io.github.cornu.kernel;

import static io.github.cornu.kernel.VectorSpeciesHolder.LANES;
import static io.github.cornu.kernel.VectorSpeciesHolder.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Products of a few rows with a panel of a packed matrix. The sums are held in registers and stored to {@code y} when
 * all {@code depth} products are added, in ascending order. Written by {@code tools/kernels/tiles.py}.
 *
 * <p>{@code tileRxV}: R rows of x, a panel of V vectors; all rows start from the same row of {@code init}.
 * {@code ownRxV}: each row starts from its own row of {@code init}. {@code tapsRxV}: a row of x lies where {@code taps}
 * says, seen from its beginning. {@code tile}, {@code own} and {@code taps} select the loop for a tile. {@code gemvPxV}:
 * one row of x, P panels of V vectors.
 */
final class VectorTiles {
    private VectorTiles() {}

    static void tile1x1(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector s00 = init0;
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
        }
        s00.intoArray(y, yOffset);
    }

    static void tile1x2(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector init1 = FloatVector.fromArray(SPECIES, init, initOffset + LANES);
        FloatVector s00 = init0;
        FloatVector s01 = init1;
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 2 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
        }
        s00.intoArray(y, yOffset);
        s01.intoArray(y, yOffset + LANES);
    }

    static void tile1x3(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector init1 = FloatVector.fromArray(SPECIES, init, initOffset + LANES);
        FloatVector init2 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * LANES);
        FloatVector s00 = init0;
        FloatVector s01 = init1;
        FloatVector s02 = init2;
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 3 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            s02 = x0.fma(w2, s02);
        }
        s00.intoArray(y, yOffset);
        s01.intoArray(y, yOffset + LANES);
        s02.intoArray(y, yOffset + 2 * LANES);
    }

    static void tile1x4(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
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
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 4 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector w3 = FloatVector.fromArray(SPECIES, w, at + 3 * LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            s02 = x0.fma(w2, s02);
            s03 = x0.fma(w3, s03);
        }
        s00.intoArray(y, yOffset);
        s01.intoArray(y, yOffset + LANES);
        s02.intoArray(y, yOffset + 2 * LANES);
        s03.intoArray(y, yOffset + 3 * LANES);
    }

    static void tile2x1(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector s00 = init0;
        FloatVector s10 = init0;
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
        }
        s00.intoArray(y, yOffset);
        s10.intoArray(y, yOffset + yStride);
    }

    static void tile2x2(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
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
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 2 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
        }
        s00.intoArray(y, yOffset);
        s01.intoArray(y, yOffset + LANES);
        s10.intoArray(y, yOffset + yStride);
        s11.intoArray(y, yOffset + yStride + LANES);
    }

    static void tile2x3(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector init1 = FloatVector.fromArray(SPECIES, init, initOffset + LANES);
        FloatVector init2 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * LANES);
        FloatVector s00 = init0;
        FloatVector s01 = init1;
        FloatVector s02 = init2;
        FloatVector s10 = init0;
        FloatVector s11 = init1;
        FloatVector s12 = init2;
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 3 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            s02 = x0.fma(w2, s02);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            s12 = x1.fma(w2, s12);
        }
        s00.intoArray(y, yOffset);
        s01.intoArray(y, yOffset + LANES);
        s02.intoArray(y, yOffset + 2 * LANES);
        s10.intoArray(y, yOffset + yStride);
        s11.intoArray(y, yOffset + yStride + LANES);
        s12.intoArray(y, yOffset + yStride + 2 * LANES);
    }

    static void tile2x4(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
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
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 4 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector w3 = FloatVector.fromArray(SPECIES, w, at + 3 * LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            s02 = x0.fma(w2, s02);
            s03 = x0.fma(w3, s03);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            s12 = x1.fma(w2, s12);
            s13 = x1.fma(w3, s13);
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

    static void tile3x1(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector s00 = init0;
        FloatVector s10 = init0;
        FloatVector s20 = init0;
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[xOffset + 2 * xStride + k]);
            s20 = x2.fma(w0, s20);
        }
        s00.intoArray(y, yOffset);
        s10.intoArray(y, yOffset + yStride);
        s20.intoArray(y, yOffset + 2 * yStride);
    }

    static void tile3x2(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
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
        FloatVector s20 = init0;
        FloatVector s21 = init1;
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 2 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[xOffset + 2 * xStride + k]);
            s20 = x2.fma(w0, s20);
            s21 = x2.fma(w1, s21);
        }
        s00.intoArray(y, yOffset);
        s01.intoArray(y, yOffset + LANES);
        s10.intoArray(y, yOffset + yStride);
        s11.intoArray(y, yOffset + yStride + LANES);
        s20.intoArray(y, yOffset + 2 * yStride);
        s21.intoArray(y, yOffset + 2 * yStride + LANES);
    }

    static void tile3x3(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
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
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 3 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            s02 = x0.fma(w2, s02);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            s12 = x1.fma(w2, s12);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[xOffset + 2 * xStride + k]);
            s20 = x2.fma(w0, s20);
            s21 = x2.fma(w1, s21);
            s22 = x2.fma(w2, s22);
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

    static void tile3x4(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
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
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 4 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector w3 = FloatVector.fromArray(SPECIES, w, at + 3 * LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            s02 = x0.fma(w2, s02);
            s03 = x0.fma(w3, s03);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            s12 = x1.fma(w2, s12);
            s13 = x1.fma(w3, s13);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[xOffset + 2 * xStride + k]);
            s20 = x2.fma(w0, s20);
            s21 = x2.fma(w1, s21);
            s22 = x2.fma(w2, s22);
            s23 = x2.fma(w3, s23);
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

    static void tile4x1(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
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
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[xOffset + 2 * xStride + k]);
            s20 = x2.fma(w0, s20);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[xOffset + 3 * xStride + k]);
            s30 = x3.fma(w0, s30);
        }
        s00.intoArray(y, yOffset);
        s10.intoArray(y, yOffset + yStride);
        s20.intoArray(y, yOffset + 2 * yStride);
        s30.intoArray(y, yOffset + 3 * yStride);
    }

    static void tile4x2(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
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
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 2 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[xOffset + 2 * xStride + k]);
            s20 = x2.fma(w0, s20);
            s21 = x2.fma(w1, s21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[xOffset + 3 * xStride + k]);
            s30 = x3.fma(w0, s30);
            s31 = x3.fma(w1, s31);
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

    static void tile4x3(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
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
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 3 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            s02 = x0.fma(w2, s02);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            s12 = x1.fma(w2, s12);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[xOffset + 2 * xStride + k]);
            s20 = x2.fma(w0, s20);
            s21 = x2.fma(w1, s21);
            s22 = x2.fma(w2, s22);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[xOffset + 3 * xStride + k]);
            s30 = x3.fma(w0, s30);
            s31 = x3.fma(w1, s31);
            s32 = x3.fma(w2, s32);
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

    static void tile4x4(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
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
        FloatVector s30 = init0;
        FloatVector s31 = init1;
        FloatVector s32 = init2;
        FloatVector s33 = init3;
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 4 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector w3 = FloatVector.fromArray(SPECIES, w, at + 3 * LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            s02 = x0.fma(w2, s02);
            s03 = x0.fma(w3, s03);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            s12 = x1.fma(w2, s12);
            s13 = x1.fma(w3, s13);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[xOffset + 2 * xStride + k]);
            s20 = x2.fma(w0, s20);
            s21 = x2.fma(w1, s21);
            s22 = x2.fma(w2, s22);
            s23 = x2.fma(w3, s23);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[xOffset + 3 * xStride + k]);
            s30 = x3.fma(w0, s30);
            s31 = x3.fma(w1, s31);
            s32 = x3.fma(w2, s32);
            s33 = x3.fma(w3, s33);
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
        s30.intoArray(y, yOffset + 3 * yStride);
        s31.intoArray(y, yOffset + 3 * yStride + LANES);
        s32.intoArray(y, yOffset + 3 * yStride + 2 * LANES);
        s33.intoArray(y, yOffset + 3 * yStride + 3 * LANES);
    }

    static void tile5x1(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
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
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[xOffset + 2 * xStride + k]);
            s20 = x2.fma(w0, s20);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[xOffset + 3 * xStride + k]);
            s30 = x3.fma(w0, s30);
            FloatVector x4 = FloatVector.broadcast(SPECIES, x[xOffset + 4 * xStride + k]);
            s40 = x4.fma(w0, s40);
        }
        s00.intoArray(y, yOffset);
        s10.intoArray(y, yOffset + yStride);
        s20.intoArray(y, yOffset + 2 * yStride);
        s30.intoArray(y, yOffset + 3 * yStride);
        s40.intoArray(y, yOffset + 4 * yStride);
    }

    static void tile5x2(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
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
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 2 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[xOffset + 2 * xStride + k]);
            s20 = x2.fma(w0, s20);
            s21 = x2.fma(w1, s21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[xOffset + 3 * xStride + k]);
            s30 = x3.fma(w0, s30);
            s31 = x3.fma(w1, s31);
            FloatVector x4 = FloatVector.broadcast(SPECIES, x[xOffset + 4 * xStride + k]);
            s40 = x4.fma(w0, s40);
            s41 = x4.fma(w1, s41);
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

    static void tile5x3(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
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
        FloatVector s40 = init0;
        FloatVector s41 = init1;
        FloatVector s42 = init2;
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 3 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            s02 = x0.fma(w2, s02);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            s12 = x1.fma(w2, s12);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[xOffset + 2 * xStride + k]);
            s20 = x2.fma(w0, s20);
            s21 = x2.fma(w1, s21);
            s22 = x2.fma(w2, s22);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[xOffset + 3 * xStride + k]);
            s30 = x3.fma(w0, s30);
            s31 = x3.fma(w1, s31);
            s32 = x3.fma(w2, s32);
            FloatVector x4 = FloatVector.broadcast(SPECIES, x[xOffset + 4 * xStride + k]);
            s40 = x4.fma(w0, s40);
            s41 = x4.fma(w1, s41);
            s42 = x4.fma(w2, s42);
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
        s40.intoArray(y, yOffset + 4 * yStride);
        s41.intoArray(y, yOffset + 4 * yStride + LANES);
        s42.intoArray(y, yOffset + 4 * yStride + 2 * LANES);
    }

    static void tile5x4(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
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
        FloatVector s30 = init0;
        FloatVector s31 = init1;
        FloatVector s32 = init2;
        FloatVector s33 = init3;
        FloatVector s40 = init0;
        FloatVector s41 = init1;
        FloatVector s42 = init2;
        FloatVector s43 = init3;
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 4 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector w3 = FloatVector.fromArray(SPECIES, w, at + 3 * LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            s02 = x0.fma(w2, s02);
            s03 = x0.fma(w3, s03);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            s12 = x1.fma(w2, s12);
            s13 = x1.fma(w3, s13);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[xOffset + 2 * xStride + k]);
            s20 = x2.fma(w0, s20);
            s21 = x2.fma(w1, s21);
            s22 = x2.fma(w2, s22);
            s23 = x2.fma(w3, s23);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[xOffset + 3 * xStride + k]);
            s30 = x3.fma(w0, s30);
            s31 = x3.fma(w1, s31);
            s32 = x3.fma(w2, s32);
            s33 = x3.fma(w3, s33);
            FloatVector x4 = FloatVector.broadcast(SPECIES, x[xOffset + 4 * xStride + k]);
            s40 = x4.fma(w0, s40);
            s41 = x4.fma(w1, s41);
            s42 = x4.fma(w2, s42);
            s43 = x4.fma(w3, s43);
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
        s30.intoArray(y, yOffset + 3 * yStride);
        s31.intoArray(y, yOffset + 3 * yStride + LANES);
        s32.intoArray(y, yOffset + 3 * yStride + 2 * LANES);
        s33.intoArray(y, yOffset + 3 * yStride + 3 * LANES);
        s40.intoArray(y, yOffset + 4 * yStride);
        s41.intoArray(y, yOffset + 4 * yStride + LANES);
        s42.intoArray(y, yOffset + 4 * yStride + 2 * LANES);
        s43.intoArray(y, yOffset + 4 * yStride + 3 * LANES);
    }

    static void tile6x1(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
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
        FloatVector s50 = init0;
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[xOffset + 2 * xStride + k]);
            s20 = x2.fma(w0, s20);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[xOffset + 3 * xStride + k]);
            s30 = x3.fma(w0, s30);
            FloatVector x4 = FloatVector.broadcast(SPECIES, x[xOffset + 4 * xStride + k]);
            s40 = x4.fma(w0, s40);
            FloatVector x5 = FloatVector.broadcast(SPECIES, x[xOffset + 5 * xStride + k]);
            s50 = x5.fma(w0, s50);
        }
        s00.intoArray(y, yOffset);
        s10.intoArray(y, yOffset + yStride);
        s20.intoArray(y, yOffset + 2 * yStride);
        s30.intoArray(y, yOffset + 3 * yStride);
        s40.intoArray(y, yOffset + 4 * yStride);
        s50.intoArray(y, yOffset + 5 * yStride);
    }

    static void tile6x2(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
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
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 2 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[xOffset + 2 * xStride + k]);
            s20 = x2.fma(w0, s20);
            s21 = x2.fma(w1, s21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[xOffset + 3 * xStride + k]);
            s30 = x3.fma(w0, s30);
            s31 = x3.fma(w1, s31);
            FloatVector x4 = FloatVector.broadcast(SPECIES, x[xOffset + 4 * xStride + k]);
            s40 = x4.fma(w0, s40);
            s41 = x4.fma(w1, s41);
            FloatVector x5 = FloatVector.broadcast(SPECIES, x[xOffset + 5 * xStride + k]);
            s50 = x5.fma(w0, s50);
            s51 = x5.fma(w1, s51);
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

    static void tile6x3(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
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
        FloatVector s40 = init0;
        FloatVector s41 = init1;
        FloatVector s42 = init2;
        FloatVector s50 = init0;
        FloatVector s51 = init1;
        FloatVector s52 = init2;
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 3 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            s02 = x0.fma(w2, s02);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            s12 = x1.fma(w2, s12);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[xOffset + 2 * xStride + k]);
            s20 = x2.fma(w0, s20);
            s21 = x2.fma(w1, s21);
            s22 = x2.fma(w2, s22);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[xOffset + 3 * xStride + k]);
            s30 = x3.fma(w0, s30);
            s31 = x3.fma(w1, s31);
            s32 = x3.fma(w2, s32);
            FloatVector x4 = FloatVector.broadcast(SPECIES, x[xOffset + 4 * xStride + k]);
            s40 = x4.fma(w0, s40);
            s41 = x4.fma(w1, s41);
            s42 = x4.fma(w2, s42);
            FloatVector x5 = FloatVector.broadcast(SPECIES, x[xOffset + 5 * xStride + k]);
            s50 = x5.fma(w0, s50);
            s51 = x5.fma(w1, s51);
            s52 = x5.fma(w2, s52);
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
        s40.intoArray(y, yOffset + 4 * yStride);
        s41.intoArray(y, yOffset + 4 * yStride + LANES);
        s42.intoArray(y, yOffset + 4 * yStride + 2 * LANES);
        s50.intoArray(y, yOffset + 5 * yStride);
        s51.intoArray(y, yOffset + 5 * yStride + LANES);
        s52.intoArray(y, yOffset + 5 * yStride + 2 * LANES);
    }

    static void tile6x4(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
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
        FloatVector s30 = init0;
        FloatVector s31 = init1;
        FloatVector s32 = init2;
        FloatVector s33 = init3;
        FloatVector s40 = init0;
        FloatVector s41 = init1;
        FloatVector s42 = init2;
        FloatVector s43 = init3;
        FloatVector s50 = init0;
        FloatVector s51 = init1;
        FloatVector s52 = init2;
        FloatVector s53 = init3;
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 4 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector w3 = FloatVector.fromArray(SPECIES, w, at + 3 * LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            s02 = x0.fma(w2, s02);
            s03 = x0.fma(w3, s03);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            s12 = x1.fma(w2, s12);
            s13 = x1.fma(w3, s13);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[xOffset + 2 * xStride + k]);
            s20 = x2.fma(w0, s20);
            s21 = x2.fma(w1, s21);
            s22 = x2.fma(w2, s22);
            s23 = x2.fma(w3, s23);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[xOffset + 3 * xStride + k]);
            s30 = x3.fma(w0, s30);
            s31 = x3.fma(w1, s31);
            s32 = x3.fma(w2, s32);
            s33 = x3.fma(w3, s33);
            FloatVector x4 = FloatVector.broadcast(SPECIES, x[xOffset + 4 * xStride + k]);
            s40 = x4.fma(w0, s40);
            s41 = x4.fma(w1, s41);
            s42 = x4.fma(w2, s42);
            s43 = x4.fma(w3, s43);
            FloatVector x5 = FloatVector.broadcast(SPECIES, x[xOffset + 5 * xStride + k]);
            s50 = x5.fma(w0, s50);
            s51 = x5.fma(w1, s51);
            s52 = x5.fma(w2, s52);
            s53 = x5.fma(w3, s53);
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
        s30.intoArray(y, yOffset + 3 * yStride);
        s31.intoArray(y, yOffset + 3 * yStride + LANES);
        s32.intoArray(y, yOffset + 3 * yStride + 2 * LANES);
        s33.intoArray(y, yOffset + 3 * yStride + 3 * LANES);
        s40.intoArray(y, yOffset + 4 * yStride);
        s41.intoArray(y, yOffset + 4 * yStride + LANES);
        s42.intoArray(y, yOffset + 4 * yStride + 2 * LANES);
        s43.intoArray(y, yOffset + 4 * yStride + 3 * LANES);
        s50.intoArray(y, yOffset + 5 * yStride);
        s51.intoArray(y, yOffset + 5 * yStride + LANES);
        s52.intoArray(y, yOffset + 5 * yStride + 2 * LANES);
        s53.intoArray(y, yOffset + 5 * yStride + 3 * LANES);
    }

    static void own2x1(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            int initStride,
            float[] y,
            int yOffset,
            int yStride) {
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector s00 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector s10 = FloatVector.fromArray(SPECIES, init, initOffset + initStride);
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
        }
        s00.intoArray(y, yOffset);
        s10.intoArray(y, yOffset + yStride);
    }

    static void own2x2(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            int initStride,
            float[] y,
            int yOffset,
            int yStride) {
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector s00 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector s01 = FloatVector.fromArray(SPECIES, init, initOffset + LANES);
        FloatVector s10 = FloatVector.fromArray(SPECIES, init, initOffset + initStride);
        FloatVector s11 = FloatVector.fromArray(SPECIES, init, initOffset + initStride + LANES);
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 2 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
        }
        s00.intoArray(y, yOffset);
        s01.intoArray(y, yOffset + LANES);
        s10.intoArray(y, yOffset + yStride);
        s11.intoArray(y, yOffset + yStride + LANES);
    }

    static void own2x3(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            int initStride,
            float[] y,
            int yOffset,
            int yStride) {
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector s00 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector s01 = FloatVector.fromArray(SPECIES, init, initOffset + LANES);
        FloatVector s02 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * LANES);
        FloatVector s10 = FloatVector.fromArray(SPECIES, init, initOffset + initStride);
        FloatVector s11 = FloatVector.fromArray(SPECIES, init, initOffset + initStride + LANES);
        FloatVector s12 = FloatVector.fromArray(SPECIES, init, initOffset + initStride + 2 * LANES);
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 3 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            s02 = x0.fma(w2, s02);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            s12 = x1.fma(w2, s12);
        }
        s00.intoArray(y, yOffset);
        s01.intoArray(y, yOffset + LANES);
        s02.intoArray(y, yOffset + 2 * LANES);
        s10.intoArray(y, yOffset + yStride);
        s11.intoArray(y, yOffset + yStride + LANES);
        s12.intoArray(y, yOffset + yStride + 2 * LANES);
    }

    static void own2x4(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            int initStride,
            float[] y,
            int yOffset,
            int yStride) {
        FloatVector s00 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector s01 = FloatVector.fromArray(SPECIES, init, initOffset + LANES);
        FloatVector s02 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * LANES);
        FloatVector s03 = FloatVector.fromArray(SPECIES, init, initOffset + 3 * LANES);
        FloatVector s10 = FloatVector.fromArray(SPECIES, init, initOffset + initStride);
        FloatVector s11 = FloatVector.fromArray(SPECIES, init, initOffset + initStride + LANES);
        FloatVector s12 = FloatVector.fromArray(SPECIES, init, initOffset + initStride + 2 * LANES);
        FloatVector s13 = FloatVector.fromArray(SPECIES, init, initOffset + initStride + 3 * LANES);
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 4 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector w3 = FloatVector.fromArray(SPECIES, w, at + 3 * LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            s02 = x0.fma(w2, s02);
            s03 = x0.fma(w3, s03);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            s12 = x1.fma(w2, s12);
            s13 = x1.fma(w3, s13);
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

    static void own3x1(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            int initStride,
            float[] y,
            int yOffset,
            int yStride) {
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector s00 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector s10 = FloatVector.fromArray(SPECIES, init, initOffset + initStride);
        FloatVector s20 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * initStride);
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[xOffset + 2 * xStride + k]);
            s20 = x2.fma(w0, s20);
        }
        s00.intoArray(y, yOffset);
        s10.intoArray(y, yOffset + yStride);
        s20.intoArray(y, yOffset + 2 * yStride);
    }

    static void own3x2(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            int initStride,
            float[] y,
            int yOffset,
            int yStride) {
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector s00 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector s01 = FloatVector.fromArray(SPECIES, init, initOffset + LANES);
        FloatVector s10 = FloatVector.fromArray(SPECIES, init, initOffset + initStride);
        FloatVector s11 = FloatVector.fromArray(SPECIES, init, initOffset + initStride + LANES);
        FloatVector s20 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * initStride);
        FloatVector s21 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * initStride + LANES);
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 2 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[xOffset + 2 * xStride + k]);
            s20 = x2.fma(w0, s20);
            s21 = x2.fma(w1, s21);
        }
        s00.intoArray(y, yOffset);
        s01.intoArray(y, yOffset + LANES);
        s10.intoArray(y, yOffset + yStride);
        s11.intoArray(y, yOffset + yStride + LANES);
        s20.intoArray(y, yOffset + 2 * yStride);
        s21.intoArray(y, yOffset + 2 * yStride + LANES);
    }

    static void own3x3(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            int initStride,
            float[] y,
            int yOffset,
            int yStride) {
        FloatVector s00 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector s01 = FloatVector.fromArray(SPECIES, init, initOffset + LANES);
        FloatVector s02 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * LANES);
        FloatVector s10 = FloatVector.fromArray(SPECIES, init, initOffset + initStride);
        FloatVector s11 = FloatVector.fromArray(SPECIES, init, initOffset + initStride + LANES);
        FloatVector s12 = FloatVector.fromArray(SPECIES, init, initOffset + initStride + 2 * LANES);
        FloatVector s20 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * initStride);
        FloatVector s21 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * initStride + LANES);
        FloatVector s22 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * initStride + 2 * LANES);
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 3 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            s02 = x0.fma(w2, s02);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            s12 = x1.fma(w2, s12);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[xOffset + 2 * xStride + k]);
            s20 = x2.fma(w0, s20);
            s21 = x2.fma(w1, s21);
            s22 = x2.fma(w2, s22);
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

    static void own3x4(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            int initStride,
            float[] y,
            int yOffset,
            int yStride) {
        FloatVector s00 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector s01 = FloatVector.fromArray(SPECIES, init, initOffset + LANES);
        FloatVector s02 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * LANES);
        FloatVector s03 = FloatVector.fromArray(SPECIES, init, initOffset + 3 * LANES);
        FloatVector s10 = FloatVector.fromArray(SPECIES, init, initOffset + initStride);
        FloatVector s11 = FloatVector.fromArray(SPECIES, init, initOffset + initStride + LANES);
        FloatVector s12 = FloatVector.fromArray(SPECIES, init, initOffset + initStride + 2 * LANES);
        FloatVector s13 = FloatVector.fromArray(SPECIES, init, initOffset + initStride + 3 * LANES);
        FloatVector s20 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * initStride);
        FloatVector s21 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * initStride + LANES);
        FloatVector s22 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * initStride + 2 * LANES);
        FloatVector s23 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * initStride + 3 * LANES);
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 4 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector w3 = FloatVector.fromArray(SPECIES, w, at + 3 * LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            s02 = x0.fma(w2, s02);
            s03 = x0.fma(w3, s03);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            s12 = x1.fma(w2, s12);
            s13 = x1.fma(w3, s13);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[xOffset + 2 * xStride + k]);
            s20 = x2.fma(w0, s20);
            s21 = x2.fma(w1, s21);
            s22 = x2.fma(w2, s22);
            s23 = x2.fma(w3, s23);
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

    static void own4x1(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            int initStride,
            float[] y,
            int yOffset,
            int yStride) {
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector s00 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector s10 = FloatVector.fromArray(SPECIES, init, initOffset + initStride);
        FloatVector s20 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * initStride);
        FloatVector s30 = FloatVector.fromArray(SPECIES, init, initOffset + 3 * initStride);
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[xOffset + 2 * xStride + k]);
            s20 = x2.fma(w0, s20);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[xOffset + 3 * xStride + k]);
            s30 = x3.fma(w0, s30);
        }
        s00.intoArray(y, yOffset);
        s10.intoArray(y, yOffset + yStride);
        s20.intoArray(y, yOffset + 2 * yStride);
        s30.intoArray(y, yOffset + 3 * yStride);
    }

    static void own4x2(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            int initStride,
            float[] y,
            int yOffset,
            int yStride) {
        FloatVector s00 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector s01 = FloatVector.fromArray(SPECIES, init, initOffset + LANES);
        FloatVector s10 = FloatVector.fromArray(SPECIES, init, initOffset + initStride);
        FloatVector s11 = FloatVector.fromArray(SPECIES, init, initOffset + initStride + LANES);
        FloatVector s20 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * initStride);
        FloatVector s21 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * initStride + LANES);
        FloatVector s30 = FloatVector.fromArray(SPECIES, init, initOffset + 3 * initStride);
        FloatVector s31 = FloatVector.fromArray(SPECIES, init, initOffset + 3 * initStride + LANES);
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 2 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[xOffset + 2 * xStride + k]);
            s20 = x2.fma(w0, s20);
            s21 = x2.fma(w1, s21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[xOffset + 3 * xStride + k]);
            s30 = x3.fma(w0, s30);
            s31 = x3.fma(w1, s31);
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

    static void own4x3(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            int initStride,
            float[] y,
            int yOffset,
            int yStride) {
        FloatVector s00 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector s01 = FloatVector.fromArray(SPECIES, init, initOffset + LANES);
        FloatVector s02 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * LANES);
        FloatVector s10 = FloatVector.fromArray(SPECIES, init, initOffset + initStride);
        FloatVector s11 = FloatVector.fromArray(SPECIES, init, initOffset + initStride + LANES);
        FloatVector s12 = FloatVector.fromArray(SPECIES, init, initOffset + initStride + 2 * LANES);
        FloatVector s20 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * initStride);
        FloatVector s21 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * initStride + LANES);
        FloatVector s22 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * initStride + 2 * LANES);
        FloatVector s30 = FloatVector.fromArray(SPECIES, init, initOffset + 3 * initStride);
        FloatVector s31 = FloatVector.fromArray(SPECIES, init, initOffset + 3 * initStride + LANES);
        FloatVector s32 = FloatVector.fromArray(SPECIES, init, initOffset + 3 * initStride + 2 * LANES);
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 3 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            s02 = x0.fma(w2, s02);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            s12 = x1.fma(w2, s12);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[xOffset + 2 * xStride + k]);
            s20 = x2.fma(w0, s20);
            s21 = x2.fma(w1, s21);
            s22 = x2.fma(w2, s22);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[xOffset + 3 * xStride + k]);
            s30 = x3.fma(w0, s30);
            s31 = x3.fma(w1, s31);
            s32 = x3.fma(w2, s32);
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

    static void own4x4(
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            int initStride,
            float[] y,
            int yOffset,
            int yStride) {
        FloatVector s00 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector s01 = FloatVector.fromArray(SPECIES, init, initOffset + LANES);
        FloatVector s02 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * LANES);
        FloatVector s03 = FloatVector.fromArray(SPECIES, init, initOffset + 3 * LANES);
        FloatVector s10 = FloatVector.fromArray(SPECIES, init, initOffset + initStride);
        FloatVector s11 = FloatVector.fromArray(SPECIES, init, initOffset + initStride + LANES);
        FloatVector s12 = FloatVector.fromArray(SPECIES, init, initOffset + initStride + 2 * LANES);
        FloatVector s13 = FloatVector.fromArray(SPECIES, init, initOffset + initStride + 3 * LANES);
        FloatVector s20 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * initStride);
        FloatVector s21 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * initStride + LANES);
        FloatVector s22 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * initStride + 2 * LANES);
        FloatVector s23 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * initStride + 3 * LANES);
        FloatVector s30 = FloatVector.fromArray(SPECIES, init, initOffset + 3 * initStride);
        FloatVector s31 = FloatVector.fromArray(SPECIES, init, initOffset + 3 * initStride + LANES);
        FloatVector s32 = FloatVector.fromArray(SPECIES, init, initOffset + 3 * initStride + 2 * LANES);
        FloatVector s33 = FloatVector.fromArray(SPECIES, init, initOffset + 3 * initStride + 3 * LANES);
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 4 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector w3 = FloatVector.fromArray(SPECIES, w, at + 3 * LANES);
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            s02 = x0.fma(w2, s02);
            s03 = x0.fma(w3, s03);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[xOffset + xStride + k]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            s12 = x1.fma(w2, s12);
            s13 = x1.fma(w3, s13);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[xOffset + 2 * xStride + k]);
            s20 = x2.fma(w0, s20);
            s21 = x2.fma(w1, s21);
            s22 = x2.fma(w2, s22);
            s23 = x2.fma(w3, s23);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[xOffset + 3 * xStride + k]);
            s30 = x3.fma(w0, s30);
            s31 = x3.fma(w1, s31);
            s32 = x3.fma(w2, s32);
            s33 = x3.fma(w3, s33);
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
        s30.intoArray(y, yOffset + 3 * yStride);
        s31.intoArray(y, yOffset + 3 * yStride + LANES);
        s32.intoArray(y, yOffset + 3 * yStride + 2 * LANES);
        s33.intoArray(y, yOffset + 3 * yStride + 3 * LANES);
    }

    static void taps1x1(
            int depth,
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
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector s00 = init0;
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w0, s00);
        }
        s00.intoArray(y, yOffset);
    }

    static void taps1x2(
            int depth,
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
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector init1 = FloatVector.fromArray(SPECIES, init, initOffset + LANES);
        FloatVector s00 = init0;
        FloatVector s01 = init1;
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 2 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
        }
        s00.intoArray(y, yOffset);
        s01.intoArray(y, yOffset + LANES);
    }

    static void taps1x3(
            int depth,
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
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector init1 = FloatVector.fromArray(SPECIES, init, initOffset + LANES);
        FloatVector init2 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * LANES);
        FloatVector s00 = init0;
        FloatVector s01 = init1;
        FloatVector s02 = init2;
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 3 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            s02 = x0.fma(w2, s02);
        }
        s00.intoArray(y, yOffset);
        s01.intoArray(y, yOffset + LANES);
        s02.intoArray(y, yOffset + 2 * LANES);
    }

    static void taps1x4(
            int depth,
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
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
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
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 4 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector w3 = FloatVector.fromArray(SPECIES, w, at + 3 * LANES);
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            s02 = x0.fma(w2, s02);
            s03 = x0.fma(w3, s03);
        }
        s00.intoArray(y, yOffset);
        s01.intoArray(y, yOffset + LANES);
        s02.intoArray(y, yOffset + 2 * LANES);
        s03.intoArray(y, yOffset + 3 * LANES);
    }

    static void taps2x1(
            int depth,
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
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector s00 = init0;
        FloatVector s10 = init0;
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w0, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s10 = x1.fma(w0, s10);
        }
        s00.intoArray(y, yOffset);
        s10.intoArray(y, yOffset + yStride);
    }

    static void taps2x2(
            int depth,
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
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
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
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 2 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
        }
        s00.intoArray(y, yOffset);
        s01.intoArray(y, yOffset + LANES);
        s10.intoArray(y, yOffset + yStride);
        s11.intoArray(y, yOffset + yStride + LANES);
    }

    static void taps2x3(
            int depth,
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
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector init1 = FloatVector.fromArray(SPECIES, init, initOffset + LANES);
        FloatVector init2 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * LANES);
        FloatVector s00 = init0;
        FloatVector s01 = init1;
        FloatVector s02 = init2;
        FloatVector s10 = init0;
        FloatVector s11 = init1;
        FloatVector s12 = init2;
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 3 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            s02 = x0.fma(w2, s02);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            s12 = x1.fma(w2, s12);
        }
        s00.intoArray(y, yOffset);
        s01.intoArray(y, yOffset + LANES);
        s02.intoArray(y, yOffset + 2 * LANES);
        s10.intoArray(y, yOffset + yStride);
        s11.intoArray(y, yOffset + yStride + LANES);
        s12.intoArray(y, yOffset + yStride + 2 * LANES);
    }

    static void taps2x4(
            int depth,
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
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 4 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector w3 = FloatVector.fromArray(SPECIES, w, at + 3 * LANES);
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            s02 = x0.fma(w2, s02);
            s03 = x0.fma(w3, s03);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            s12 = x1.fma(w2, s12);
            s13 = x1.fma(w3, s13);
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

    static void taps3x1(
            int depth,
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
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector s00 = init0;
        FloatVector s10 = init0;
        FloatVector s20 = init0;
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w0, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s10 = x1.fma(w0, s10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s20 = x2.fma(w0, s20);
        }
        s00.intoArray(y, yOffset);
        s10.intoArray(y, yOffset + yStride);
        s20.intoArray(y, yOffset + 2 * yStride);
    }

    static void taps3x2(
            int depth,
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
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
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
        FloatVector s20 = init0;
        FloatVector s21 = init1;
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 2 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s20 = x2.fma(w0, s20);
            s21 = x2.fma(w1, s21);
        }
        s00.intoArray(y, yOffset);
        s01.intoArray(y, yOffset + LANES);
        s10.intoArray(y, yOffset + yStride);
        s11.intoArray(y, yOffset + yStride + LANES);
        s20.intoArray(y, yOffset + 2 * yStride);
        s21.intoArray(y, yOffset + 2 * yStride + LANES);
    }

    static void taps3x3(
            int depth,
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
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 3 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            s02 = x0.fma(w2, s02);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            s12 = x1.fma(w2, s12);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s20 = x2.fma(w0, s20);
            s21 = x2.fma(w1, s21);
            s22 = x2.fma(w2, s22);
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

    static void taps3x4(
            int depth,
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
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 4 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector w3 = FloatVector.fromArray(SPECIES, w, at + 3 * LANES);
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            s02 = x0.fma(w2, s02);
            s03 = x0.fma(w3, s03);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            s12 = x1.fma(w2, s12);
            s13 = x1.fma(w3, s13);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s20 = x2.fma(w0, s20);
            s21 = x2.fma(w1, s21);
            s22 = x2.fma(w2, s22);
            s23 = x2.fma(w3, s23);
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

    static void taps4x1(
            int depth,
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
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
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
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w0, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s10 = x1.fma(w0, s10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s20 = x2.fma(w0, s20);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[tap + 3 * xStride]);
            s30 = x3.fma(w0, s30);
        }
        s00.intoArray(y, yOffset);
        s10.intoArray(y, yOffset + yStride);
        s20.intoArray(y, yOffset + 2 * yStride);
        s30.intoArray(y, yOffset + 3 * yStride);
    }

    static void taps4x2(
            int depth,
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
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 2 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s20 = x2.fma(w0, s20);
            s21 = x2.fma(w1, s21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[tap + 3 * xStride]);
            s30 = x3.fma(w0, s30);
            s31 = x3.fma(w1, s31);
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

    static void taps4x3(
            int depth,
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
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 3 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            s02 = x0.fma(w2, s02);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            s12 = x1.fma(w2, s12);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s20 = x2.fma(w0, s20);
            s21 = x2.fma(w1, s21);
            s22 = x2.fma(w2, s22);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[tap + 3 * xStride]);
            s30 = x3.fma(w0, s30);
            s31 = x3.fma(w1, s31);
            s32 = x3.fma(w2, s32);
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

    static void taps4x4(
            int depth,
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
        FloatVector s30 = init0;
        FloatVector s31 = init1;
        FloatVector s32 = init2;
        FloatVector s33 = init3;
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 4 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector w3 = FloatVector.fromArray(SPECIES, w, at + 3 * LANES);
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            s02 = x0.fma(w2, s02);
            s03 = x0.fma(w3, s03);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            s12 = x1.fma(w2, s12);
            s13 = x1.fma(w3, s13);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s20 = x2.fma(w0, s20);
            s21 = x2.fma(w1, s21);
            s22 = x2.fma(w2, s22);
            s23 = x2.fma(w3, s23);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[tap + 3 * xStride]);
            s30 = x3.fma(w0, s30);
            s31 = x3.fma(w1, s31);
            s32 = x3.fma(w2, s32);
            s33 = x3.fma(w3, s33);
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
        s30.intoArray(y, yOffset + 3 * yStride);
        s31.intoArray(y, yOffset + 3 * yStride + LANES);
        s32.intoArray(y, yOffset + 3 * yStride + 2 * LANES);
        s33.intoArray(y, yOffset + 3 * yStride + 3 * LANES);
    }

    static void taps5x1(
            int depth,
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
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
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
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w0, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s10 = x1.fma(w0, s10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s20 = x2.fma(w0, s20);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[tap + 3 * xStride]);
            s30 = x3.fma(w0, s30);
            FloatVector x4 = FloatVector.broadcast(SPECIES, x[tap + 4 * xStride]);
            s40 = x4.fma(w0, s40);
        }
        s00.intoArray(y, yOffset);
        s10.intoArray(y, yOffset + yStride);
        s20.intoArray(y, yOffset + 2 * yStride);
        s30.intoArray(y, yOffset + 3 * yStride);
        s40.intoArray(y, yOffset + 4 * yStride);
    }

    static void taps5x2(
            int depth,
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
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 2 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s20 = x2.fma(w0, s20);
            s21 = x2.fma(w1, s21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[tap + 3 * xStride]);
            s30 = x3.fma(w0, s30);
            s31 = x3.fma(w1, s31);
            FloatVector x4 = FloatVector.broadcast(SPECIES, x[tap + 4 * xStride]);
            s40 = x4.fma(w0, s40);
            s41 = x4.fma(w1, s41);
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

    static void taps5x3(
            int depth,
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
        FloatVector s40 = init0;
        FloatVector s41 = init1;
        FloatVector s42 = init2;
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 3 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            s02 = x0.fma(w2, s02);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            s12 = x1.fma(w2, s12);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s20 = x2.fma(w0, s20);
            s21 = x2.fma(w1, s21);
            s22 = x2.fma(w2, s22);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[tap + 3 * xStride]);
            s30 = x3.fma(w0, s30);
            s31 = x3.fma(w1, s31);
            s32 = x3.fma(w2, s32);
            FloatVector x4 = FloatVector.broadcast(SPECIES, x[tap + 4 * xStride]);
            s40 = x4.fma(w0, s40);
            s41 = x4.fma(w1, s41);
            s42 = x4.fma(w2, s42);
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
        s40.intoArray(y, yOffset + 4 * yStride);
        s41.intoArray(y, yOffset + 4 * yStride + LANES);
        s42.intoArray(y, yOffset + 4 * yStride + 2 * LANES);
    }

    static void taps5x4(
            int depth,
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
        FloatVector s30 = init0;
        FloatVector s31 = init1;
        FloatVector s32 = init2;
        FloatVector s33 = init3;
        FloatVector s40 = init0;
        FloatVector s41 = init1;
        FloatVector s42 = init2;
        FloatVector s43 = init3;
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 4 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector w3 = FloatVector.fromArray(SPECIES, w, at + 3 * LANES);
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            s02 = x0.fma(w2, s02);
            s03 = x0.fma(w3, s03);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            s12 = x1.fma(w2, s12);
            s13 = x1.fma(w3, s13);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s20 = x2.fma(w0, s20);
            s21 = x2.fma(w1, s21);
            s22 = x2.fma(w2, s22);
            s23 = x2.fma(w3, s23);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[tap + 3 * xStride]);
            s30 = x3.fma(w0, s30);
            s31 = x3.fma(w1, s31);
            s32 = x3.fma(w2, s32);
            s33 = x3.fma(w3, s33);
            FloatVector x4 = FloatVector.broadcast(SPECIES, x[tap + 4 * xStride]);
            s40 = x4.fma(w0, s40);
            s41 = x4.fma(w1, s41);
            s42 = x4.fma(w2, s42);
            s43 = x4.fma(w3, s43);
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
        s30.intoArray(y, yOffset + 3 * yStride);
        s31.intoArray(y, yOffset + 3 * yStride + LANES);
        s32.intoArray(y, yOffset + 3 * yStride + 2 * LANES);
        s33.intoArray(y, yOffset + 3 * yStride + 3 * LANES);
        s40.intoArray(y, yOffset + 4 * yStride);
        s41.intoArray(y, yOffset + 4 * yStride + LANES);
        s42.intoArray(y, yOffset + 4 * yStride + 2 * LANES);
        s43.intoArray(y, yOffset + 4 * yStride + 3 * LANES);
    }

    static void taps6x1(
            int depth,
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
        switch (depth) { // keeps this loop from being inlined, see tools/kernels/noinline.py
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
        FloatVector s50 = init0;
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w0, s00);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s10 = x1.fma(w0, s10);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s20 = x2.fma(w0, s20);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[tap + 3 * xStride]);
            s30 = x3.fma(w0, s30);
            FloatVector x4 = FloatVector.broadcast(SPECIES, x[tap + 4 * xStride]);
            s40 = x4.fma(w0, s40);
            FloatVector x5 = FloatVector.broadcast(SPECIES, x[tap + 5 * xStride]);
            s50 = x5.fma(w0, s50);
        }
        s00.intoArray(y, yOffset);
        s10.intoArray(y, yOffset + yStride);
        s20.intoArray(y, yOffset + 2 * yStride);
        s30.intoArray(y, yOffset + 3 * yStride);
        s40.intoArray(y, yOffset + 4 * yStride);
        s50.intoArray(y, yOffset + 5 * yStride);
    }

    static void taps6x2(
            int depth,
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
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 2 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s20 = x2.fma(w0, s20);
            s21 = x2.fma(w1, s21);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[tap + 3 * xStride]);
            s30 = x3.fma(w0, s30);
            s31 = x3.fma(w1, s31);
            FloatVector x4 = FloatVector.broadcast(SPECIES, x[tap + 4 * xStride]);
            s40 = x4.fma(w0, s40);
            s41 = x4.fma(w1, s41);
            FloatVector x5 = FloatVector.broadcast(SPECIES, x[tap + 5 * xStride]);
            s50 = x5.fma(w0, s50);
            s51 = x5.fma(w1, s51);
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

    static void taps6x3(
            int depth,
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
        FloatVector s40 = init0;
        FloatVector s41 = init1;
        FloatVector s42 = init2;
        FloatVector s50 = init0;
        FloatVector s51 = init1;
        FloatVector s52 = init2;
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 3 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            s02 = x0.fma(w2, s02);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            s12 = x1.fma(w2, s12);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s20 = x2.fma(w0, s20);
            s21 = x2.fma(w1, s21);
            s22 = x2.fma(w2, s22);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[tap + 3 * xStride]);
            s30 = x3.fma(w0, s30);
            s31 = x3.fma(w1, s31);
            s32 = x3.fma(w2, s32);
            FloatVector x4 = FloatVector.broadcast(SPECIES, x[tap + 4 * xStride]);
            s40 = x4.fma(w0, s40);
            s41 = x4.fma(w1, s41);
            s42 = x4.fma(w2, s42);
            FloatVector x5 = FloatVector.broadcast(SPECIES, x[tap + 5 * xStride]);
            s50 = x5.fma(w0, s50);
            s51 = x5.fma(w1, s51);
            s52 = x5.fma(w2, s52);
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
        s40.intoArray(y, yOffset + 4 * yStride);
        s41.intoArray(y, yOffset + 4 * yStride + LANES);
        s42.intoArray(y, yOffset + 4 * yStride + 2 * LANES);
        s50.intoArray(y, yOffset + 5 * yStride);
        s51.intoArray(y, yOffset + 5 * yStride + LANES);
        s52.intoArray(y, yOffset + 5 * yStride + 2 * LANES);
    }

    static void taps6x4(
            int depth,
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
        FloatVector s30 = init0;
        FloatVector s31 = init1;
        FloatVector s32 = init2;
        FloatVector s33 = init3;
        FloatVector s40 = init0;
        FloatVector s41 = init1;
        FloatVector s42 = init2;
        FloatVector s43 = init3;
        FloatVector s50 = init0;
        FloatVector s51 = init1;
        FloatVector s52 = init2;
        FloatVector s53 = init3;
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 4 * LANES;
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + LANES);
            FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * LANES);
            FloatVector w3 = FloatVector.fromArray(SPECIES, w, at + 3 * LANES);
            int tap = xOffset + taps[k];
            FloatVector x0 = FloatVector.broadcast(SPECIES, x[tap]);
            s00 = x0.fma(w0, s00);
            s01 = x0.fma(w1, s01);
            s02 = x0.fma(w2, s02);
            s03 = x0.fma(w3, s03);
            FloatVector x1 = FloatVector.broadcast(SPECIES, x[tap + xStride]);
            s10 = x1.fma(w0, s10);
            s11 = x1.fma(w1, s11);
            s12 = x1.fma(w2, s12);
            s13 = x1.fma(w3, s13);
            FloatVector x2 = FloatVector.broadcast(SPECIES, x[tap + 2 * xStride]);
            s20 = x2.fma(w0, s20);
            s21 = x2.fma(w1, s21);
            s22 = x2.fma(w2, s22);
            s23 = x2.fma(w3, s23);
            FloatVector x3 = FloatVector.broadcast(SPECIES, x[tap + 3 * xStride]);
            s30 = x3.fma(w0, s30);
            s31 = x3.fma(w1, s31);
            s32 = x3.fma(w2, s32);
            s33 = x3.fma(w3, s33);
            FloatVector x4 = FloatVector.broadcast(SPECIES, x[tap + 4 * xStride]);
            s40 = x4.fma(w0, s40);
            s41 = x4.fma(w1, s41);
            s42 = x4.fma(w2, s42);
            s43 = x4.fma(w3, s43);
            FloatVector x5 = FloatVector.broadcast(SPECIES, x[tap + 5 * xStride]);
            s50 = x5.fma(w0, s50);
            s51 = x5.fma(w1, s51);
            s52 = x5.fma(w2, s52);
            s53 = x5.fma(w3, s53);
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
        s30.intoArray(y, yOffset + 3 * yStride);
        s31.intoArray(y, yOffset + 3 * yStride + LANES);
        s32.intoArray(y, yOffset + 3 * yStride + 2 * LANES);
        s33.intoArray(y, yOffset + 3 * yStride + 3 * LANES);
        s40.intoArray(y, yOffset + 4 * yStride);
        s41.intoArray(y, yOffset + 4 * yStride + LANES);
        s42.intoArray(y, yOffset + 4 * yStride + 2 * LANES);
        s43.intoArray(y, yOffset + 4 * yStride + 3 * LANES);
        s50.intoArray(y, yOffset + 5 * yStride);
        s51.intoArray(y, yOffset + 5 * yStride + LANES);
        s52.intoArray(y, yOffset + 5 * yStride + 2 * LANES);
        s53.intoArray(y, yOffset + 5 * yStride + 3 * LANES);
    }

    static void tile(
            int rows,
            int vectors,
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        switch (vectors) {
            case 1 -> tileOf1(rows, depth, x, xOffset, xStride, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 2 -> tileOf2(rows, depth, x, xOffset, xStride, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 3 -> tileOf3(rows, depth, x, xOffset, xStride, w, wOffset, init, initOffset, y, yOffset, yStride);
            default -> tileOf4(rows, depth, x, xOffset, xStride, w, wOffset, init, initOffset, y, yOffset, yStride);
        }
    }

    private static void tileOf1(
            int rows,
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        switch (rows) {
            case 1 -> tile1x1(depth, x, xOffset, xStride, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 2 -> tile2x1(depth, x, xOffset, xStride, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 3 -> tile3x1(depth, x, xOffset, xStride, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 4 -> tile4x1(depth, x, xOffset, xStride, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 5 -> tile5x1(depth, x, xOffset, xStride, w, wOffset, init, initOffset, y, yOffset, yStride);
            default -> tile6x1(depth, x, xOffset, xStride, w, wOffset, init, initOffset, y, yOffset, yStride);
        }
    }

    private static void tileOf2(
            int rows,
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        switch (rows) {
            case 1 -> tile1x2(depth, x, xOffset, xStride, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 2 -> tile2x2(depth, x, xOffset, xStride, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 3 -> tile3x2(depth, x, xOffset, xStride, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 4 -> tile4x2(depth, x, xOffset, xStride, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 5 -> tile5x2(depth, x, xOffset, xStride, w, wOffset, init, initOffset, y, yOffset, yStride);
            default -> tile6x2(depth, x, xOffset, xStride, w, wOffset, init, initOffset, y, yOffset, yStride);
        }
    }

    private static void tileOf3(
            int rows,
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        switch (rows) {
            case 1 -> tile1x3(depth, x, xOffset, xStride, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 2 -> tile2x3(depth, x, xOffset, xStride, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 3 -> tile3x3(depth, x, xOffset, xStride, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 4 -> tile4x3(depth, x, xOffset, xStride, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 5 -> tile5x3(depth, x, xOffset, xStride, w, wOffset, init, initOffset, y, yOffset, yStride);
            default -> tile6x3(depth, x, xOffset, xStride, w, wOffset, init, initOffset, y, yOffset, yStride);
        }
    }

    private static void tileOf4(
            int rows,
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            int yStride) {
        switch (rows) {
            case 1 -> tile1x4(depth, x, xOffset, xStride, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 2 -> tile2x4(depth, x, xOffset, xStride, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 3 -> tile3x4(depth, x, xOffset, xStride, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 4 -> tile4x4(depth, x, xOffset, xStride, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 5 -> tile5x4(depth, x, xOffset, xStride, w, wOffset, init, initOffset, y, yOffset, yStride);
            default -> tile6x4(depth, x, xOffset, xStride, w, wOffset, init, initOffset, y, yOffset, yStride);
        }
    }

    static void own(
            int rows,
            int vectors,
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            int initStride,
            float[] y,
            int yOffset,
            int yStride) {
        switch (vectors) {
            case 1 ->
                ownOf1(rows, depth, x, xOffset, xStride, w, wOffset, init, initOffset, initStride, y, yOffset, yStride);
            case 2 ->
                ownOf2(rows, depth, x, xOffset, xStride, w, wOffset, init, initOffset, initStride, y, yOffset, yStride);
            case 3 ->
                ownOf3(rows, depth, x, xOffset, xStride, w, wOffset, init, initOffset, initStride, y, yOffset, yStride);
            default ->
                ownOf4(rows, depth, x, xOffset, xStride, w, wOffset, init, initOffset, initStride, y, yOffset, yStride);
        }
    }

    private static void ownOf1(
            int rows,
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            int initStride,
            float[] y,
            int yOffset,
            int yStride) {
        switch (rows) {
            case 2 -> own2x1(depth, x, xOffset, xStride, w, wOffset, init, initOffset, initStride, y, yOffset, yStride);
            case 3 -> own3x1(depth, x, xOffset, xStride, w, wOffset, init, initOffset, initStride, y, yOffset, yStride);
            default ->
                own4x1(depth, x, xOffset, xStride, w, wOffset, init, initOffset, initStride, y, yOffset, yStride);
        }
    }

    private static void ownOf2(
            int rows,
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            int initStride,
            float[] y,
            int yOffset,
            int yStride) {
        switch (rows) {
            case 2 -> own2x2(depth, x, xOffset, xStride, w, wOffset, init, initOffset, initStride, y, yOffset, yStride);
            case 3 -> own3x2(depth, x, xOffset, xStride, w, wOffset, init, initOffset, initStride, y, yOffset, yStride);
            default ->
                own4x2(depth, x, xOffset, xStride, w, wOffset, init, initOffset, initStride, y, yOffset, yStride);
        }
    }

    private static void ownOf3(
            int rows,
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            int initStride,
            float[] y,
            int yOffset,
            int yStride) {
        switch (rows) {
            case 2 -> own2x3(depth, x, xOffset, xStride, w, wOffset, init, initOffset, initStride, y, yOffset, yStride);
            case 3 -> own3x3(depth, x, xOffset, xStride, w, wOffset, init, initOffset, initStride, y, yOffset, yStride);
            default ->
                own4x3(depth, x, xOffset, xStride, w, wOffset, init, initOffset, initStride, y, yOffset, yStride);
        }
    }

    private static void ownOf4(
            int rows,
            int depth,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            int initStride,
            float[] y,
            int yOffset,
            int yStride) {
        switch (rows) {
            case 2 -> own2x4(depth, x, xOffset, xStride, w, wOffset, init, initOffset, initStride, y, yOffset, yStride);
            case 3 -> own3x4(depth, x, xOffset, xStride, w, wOffset, init, initOffset, initStride, y, yOffset, yStride);
            default ->
                own4x4(depth, x, xOffset, xStride, w, wOffset, init, initOffset, initStride, y, yOffset, yStride);
        }
    }

    static void taps(
            int rows,
            int vectors,
            int depth,
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
            case 1 ->
                tapsOf1(rows, depth, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 2 ->
                tapsOf2(rows, depth, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 3 ->
                tapsOf3(rows, depth, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            default ->
                tapsOf4(rows, depth, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
        }
    }

    private static void tapsOf1(
            int rows,
            int depth,
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
        switch (rows) {
            case 1 -> taps1x1(depth, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 2 -> taps2x1(depth, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 3 -> taps3x1(depth, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 4 -> taps4x1(depth, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 5 -> taps5x1(depth, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            default -> taps6x1(depth, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
        }
    }

    private static void tapsOf2(
            int rows,
            int depth,
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
        switch (rows) {
            case 1 -> taps1x2(depth, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 2 -> taps2x2(depth, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 3 -> taps3x2(depth, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 4 -> taps4x2(depth, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 5 -> taps5x2(depth, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            default -> taps6x2(depth, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
        }
    }

    private static void tapsOf3(
            int rows,
            int depth,
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
        switch (rows) {
            case 1 -> taps1x3(depth, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 2 -> taps2x3(depth, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 3 -> taps3x3(depth, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 4 -> taps4x3(depth, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 5 -> taps5x3(depth, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            default -> taps6x3(depth, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
        }
    }

    private static void tapsOf4(
            int rows,
            int depth,
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
        switch (rows) {
            case 1 -> taps1x4(depth, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 2 -> taps2x4(depth, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 3 -> taps3x4(depth, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 4 -> taps4x4(depth, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            case 5 -> taps5x4(depth, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
            default -> taps6x4(depth, x, xOffset, xStride, taps, w, wOffset, init, initOffset, y, yOffset, yStride);
        }
    }

    static void gemv2x4(
            int depth,
            float[] x,
            int xOffset,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset) {
        int panel = depth * 4 * LANES;
        FloatVector s00 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector s01 = FloatVector.fromArray(SPECIES, init, initOffset + LANES);
        FloatVector s02 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * LANES);
        FloatVector s03 = FloatVector.fromArray(SPECIES, init, initOffset + 3 * LANES);
        FloatVector s10 = FloatVector.fromArray(SPECIES, init, initOffset + 4 * LANES);
        FloatVector s11 = FloatVector.fromArray(SPECIES, init, initOffset + 5 * LANES);
        FloatVector s12 = FloatVector.fromArray(SPECIES, init, initOffset + 6 * LANES);
        FloatVector s13 = FloatVector.fromArray(SPECIES, init, initOffset + 7 * LANES);
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 4 * LANES;
            FloatVector factor = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = factor.fma(FloatVector.fromArray(SPECIES, w, at), s00);
            s01 = factor.fma(FloatVector.fromArray(SPECIES, w, at + LANES), s01);
            s02 = factor.fma(FloatVector.fromArray(SPECIES, w, at + 2 * LANES), s02);
            s03 = factor.fma(FloatVector.fromArray(SPECIES, w, at + 3 * LANES), s03);
            s10 = factor.fma(FloatVector.fromArray(SPECIES, w, at + panel), s10);
            s11 = factor.fma(FloatVector.fromArray(SPECIES, w, at + panel + LANES), s11);
            s12 = factor.fma(FloatVector.fromArray(SPECIES, w, at + panel + 2 * LANES), s12);
            s13 = factor.fma(FloatVector.fromArray(SPECIES, w, at + panel + 3 * LANES), s13);
        }
        s00.intoArray(y, yOffset);
        s01.intoArray(y, yOffset + LANES);
        s02.intoArray(y, yOffset + 2 * LANES);
        s03.intoArray(y, yOffset + 3 * LANES);
        s10.intoArray(y, yOffset + 4 * LANES);
        s11.intoArray(y, yOffset + 5 * LANES);
        s12.intoArray(y, yOffset + 6 * LANES);
        s13.intoArray(y, yOffset + 7 * LANES);
    }

    static void gemv4x2(
            int depth,
            float[] x,
            int xOffset,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset) {
        int panel = depth * 2 * LANES;
        FloatVector s00 = FloatVector.fromArray(SPECIES, init, initOffset);
        FloatVector s01 = FloatVector.fromArray(SPECIES, init, initOffset + LANES);
        FloatVector s10 = FloatVector.fromArray(SPECIES, init, initOffset + 2 * LANES);
        FloatVector s11 = FloatVector.fromArray(SPECIES, init, initOffset + 3 * LANES);
        FloatVector s20 = FloatVector.fromArray(SPECIES, init, initOffset + 4 * LANES);
        FloatVector s21 = FloatVector.fromArray(SPECIES, init, initOffset + 5 * LANES);
        FloatVector s30 = FloatVector.fromArray(SPECIES, init, initOffset + 6 * LANES);
        FloatVector s31 = FloatVector.fromArray(SPECIES, init, initOffset + 7 * LANES);
        for (int k = 0; k < depth; k++) {
            int at = wOffset + k * 2 * LANES;
            FloatVector factor = FloatVector.broadcast(SPECIES, x[xOffset + k]);
            s00 = factor.fma(FloatVector.fromArray(SPECIES, w, at), s00);
            s01 = factor.fma(FloatVector.fromArray(SPECIES, w, at + LANES), s01);
            s10 = factor.fma(FloatVector.fromArray(SPECIES, w, at + panel), s10);
            s11 = factor.fma(FloatVector.fromArray(SPECIES, w, at + panel + LANES), s11);
            s20 = factor.fma(FloatVector.fromArray(SPECIES, w, at + 2 * panel), s20);
            s21 = factor.fma(FloatVector.fromArray(SPECIES, w, at + 2 * panel + LANES), s21);
            s30 = factor.fma(FloatVector.fromArray(SPECIES, w, at + 3 * panel), s30);
            s31 = factor.fma(FloatVector.fromArray(SPECIES, w, at + 3 * panel + LANES), s31);
        }
        s00.intoArray(y, yOffset);
        s01.intoArray(y, yOffset + LANES);
        s10.intoArray(y, yOffset + 2 * LANES);
        s11.intoArray(y, yOffset + 3 * LANES);
        s20.intoArray(y, yOffset + 4 * LANES);
        s21.intoArray(y, yOffset + 5 * LANES);
        s30.intoArray(y, yOffset + 6 * LANES);
        s31.intoArray(y, yOffset + 7 * LANES);
    }
}
