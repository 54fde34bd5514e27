package io.github.cornu.kernel;

import static io.github.cornu.kernel.VectorSpeciesHolder.LANES;
import static io.github.cornu.kernel.VectorSpeciesHolder.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Depthwise convolution of windows in a grid, the sums of all taps in ascending order from {@code init}. {@code blockWxV}: W
 * neighbouring windows, V vectors of channels. {@code sharedKxW}: W windows with K neighbouring taps, so that the windows
 * share what they load; one vector of channels. Written by {@code tools/kernels/depthwise.py}.
 */
final class VectorDepthwise {
    private VectorDepthwise() {}

    /**
     * All windows of as many channels as are whole vectors. Channels are outside, since the elements of a few channels in
     * neighbouring rows stay in the first-level cache.
     *
     * @return how many channels these are
     */
    static int run(
            int rows,
            WindowGrid grid,
            int channels,
            float[] x,
            int xOffset,
            float[] w,
            int[] wTaps,
            float[] init,
            float[] y,
            int yOffset) {
        int c = 0;
        int neighbours = grid.neighbours();
        boolean shared = neighbours == 3 && grid.columns() >= 4 || neighbours == 5 && grid.columns() >= 3;
        for (; !shared && c + 2 * LANES <= channels; c += 2 * LANES) {
            for (int r = 0; r < rows; r++) {
                int from = xOffset + r * grid.xRowStride() + c;
                int to = yOffset + r * grid.yRowStride() + c;
                of2(grid.columns(), x, from, grid.xStride(), grid.taps(), w, c, wTaps, init, y, to, grid.yStride());
            }
        }
        for (; c + LANES <= channels; c += LANES) {
            for (int r = 0; r < rows; r++) {
                int from = xOffset + r * grid.xRowStride() + c;
                int to = yOffset + r * grid.yRowStride() + c;
                if (shared && neighbours == 3) {
                    shared3(grid.columns(), x, from, grid.xStride(), grid.taps(), w, c, wTaps, init, y, to, grid.yStride());
                } else if (shared && neighbours == 5) {
                    shared5(grid.columns(), x, from, grid.xStride(), grid.taps(), w, c, wTaps, init, y, to, grid.yStride());
                } else {
                    of1(grid.columns(), x, from, grid.xStride(), grid.taps(), w, c, wTaps, init, y, to, grid.yStride());
                }
            }
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
            float[] init,
            float[] y,
            int yOffset,
            int yStride) {
        int i = 0;
        while (i + 7 <= windows) {
            block7x2(
                    x, xOffset + i * xStride, xStride, xTaps, w, wOffset, wTaps, init, y, yOffset + i * yStride, yStride);
            i += 7;
        }
        if (i + 4 <= windows) {
            block4x2(
                    x, xOffset + i * xStride, xStride, xTaps, w, wOffset, wTaps, init, y, yOffset + i * yStride, yStride);
            i += 4;
        }
        if (i + 2 <= windows) {
            block2x2(
                    x, xOffset + i * xStride, xStride, xTaps, w, wOffset, wTaps, init, y, yOffset + i * yStride, yStride);
            i += 2;
        }
        if (i + 1 <= windows) {
            block1x2(
                    x, xOffset + i * xStride, xStride, xTaps, w, wOffset, wTaps, init, y, yOffset + i * yStride, yStride);
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
            float[] init,
            float[] y,
            int yOffset,
            int yStride) {
        int i = 0;
        while (i + 7 <= windows) {
            block7x1(
                    x, xOffset + i * xStride, xStride, xTaps, w, wOffset, wTaps, init, y, yOffset + i * yStride, yStride);
            i += 7;
        }
        if (i + 4 <= windows) {
            block4x1(
                    x, xOffset + i * xStride, xStride, xTaps, w, wOffset, wTaps, init, y, yOffset + i * yStride, yStride);
            i += 4;
        }
        if (i + 2 <= windows) {
            block2x1(
                    x, xOffset + i * xStride, xStride, xTaps, w, wOffset, wTaps, init, y, yOffset + i * yStride, yStride);
            i += 2;
        }
        if (i + 1 <= windows) {
            block1x1(
                    x, xOffset + i * xStride, xStride, xTaps, w, wOffset, wTaps, init, y, yOffset + i * yStride, yStride);
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
            float[] init,
            float[] y,
            int yOffset,
            int yStride) {
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, wOffset);
        FloatVector init1 = FloatVector.fromArray(SPECIES, init, wOffset + LANES);
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
        FloatVector s60 = init0;
        FloatVector s61 = init1;
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
            float[] init,
            float[] y,
            int yOffset,
            int yStride) {
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, wOffset);
        FloatVector init1 = FloatVector.fromArray(SPECIES, init, wOffset + LANES);
        FloatVector s00 = init0;
        FloatVector s01 = init1;
        FloatVector s10 = init0;
        FloatVector s11 = init1;
        FloatVector s20 = init0;
        FloatVector s21 = init1;
        FloatVector s30 = init0;
        FloatVector s31 = init1;
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
            float[] init,
            float[] y,
            int yOffset,
            int yStride) {
        switch (xOffset) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, wOffset);
        FloatVector init1 = FloatVector.fromArray(SPECIES, init, wOffset + LANES);
        FloatVector s00 = init0;
        FloatVector s01 = init1;
        FloatVector s10 = init0;
        FloatVector s11 = init1;
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
            float[] init,
            float[] y,
            int yOffset,
            int yStride) {
        switch (xOffset) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, wOffset);
        FloatVector init1 = FloatVector.fromArray(SPECIES, init, wOffset + LANES);
        FloatVector s00 = init0;
        FloatVector s01 = init1;
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
            float[] init,
            float[] y,
            int yOffset,
            int yStride) {
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, wOffset);
        FloatVector s00 = init0;
        FloatVector s10 = init0;
        FloatVector s20 = init0;
        FloatVector s30 = init0;
        FloatVector s40 = init0;
        FloatVector s50 = init0;
        FloatVector s60 = init0;
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
            float[] init,
            float[] y,
            int yOffset,
            int yStride) {
        switch (xOffset) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, wOffset);
        FloatVector s00 = init0;
        FloatVector s10 = init0;
        FloatVector s20 = init0;
        FloatVector s30 = init0;
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
            float[] init,
            float[] y,
            int yOffset,
            int yStride) {
        switch (xOffset) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, wOffset);
        FloatVector s00 = init0;
        FloatVector s10 = init0;
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
            float[] init,
            float[] y,
            int yOffset,
            int yStride) {
        switch (xOffset) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        FloatVector init0 = FloatVector.fromArray(SPECIES, init, wOffset);
        FloatVector s00 = init0;
        for (int t = 0; t < xTaps.length; t++) {
            int from = xOffset + xTaps[t];
            int tap = wOffset + wTaps[t];
            FloatVector w0 = FloatVector.fromArray(SPECIES, w, tap);
            s00 = FloatVector.fromArray(SPECIES, x, from).fma(w0, s00);
        }
        s00.intoArray(y, yOffset);
    }

    private static void shared3(
            int windows,
            float[] x,
            int xOffset,
            int xStride,
            int[] xTaps,
            float[] w,
            int wOffset,
            int[] wTaps,
            float[] init,
            float[] y,
            int yOffset,
            int yStride) {
        int blocks = (windows + 6) / 7;
        int least = windows / blocks;
        int larger = windows - blocks * least;
        int done = larger * (least + 1);
        if (larger > 0) {
            shared3(least + 1, larger, x, xOffset, xStride, xTaps, w, wOffset, wTaps, init, y, yOffset, yStride);
        }
        shared3(
                least,
                blocks - larger,
                x,
                xOffset + done * xStride,
                xStride,
                xTaps,
                w,
                wOffset,
                wTaps,
                init,
                y,
                yOffset + done * yStride,
                yStride);
    }

    private static void shared3(
            int size,
            int blocks,
            float[] x,
            int xOffset,
            int xStride,
            int[] xTaps,
            float[] w,
            int wOffset,
            int[] wTaps,
            float[] init,
            float[] y,
            int yOffset,
            int yStride) {
        switch (size) {
            case 4 -> shared3x4(blocks, x, xOffset, xStride, xTaps, w, wOffset, wTaps, init, y, yOffset, yStride);
            case 5 -> shared3x5(blocks, x, xOffset, xStride, xTaps, w, wOffset, wTaps, init, y, yOffset, yStride);
            case 6 -> shared3x6(blocks, x, xOffset, xStride, xTaps, w, wOffset, wTaps, init, y, yOffset, yStride);
            default -> shared3x7(blocks, x, xOffset, xStride, xTaps, w, wOffset, wTaps, init, y, yOffset, yStride);
        }
    }

    private static void shared3x7(
            int blocks,
            float[] x,
            int xOffset,
            int xStride,
            int[] xTaps,
            float[] w,
            int wOffset,
            int[] wTaps,
            float[] init,
            float[] y,
            int yOffset,
            int yStride) {
        for (int b = 0; b < blocks; b++) {
            int first = xOffset + b * 7 * xStride;
            int to = yOffset + b * 7 * yStride;
            FloatVector start = FloatVector.fromArray(SPECIES, init, wOffset);
            FloatVector s0 = start;
            FloatVector s1 = start;
            FloatVector s2 = start;
            FloatVector s3 = start;
            FloatVector s4 = start;
            FloatVector s5 = start;
            FloatVector s6 = start;
            for (int t = 0; t < xTaps.length; t += 3) {
                int from = first + xTaps[t];
                FloatVector w0 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t]);
                FloatVector w1 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t + 1]);
                FloatVector w2 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t + 2]);
                FloatVector x0 = FloatVector.fromArray(SPECIES, x, from);
                s0 = x0.fma(w0, s0);
                FloatVector x1 = FloatVector.fromArray(SPECIES, x, from + xStride);
                s0 = x1.fma(w1, s0);
                s1 = x1.fma(w0, s1);
                FloatVector x2 = FloatVector.fromArray(SPECIES, x, from + 2 * xStride);
                s0 = x2.fma(w2, s0);
                s1 = x2.fma(w1, s1);
                s2 = x2.fma(w0, s2);
                FloatVector x3 = FloatVector.fromArray(SPECIES, x, from + 3 * xStride);
                s1 = x3.fma(w2, s1);
                s2 = x3.fma(w1, s2);
                s3 = x3.fma(w0, s3);
                FloatVector x4 = FloatVector.fromArray(SPECIES, x, from + 4 * xStride);
                s2 = x4.fma(w2, s2);
                s3 = x4.fma(w1, s3);
                s4 = x4.fma(w0, s4);
                FloatVector x5 = FloatVector.fromArray(SPECIES, x, from + 5 * xStride);
                s3 = x5.fma(w2, s3);
                s4 = x5.fma(w1, s4);
                s5 = x5.fma(w0, s5);
                FloatVector x6 = FloatVector.fromArray(SPECIES, x, from + 6 * xStride);
                s4 = x6.fma(w2, s4);
                s5 = x6.fma(w1, s5);
                s6 = x6.fma(w0, s6);
                FloatVector x7 = FloatVector.fromArray(SPECIES, x, from + 7 * xStride);
                s5 = x7.fma(w2, s5);
                s6 = x7.fma(w1, s6);
                FloatVector x8 = FloatVector.fromArray(SPECIES, x, from + 8 * xStride);
                s6 = x8.fma(w2, s6);
            }
            s0.intoArray(y, to);
            s1.intoArray(y, to + yStride);
            s2.intoArray(y, to + 2 * yStride);
            s3.intoArray(y, to + 3 * yStride);
            s4.intoArray(y, to + 4 * yStride);
            s5.intoArray(y, to + 5 * yStride);
            s6.intoArray(y, to + 6 * yStride);
        }
    }

    private static void shared3x6(
            int blocks,
            float[] x,
            int xOffset,
            int xStride,
            int[] xTaps,
            float[] w,
            int wOffset,
            int[] wTaps,
            float[] init,
            float[] y,
            int yOffset,
            int yStride) {
        for (int b = 0; b < blocks; b++) {
            int first = xOffset + b * 6 * xStride;
            int to = yOffset + b * 6 * yStride;
            FloatVector start = FloatVector.fromArray(SPECIES, init, wOffset);
            FloatVector s0 = start;
            FloatVector s1 = start;
            FloatVector s2 = start;
            FloatVector s3 = start;
            FloatVector s4 = start;
            FloatVector s5 = start;
            for (int t = 0; t < xTaps.length; t += 3) {
                int from = first + xTaps[t];
                FloatVector w0 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t]);
                FloatVector w1 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t + 1]);
                FloatVector w2 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t + 2]);
                FloatVector x0 = FloatVector.fromArray(SPECIES, x, from);
                s0 = x0.fma(w0, s0);
                FloatVector x1 = FloatVector.fromArray(SPECIES, x, from + xStride);
                s0 = x1.fma(w1, s0);
                s1 = x1.fma(w0, s1);
                FloatVector x2 = FloatVector.fromArray(SPECIES, x, from + 2 * xStride);
                s0 = x2.fma(w2, s0);
                s1 = x2.fma(w1, s1);
                s2 = x2.fma(w0, s2);
                FloatVector x3 = FloatVector.fromArray(SPECIES, x, from + 3 * xStride);
                s1 = x3.fma(w2, s1);
                s2 = x3.fma(w1, s2);
                s3 = x3.fma(w0, s3);
                FloatVector x4 = FloatVector.fromArray(SPECIES, x, from + 4 * xStride);
                s2 = x4.fma(w2, s2);
                s3 = x4.fma(w1, s3);
                s4 = x4.fma(w0, s4);
                FloatVector x5 = FloatVector.fromArray(SPECIES, x, from + 5 * xStride);
                s3 = x5.fma(w2, s3);
                s4 = x5.fma(w1, s4);
                s5 = x5.fma(w0, s5);
                FloatVector x6 = FloatVector.fromArray(SPECIES, x, from + 6 * xStride);
                s4 = x6.fma(w2, s4);
                s5 = x6.fma(w1, s5);
                FloatVector x7 = FloatVector.fromArray(SPECIES, x, from + 7 * xStride);
                s5 = x7.fma(w2, s5);
            }
            s0.intoArray(y, to);
            s1.intoArray(y, to + yStride);
            s2.intoArray(y, to + 2 * yStride);
            s3.intoArray(y, to + 3 * yStride);
            s4.intoArray(y, to + 4 * yStride);
            s5.intoArray(y, to + 5 * yStride);
        }
    }

    private static void shared3x5(
            int blocks,
            float[] x,
            int xOffset,
            int xStride,
            int[] xTaps,
            float[] w,
            int wOffset,
            int[] wTaps,
            float[] init,
            float[] y,
            int yOffset,
            int yStride) {
        for (int b = 0; b < blocks; b++) {
            int first = xOffset + b * 5 * xStride;
            int to = yOffset + b * 5 * yStride;
            FloatVector start = FloatVector.fromArray(SPECIES, init, wOffset);
            FloatVector s0 = start;
            FloatVector s1 = start;
            FloatVector s2 = start;
            FloatVector s3 = start;
            FloatVector s4 = start;
            for (int t = 0; t < xTaps.length; t += 3) {
                int from = first + xTaps[t];
                FloatVector w0 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t]);
                FloatVector w1 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t + 1]);
                FloatVector w2 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t + 2]);
                FloatVector x0 = FloatVector.fromArray(SPECIES, x, from);
                s0 = x0.fma(w0, s0);
                FloatVector x1 = FloatVector.fromArray(SPECIES, x, from + xStride);
                s0 = x1.fma(w1, s0);
                s1 = x1.fma(w0, s1);
                FloatVector x2 = FloatVector.fromArray(SPECIES, x, from + 2 * xStride);
                s0 = x2.fma(w2, s0);
                s1 = x2.fma(w1, s1);
                s2 = x2.fma(w0, s2);
                FloatVector x3 = FloatVector.fromArray(SPECIES, x, from + 3 * xStride);
                s1 = x3.fma(w2, s1);
                s2 = x3.fma(w1, s2);
                s3 = x3.fma(w0, s3);
                FloatVector x4 = FloatVector.fromArray(SPECIES, x, from + 4 * xStride);
                s2 = x4.fma(w2, s2);
                s3 = x4.fma(w1, s3);
                s4 = x4.fma(w0, s4);
                FloatVector x5 = FloatVector.fromArray(SPECIES, x, from + 5 * xStride);
                s3 = x5.fma(w2, s3);
                s4 = x5.fma(w1, s4);
                FloatVector x6 = FloatVector.fromArray(SPECIES, x, from + 6 * xStride);
                s4 = x6.fma(w2, s4);
            }
            s0.intoArray(y, to);
            s1.intoArray(y, to + yStride);
            s2.intoArray(y, to + 2 * yStride);
            s3.intoArray(y, to + 3 * yStride);
            s4.intoArray(y, to + 4 * yStride);
        }
    }

    private static void shared3x4(
            int blocks,
            float[] x,
            int xOffset,
            int xStride,
            int[] xTaps,
            float[] w,
            int wOffset,
            int[] wTaps,
            float[] init,
            float[] y,
            int yOffset,
            int yStride) {
        switch (xOffset) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int b = 0; b < blocks; b++) {
            int first = xOffset + b * 4 * xStride;
            int to = yOffset + b * 4 * yStride;
            FloatVector start = FloatVector.fromArray(SPECIES, init, wOffset);
            FloatVector s0 = start;
            FloatVector s1 = start;
            FloatVector s2 = start;
            FloatVector s3 = start;
            for (int t = 0; t < xTaps.length; t += 3) {
                int from = first + xTaps[t];
                FloatVector w0 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t]);
                FloatVector w1 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t + 1]);
                FloatVector w2 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t + 2]);
                FloatVector x0 = FloatVector.fromArray(SPECIES, x, from);
                s0 = x0.fma(w0, s0);
                FloatVector x1 = FloatVector.fromArray(SPECIES, x, from + xStride);
                s0 = x1.fma(w1, s0);
                s1 = x1.fma(w0, s1);
                FloatVector x2 = FloatVector.fromArray(SPECIES, x, from + 2 * xStride);
                s0 = x2.fma(w2, s0);
                s1 = x2.fma(w1, s1);
                s2 = x2.fma(w0, s2);
                FloatVector x3 = FloatVector.fromArray(SPECIES, x, from + 3 * xStride);
                s1 = x3.fma(w2, s1);
                s2 = x3.fma(w1, s2);
                s3 = x3.fma(w0, s3);
                FloatVector x4 = FloatVector.fromArray(SPECIES, x, from + 4 * xStride);
                s2 = x4.fma(w2, s2);
                s3 = x4.fma(w1, s3);
                FloatVector x5 = FloatVector.fromArray(SPECIES, x, from + 5 * xStride);
                s3 = x5.fma(w2, s3);
            }
            s0.intoArray(y, to);
            s1.intoArray(y, to + yStride);
            s2.intoArray(y, to + 2 * yStride);
            s3.intoArray(y, to + 3 * yStride);
        }
    }

    private static void shared5(
            int windows,
            float[] x,
            int xOffset,
            int xStride,
            int[] xTaps,
            float[] w,
            int wOffset,
            int[] wTaps,
            float[] init,
            float[] y,
            int yOffset,
            int yStride) {
        int blocks = (windows + 5) / 6;
        int least = windows / blocks;
        int larger = windows - blocks * least;
        int done = larger * (least + 1);
        if (larger > 0) {
            shared5(least + 1, larger, x, xOffset, xStride, xTaps, w, wOffset, wTaps, init, y, yOffset, yStride);
        }
        shared5(
                least,
                blocks - larger,
                x,
                xOffset + done * xStride,
                xStride,
                xTaps,
                w,
                wOffset,
                wTaps,
                init,
                y,
                yOffset + done * yStride,
                yStride);
    }

    private static void shared5(
            int size,
            int blocks,
            float[] x,
            int xOffset,
            int xStride,
            int[] xTaps,
            float[] w,
            int wOffset,
            int[] wTaps,
            float[] init,
            float[] y,
            int yOffset,
            int yStride) {
        switch (size) {
            case 3 -> shared5x3(blocks, x, xOffset, xStride, xTaps, w, wOffset, wTaps, init, y, yOffset, yStride);
            case 4 -> shared5x4(blocks, x, xOffset, xStride, xTaps, w, wOffset, wTaps, init, y, yOffset, yStride);
            case 5 -> shared5x5(blocks, x, xOffset, xStride, xTaps, w, wOffset, wTaps, init, y, yOffset, yStride);
            default -> shared5x6(blocks, x, xOffset, xStride, xTaps, w, wOffset, wTaps, init, y, yOffset, yStride);
        }
    }

    private static void shared5x6(
            int blocks,
            float[] x,
            int xOffset,
            int xStride,
            int[] xTaps,
            float[] w,
            int wOffset,
            int[] wTaps,
            float[] init,
            float[] y,
            int yOffset,
            int yStride) {
        for (int b = 0; b < blocks; b++) {
            int first = xOffset + b * 6 * xStride;
            int to = yOffset + b * 6 * yStride;
            FloatVector start = FloatVector.fromArray(SPECIES, init, wOffset);
            FloatVector s0 = start;
            FloatVector s1 = start;
            FloatVector s2 = start;
            FloatVector s3 = start;
            FloatVector s4 = start;
            FloatVector s5 = start;
            for (int t = 0; t < xTaps.length; t += 5) {
                int from = first + xTaps[t];
                FloatVector w0 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t]);
                FloatVector w1 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t + 1]);
                FloatVector w2 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t + 2]);
                FloatVector w3 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t + 3]);
                FloatVector w4 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t + 4]);
                FloatVector x0 = FloatVector.fromArray(SPECIES, x, from);
                s0 = x0.fma(w0, s0);
                FloatVector x1 = FloatVector.fromArray(SPECIES, x, from + xStride);
                s0 = x1.fma(w1, s0);
                s1 = x1.fma(w0, s1);
                FloatVector x2 = FloatVector.fromArray(SPECIES, x, from + 2 * xStride);
                s0 = x2.fma(w2, s0);
                s1 = x2.fma(w1, s1);
                s2 = x2.fma(w0, s2);
                FloatVector x3 = FloatVector.fromArray(SPECIES, x, from + 3 * xStride);
                s0 = x3.fma(w3, s0);
                s1 = x3.fma(w2, s1);
                s2 = x3.fma(w1, s2);
                s3 = x3.fma(w0, s3);
                FloatVector x4 = FloatVector.fromArray(SPECIES, x, from + 4 * xStride);
                s0 = x4.fma(w4, s0);
                s1 = x4.fma(w3, s1);
                s2 = x4.fma(w2, s2);
                s3 = x4.fma(w1, s3);
                s4 = x4.fma(w0, s4);
                FloatVector x5 = FloatVector.fromArray(SPECIES, x, from + 5 * xStride);
                s1 = x5.fma(w4, s1);
                s2 = x5.fma(w3, s2);
                s3 = x5.fma(w2, s3);
                s4 = x5.fma(w1, s4);
                s5 = x5.fma(w0, s5);
                FloatVector x6 = FloatVector.fromArray(SPECIES, x, from + 6 * xStride);
                s2 = x6.fma(w4, s2);
                s3 = x6.fma(w3, s3);
                s4 = x6.fma(w2, s4);
                s5 = x6.fma(w1, s5);
                FloatVector x7 = FloatVector.fromArray(SPECIES, x, from + 7 * xStride);
                s3 = x7.fma(w4, s3);
                s4 = x7.fma(w3, s4);
                s5 = x7.fma(w2, s5);
                FloatVector x8 = FloatVector.fromArray(SPECIES, x, from + 8 * xStride);
                s4 = x8.fma(w4, s4);
                s5 = x8.fma(w3, s5);
                FloatVector x9 = FloatVector.fromArray(SPECIES, x, from + 9 * xStride);
                s5 = x9.fma(w4, s5);
            }
            s0.intoArray(y, to);
            s1.intoArray(y, to + yStride);
            s2.intoArray(y, to + 2 * yStride);
            s3.intoArray(y, to + 3 * yStride);
            s4.intoArray(y, to + 4 * yStride);
            s5.intoArray(y, to + 5 * yStride);
        }
    }

    private static void shared5x5(
            int blocks,
            float[] x,
            int xOffset,
            int xStride,
            int[] xTaps,
            float[] w,
            int wOffset,
            int[] wTaps,
            float[] init,
            float[] y,
            int yOffset,
            int yStride) {
        for (int b = 0; b < blocks; b++) {
            int first = xOffset + b * 5 * xStride;
            int to = yOffset + b * 5 * yStride;
            FloatVector start = FloatVector.fromArray(SPECIES, init, wOffset);
            FloatVector s0 = start;
            FloatVector s1 = start;
            FloatVector s2 = start;
            FloatVector s3 = start;
            FloatVector s4 = start;
            for (int t = 0; t < xTaps.length; t += 5) {
                int from = first + xTaps[t];
                FloatVector w0 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t]);
                FloatVector w1 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t + 1]);
                FloatVector w2 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t + 2]);
                FloatVector w3 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t + 3]);
                FloatVector w4 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t + 4]);
                FloatVector x0 = FloatVector.fromArray(SPECIES, x, from);
                s0 = x0.fma(w0, s0);
                FloatVector x1 = FloatVector.fromArray(SPECIES, x, from + xStride);
                s0 = x1.fma(w1, s0);
                s1 = x1.fma(w0, s1);
                FloatVector x2 = FloatVector.fromArray(SPECIES, x, from + 2 * xStride);
                s0 = x2.fma(w2, s0);
                s1 = x2.fma(w1, s1);
                s2 = x2.fma(w0, s2);
                FloatVector x3 = FloatVector.fromArray(SPECIES, x, from + 3 * xStride);
                s0 = x3.fma(w3, s0);
                s1 = x3.fma(w2, s1);
                s2 = x3.fma(w1, s2);
                s3 = x3.fma(w0, s3);
                FloatVector x4 = FloatVector.fromArray(SPECIES, x, from + 4 * xStride);
                s0 = x4.fma(w4, s0);
                s1 = x4.fma(w3, s1);
                s2 = x4.fma(w2, s2);
                s3 = x4.fma(w1, s3);
                s4 = x4.fma(w0, s4);
                FloatVector x5 = FloatVector.fromArray(SPECIES, x, from + 5 * xStride);
                s1 = x5.fma(w4, s1);
                s2 = x5.fma(w3, s2);
                s3 = x5.fma(w2, s3);
                s4 = x5.fma(w1, s4);
                FloatVector x6 = FloatVector.fromArray(SPECIES, x, from + 6 * xStride);
                s2 = x6.fma(w4, s2);
                s3 = x6.fma(w3, s3);
                s4 = x6.fma(w2, s4);
                FloatVector x7 = FloatVector.fromArray(SPECIES, x, from + 7 * xStride);
                s3 = x7.fma(w4, s3);
                s4 = x7.fma(w3, s4);
                FloatVector x8 = FloatVector.fromArray(SPECIES, x, from + 8 * xStride);
                s4 = x8.fma(w4, s4);
            }
            s0.intoArray(y, to);
            s1.intoArray(y, to + yStride);
            s2.intoArray(y, to + 2 * yStride);
            s3.intoArray(y, to + 3 * yStride);
            s4.intoArray(y, to + 4 * yStride);
        }
    }

    private static void shared5x4(
            int blocks,
            float[] x,
            int xOffset,
            int xStride,
            int[] xTaps,
            float[] w,
            int wOffset,
            int[] wTaps,
            float[] init,
            float[] y,
            int yOffset,
            int yStride) {
        switch (xOffset) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int b = 0; b < blocks; b++) {
            int first = xOffset + b * 4 * xStride;
            int to = yOffset + b * 4 * yStride;
            FloatVector start = FloatVector.fromArray(SPECIES, init, wOffset);
            FloatVector s0 = start;
            FloatVector s1 = start;
            FloatVector s2 = start;
            FloatVector s3 = start;
            for (int t = 0; t < xTaps.length; t += 5) {
                int from = first + xTaps[t];
                FloatVector w0 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t]);
                FloatVector w1 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t + 1]);
                FloatVector w2 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t + 2]);
                FloatVector w3 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t + 3]);
                FloatVector w4 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t + 4]);
                FloatVector x0 = FloatVector.fromArray(SPECIES, x, from);
                s0 = x0.fma(w0, s0);
                FloatVector x1 = FloatVector.fromArray(SPECIES, x, from + xStride);
                s0 = x1.fma(w1, s0);
                s1 = x1.fma(w0, s1);
                FloatVector x2 = FloatVector.fromArray(SPECIES, x, from + 2 * xStride);
                s0 = x2.fma(w2, s0);
                s1 = x2.fma(w1, s1);
                s2 = x2.fma(w0, s2);
                FloatVector x3 = FloatVector.fromArray(SPECIES, x, from + 3 * xStride);
                s0 = x3.fma(w3, s0);
                s1 = x3.fma(w2, s1);
                s2 = x3.fma(w1, s2);
                s3 = x3.fma(w0, s3);
                FloatVector x4 = FloatVector.fromArray(SPECIES, x, from + 4 * xStride);
                s0 = x4.fma(w4, s0);
                s1 = x4.fma(w3, s1);
                s2 = x4.fma(w2, s2);
                s3 = x4.fma(w1, s3);
                FloatVector x5 = FloatVector.fromArray(SPECIES, x, from + 5 * xStride);
                s1 = x5.fma(w4, s1);
                s2 = x5.fma(w3, s2);
                s3 = x5.fma(w2, s3);
                FloatVector x6 = FloatVector.fromArray(SPECIES, x, from + 6 * xStride);
                s2 = x6.fma(w4, s2);
                s3 = x6.fma(w3, s3);
                FloatVector x7 = FloatVector.fromArray(SPECIES, x, from + 7 * xStride);
                s3 = x7.fma(w4, s3);
            }
            s0.intoArray(y, to);
            s1.intoArray(y, to + yStride);
            s2.intoArray(y, to + 2 * yStride);
            s3.intoArray(y, to + 3 * yStride);
        }
    }

    private static void shared5x3(
            int blocks,
            float[] x,
            int xOffset,
            int xStride,
            int[] xTaps,
            float[] w,
            int wOffset,
            int[] wTaps,
            float[] init,
            float[] y,
            int yOffset,
            int yStride) {
        switch (xOffset) { // keeps this loop from being inlined, see tools/kernels/noinline.py
            case -1, -2, -3, -4, -5, -6, -7, -8, -9, -10, -11, -12, -13, -14, -15, -16, -17, -18, -19, -20, -21, -22, -23, -24, -25, -26, -27, -28, -29, -30, -31, -32, -33, -34, -35, -36, -37, -38, -39, -40, -41, -42, -43, -44, -45, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -58, -59, -60, -61, -62, -63, -64, -65, -66, -67, -68, -69, -70, -71, -72, -73, -74, -75, -76, -77, -78, -79, -80 -> {
                return;
            }
            default -> {}
        }
        for (int b = 0; b < blocks; b++) {
            int first = xOffset + b * 3 * xStride;
            int to = yOffset + b * 3 * yStride;
            FloatVector start = FloatVector.fromArray(SPECIES, init, wOffset);
            FloatVector s0 = start;
            FloatVector s1 = start;
            FloatVector s2 = start;
            for (int t = 0; t < xTaps.length; t += 5) {
                int from = first + xTaps[t];
                FloatVector w0 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t]);
                FloatVector w1 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t + 1]);
                FloatVector w2 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t + 2]);
                FloatVector w3 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t + 3]);
                FloatVector w4 = FloatVector.fromArray(SPECIES, w, wOffset + wTaps[t + 4]);
                FloatVector x0 = FloatVector.fromArray(SPECIES, x, from);
                s0 = x0.fma(w0, s0);
                FloatVector x1 = FloatVector.fromArray(SPECIES, x, from + xStride);
                s0 = x1.fma(w1, s0);
                s1 = x1.fma(w0, s1);
                FloatVector x2 = FloatVector.fromArray(SPECIES, x, from + 2 * xStride);
                s0 = x2.fma(w2, s0);
                s1 = x2.fma(w1, s1);
                s2 = x2.fma(w0, s2);
                FloatVector x3 = FloatVector.fromArray(SPECIES, x, from + 3 * xStride);
                s0 = x3.fma(w3, s0);
                s1 = x3.fma(w2, s1);
                s2 = x3.fma(w1, s2);
                FloatVector x4 = FloatVector.fromArray(SPECIES, x, from + 4 * xStride);
                s0 = x4.fma(w4, s0);
                s1 = x4.fma(w3, s1);
                s2 = x4.fma(w2, s2);
                FloatVector x5 = FloatVector.fromArray(SPECIES, x, from + 5 * xStride);
                s1 = x5.fma(w4, s1);
                s2 = x5.fma(w3, s2);
                FloatVector x6 = FloatVector.fromArray(SPECIES, x, from + 6 * xStride);
                s2 = x6.fma(w4, s2);
            }
            s0.intoArray(y, to);
            s1.intoArray(y, to + yStride);
            s2.intoArray(y, to + 2 * yStride);
        }
    }
}
