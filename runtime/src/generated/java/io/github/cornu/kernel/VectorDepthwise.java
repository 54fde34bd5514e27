package io.github.cornu.kernel;

import static io.github.cornu.kernel.VectorSpeciesHolder.LANES;
import static io.github.cornu.kernel.VectorSpeciesHolder.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Depthwise convolution of neighbouring windows. {@code blockWxV}: W windows, V vectors of channels, the sums of all taps
 * in ascending order from zero. Written by {@code tools/kernels/depthwise.py}.
 */
final class VectorDepthwise {
    private VectorDepthwise() {}

    /**
     * All windows of as many channels as are whole vectors.
     *
     * @return how many channels these are
     */
    static int run(
            int windows,
            int channels,
            float[] x,
            int xOffset,
            int xStride,
            int[] xTaps,
            float[] w,
            int[] wTaps,
            float[] y,
            int yOffset,
            int yStride) {
        int c = 0;
        for (; c + 2 * LANES <= channels; c += 2 * LANES) {
            of2(windows, x, xOffset + c, xStride, xTaps, w, c, wTaps, y, yOffset + c, yStride);
        }
        for (; c + LANES <= channels; c += LANES) {
            of1(windows, x, xOffset + c, xStride, xTaps, w, c, wTaps, y, yOffset + c, yStride);
        }
        return c;
    }

    private static void of2(
            int windows,
            float[] x,
            int xOffset,
            int xStride,
            int[] xTaps,
            float[] w,
            int wOffset,
            int[] wTaps,
            float[] y,
            int yOffset,
            int yStride) {
        int i = 0;
        while (i + 7 <= windows) {
            block7x2(
                    x, xOffset + i * xStride, xStride, xTaps, w, wOffset, wTaps, y, yOffset + i * yStride, yStride);
            i += 7;
        }
        if (i + 4 <= windows) {
            block4x2(
                    x, xOffset + i * xStride, xStride, xTaps, w, wOffset, wTaps, y, yOffset + i * yStride, yStride);
            i += 4;
        }
        if (i + 2 <= windows) {
            block2x2(
                    x, xOffset + i * xStride, xStride, xTaps, w, wOffset, wTaps, y, yOffset + i * yStride, yStride);
            i += 2;
        }
        if (i + 1 <= windows) {
            block1x2(
                    x, xOffset + i * xStride, xStride, xTaps, w, wOffset, wTaps, y, yOffset + i * yStride, yStride);
            i += 1;
        }
    }

    private static void of1(
            int windows,
            float[] x,
            int xOffset,
            int xStride,
            int[] xTaps,
            float[] w,
            int wOffset,
            int[] wTaps,
            float[] y,
            int yOffset,
            int yStride) {
        int i = 0;
        while (i + 7 <= windows) {
            block7x1(
                    x, xOffset + i * xStride, xStride, xTaps, w, wOffset, wTaps, y, yOffset + i * yStride, yStride);
            i += 7;
        }
        if (i + 4 <= windows) {
            block4x1(
                    x, xOffset + i * xStride, xStride, xTaps, w, wOffset, wTaps, y, yOffset + i * yStride, yStride);
            i += 4;
        }
        if (i + 2 <= windows) {
            block2x1(
                    x, xOffset + i * xStride, xStride, xTaps, w, wOffset, wTaps, y, yOffset + i * yStride, yStride);
            i += 2;
        }
        if (i + 1 <= windows) {
            block1x1(
                    x, xOffset + i * xStride, xStride, xTaps, w, wOffset, wTaps, y, yOffset + i * yStride, yStride);
            i += 1;
        }
    }

    private static void block7x2(
            float[] x,
            int xOffset,
            int xStride,
            int[] xTaps,
            float[] w,
            int wOffset,
            int[] wTaps,
            float[] y,
            int yOffset,
            int yStride) {
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s11 = FloatVector.zero(SPECIES);
        FloatVector s20 = FloatVector.zero(SPECIES);
        FloatVector s21 = FloatVector.zero(SPECIES);
        FloatVector s30 = FloatVector.zero(SPECIES);
        FloatVector s31 = FloatVector.zero(SPECIES);
        FloatVector s40 = FloatVector.zero(SPECIES);
        FloatVector s41 = FloatVector.zero(SPECIES);
        FloatVector s50 = FloatVector.zero(SPECIES);
        FloatVector s51 = FloatVector.zero(SPECIES);
        FloatVector s60 = FloatVector.zero(SPECIES);
        FloatVector s61 = FloatVector.zero(SPECIES);
        for (int t = 0; t < xTaps.length; t++) {
            int from = xOffset + xTaps[t];
            int tap = wOffset + wTaps[t];
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, tap);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, tap + LANES);
            s00 = FloatVector.fromArray(SPECIES, x, from).fma(w0, s00);
            s01 = FloatVector.fromArray(SPECIES, x, from + LANES).fma(w1, s01);
            s10 = FloatVector.fromArray(SPECIES, x, from + xStride).fma(w0, s10);
            s11 = FloatVector.fromArray(SPECIES, x, from + xStride + LANES).fma(w1, s11);
            s20 = FloatVector.fromArray(SPECIES, x, from + 2 * xStride).fma(w0, s20);
            s21 = FloatVector.fromArray(SPECIES, x, from + 2 * xStride + LANES).fma(w1, s21);
            s30 = FloatVector.fromArray(SPECIES, x, from + 3 * xStride).fma(w0, s30);
            s31 = FloatVector.fromArray(SPECIES, x, from + 3 * xStride + LANES).fma(w1, s31);
            s40 = FloatVector.fromArray(SPECIES, x, from + 4 * xStride).fma(w0, s40);
            s41 = FloatVector.fromArray(SPECIES, x, from + 4 * xStride + LANES).fma(w1, s41);
            s50 = FloatVector.fromArray(SPECIES, x, from + 5 * xStride).fma(w0, s50);
            s51 = FloatVector.fromArray(SPECIES, x, from + 5 * xStride + LANES).fma(w1, s51);
            s60 = FloatVector.fromArray(SPECIES, x, from + 6 * xStride).fma(w0, s60);
            s61 = FloatVector.fromArray(SPECIES, x, from + 6 * xStride + LANES).fma(w1, s61);
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
        s60.intoArray(y, yOffset + 6 * yStride);
        s61.intoArray(y, yOffset + 6 * yStride + LANES);
    }

    private static void block4x2(
            float[] x,
            int xOffset,
            int xStride,
            int[] xTaps,
            float[] w,
            int wOffset,
            int[] wTaps,
            float[] y,
            int yOffset,
            int yStride) {
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s11 = FloatVector.zero(SPECIES);
        FloatVector s20 = FloatVector.zero(SPECIES);
        FloatVector s21 = FloatVector.zero(SPECIES);
        FloatVector s30 = FloatVector.zero(SPECIES);
        FloatVector s31 = FloatVector.zero(SPECIES);
        for (int t = 0; t < xTaps.length; t++) {
            int from = xOffset + xTaps[t];
            int tap = wOffset + wTaps[t];
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, tap);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, tap + LANES);
            s00 = FloatVector.fromArray(SPECIES, x, from).fma(w0, s00);
            s01 = FloatVector.fromArray(SPECIES, x, from + LANES).fma(w1, s01);
            s10 = FloatVector.fromArray(SPECIES, x, from + xStride).fma(w0, s10);
            s11 = FloatVector.fromArray(SPECIES, x, from + xStride + LANES).fma(w1, s11);
            s20 = FloatVector.fromArray(SPECIES, x, from + 2 * xStride).fma(w0, s20);
            s21 = FloatVector.fromArray(SPECIES, x, from + 2 * xStride + LANES).fma(w1, s21);
            s30 = FloatVector.fromArray(SPECIES, x, from + 3 * xStride).fma(w0, s30);
            s31 = FloatVector.fromArray(SPECIES, x, from + 3 * xStride + LANES).fma(w1, s31);
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

    private static void block2x2(
            float[] x,
            int xOffset,
            int xStride,
            int[] xTaps,
            float[] w,
            int wOffset,
            int[] wTaps,
            float[] y,
            int yOffset,
            int yStride) {
        switch (xOffset) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s11 = FloatVector.zero(SPECIES);
        for (int t = 0; t < xTaps.length; t++) {
            int from = xOffset + xTaps[t];
            int tap = wOffset + wTaps[t];
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, tap);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, tap + LANES);
            s00 = FloatVector.fromArray(SPECIES, x, from).fma(w0, s00);
            s01 = FloatVector.fromArray(SPECIES, x, from + LANES).fma(w1, s01);
            s10 = FloatVector.fromArray(SPECIES, x, from + xStride).fma(w0, s10);
            s11 = FloatVector.fromArray(SPECIES, x, from + xStride + LANES).fma(w1, s11);
        }
        s00.intoArray(y, yOffset);
        s01.intoArray(y, yOffset + LANES);
        s10.intoArray(y, yOffset + yStride);
        s11.intoArray(y, yOffset + yStride + LANES);
    }

    private static void block1x2(
            float[] x,
            int xOffset,
            int xStride,
            int[] xTaps,
            float[] w,
            int wOffset,
            int[] wTaps,
            float[] y,
            int yOffset,
            int yStride) {
        switch (xOffset) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = FloatVector.zero(SPECIES);
        for (int t = 0; t < xTaps.length; t++) {
            int from = xOffset + xTaps[t];
            int tap = wOffset + wTaps[t];
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, tap);
            FloatVector w1 = FloatVector.fromArray(SPECIES, w, tap + LANES);
            s00 = FloatVector.fromArray(SPECIES, x, from).fma(w0, s00);
            s01 = FloatVector.fromArray(SPECIES, x, from + LANES).fma(w1, s01);
        }
        s00.intoArray(y, yOffset);
        s01.intoArray(y, yOffset + LANES);
    }

    private static void block7x1(
            float[] x,
            int xOffset,
            int xStride,
            int[] xTaps,
            float[] w,
            int wOffset,
            int[] wTaps,
            float[] y,
            int yOffset,
            int yStride) {
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s20 = FloatVector.zero(SPECIES);
        FloatVector s30 = FloatVector.zero(SPECIES);
        FloatVector s40 = FloatVector.zero(SPECIES);
        FloatVector s50 = FloatVector.zero(SPECIES);
        FloatVector s60 = FloatVector.zero(SPECIES);
        for (int t = 0; t < xTaps.length; t++) {
            int from = xOffset + xTaps[t];
            int tap = wOffset + wTaps[t];
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, tap);
            s00 = FloatVector.fromArray(SPECIES, x, from).fma(w0, s00);
            s10 = FloatVector.fromArray(SPECIES, x, from + xStride).fma(w0, s10);
            s20 = FloatVector.fromArray(SPECIES, x, from + 2 * xStride).fma(w0, s20);
            s30 = FloatVector.fromArray(SPECIES, x, from + 3 * xStride).fma(w0, s30);
            s40 = FloatVector.fromArray(SPECIES, x, from + 4 * xStride).fma(w0, s40);
            s50 = FloatVector.fromArray(SPECIES, x, from + 5 * xStride).fma(w0, s50);
            s60 = FloatVector.fromArray(SPECIES, x, from + 6 * xStride).fma(w0, s60);
        }
        s00.intoArray(y, yOffset);
        s10.intoArray(y, yOffset + yStride);
        s20.intoArray(y, yOffset + 2 * yStride);
        s30.intoArray(y, yOffset + 3 * yStride);
        s40.intoArray(y, yOffset + 4 * yStride);
        s50.intoArray(y, yOffset + 5 * yStride);
        s60.intoArray(y, yOffset + 6 * yStride);
    }

    private static void block4x1(
            float[] x,
            int xOffset,
            int xStride,
            int[] xTaps,
            float[] w,
            int wOffset,
            int[] wTaps,
            float[] y,
            int yOffset,
            int yStride) {
        switch (xOffset) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s20 = FloatVector.zero(SPECIES);
        FloatVector s30 = FloatVector.zero(SPECIES);
        for (int t = 0; t < xTaps.length; t++) {
            int from = xOffset + xTaps[t];
            int tap = wOffset + wTaps[t];
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, tap);
            s00 = FloatVector.fromArray(SPECIES, x, from).fma(w0, s00);
            s10 = FloatVector.fromArray(SPECIES, x, from + xStride).fma(w0, s10);
            s20 = FloatVector.fromArray(SPECIES, x, from + 2 * xStride).fma(w0, s20);
            s30 = FloatVector.fromArray(SPECIES, x, from + 3 * xStride).fma(w0, s30);
        }
        s00.intoArray(y, yOffset);
        s10.intoArray(y, yOffset + yStride);
        s20.intoArray(y, yOffset + 2 * yStride);
        s30.intoArray(y, yOffset + 3 * yStride);
    }

    private static void block2x1(
            float[] x,
            int xOffset,
            int xStride,
            int[] xTaps,
            float[] w,
            int wOffset,
            int[] wTaps,
            float[] y,
            int yOffset,
            int yStride) {
        switch (xOffset) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        for (int t = 0; t < xTaps.length; t++) {
            int from = xOffset + xTaps[t];
            int tap = wOffset + wTaps[t];
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, tap);
            s00 = FloatVector.fromArray(SPECIES, x, from).fma(w0, s00);
            s10 = FloatVector.fromArray(SPECIES, x, from + xStride).fma(w0, s10);
        }
        s00.intoArray(y, yOffset);
        s10.intoArray(y, yOffset + yStride);
    }

    private static void block1x1(
            float[] x,
            int xOffset,
            int xStride,
            int[] xTaps,
            float[] w,
            int wOffset,
            int[] wTaps,
            float[] y,
            int yOffset,
            int yStride) {
        switch (xOffset) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector s00 = FloatVector.zero(SPECIES);
        for (int t = 0; t < xTaps.length; t++) {
            int from = xOffset + xTaps[t];
            int tap = wOffset + wTaps[t];
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, tap);
            s00 = FloatVector.fromArray(SPECIES, x, from).fma(w0, s00);
        }
        s00.intoArray(y, yOffset);
    }
}
