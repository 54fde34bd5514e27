package io.github.cornu.kernel;

import static io.github.cornu.kernel.VectorTile.PANEL_WIDTH;
import static io.github.cornu.kernel.VectorWidth.LANES;

/**
 * The convolution of a grid of windows, cut into tiles as {@link VectorMatrix} is: up to six windows of a row by one
 * panel. The weights of a panel are used for all windows before those of the next one are read.
 */
final class VectorConvolution {
    private VectorConvolution() {}

    static void convolve(
            int rows,
            WindowGrid grid,
            float[] x,
            int xOffset,
            float[] w,
            int wOffset,
            Panels panels,
            float[] init,
            float[] y,
            int yOffset,
            Scratch scratch) {
        for (int panel = 0; panel < panels.count(); panel++) {
            int first = panel * PANEL_WIDTH;
            int at = wOffset + panels.offset(panel);
            int real = Math.min(PANEL_WIDTH, panels.columns() - first);
            int vectors = panels.widthOf(panel) / LANES;
            for (int row = 0; row < rows; row++) {
                int from = xOffset + row * grid.xRowStride();
                int to = yOffset + row * grid.yRowStride() + first;
                convolveRow(grid, real, vectors, x, from, w, at, init, first, y, to, scratch);
            }
        }
    }

    /** The windows of a row with one panel, in tiles of nearly equal numbers of windows. */
    private static void convolveRow(
            WindowGrid grid,
            int columns,
            int vectors,
            float[] x,
            int xOffset,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset,
            Scratch scratch) {
        int windows = grid.columns();
        int tiles = VectorTile.tiles(windows);
        int height = windows / tiles;
        int higher = windows - tiles * height;
        int width = vectors * LANES;
        int depth = grid.taps().length;
        int xs = grid.xStride();
        int ys = grid.yStride();
        int[] taps = grid.taps();
        float[] sums = scratch.tile;
        int window = 0;
        for (int tile = 0; tile < tiles; tile++) {
            int count = tile < higher ? height + 1 : height;
            int from = xOffset + window * xs;
            int to = yOffset + window * ys;
            if (columns == width) {
                tile(count, vectors, depth, x, from, xs, taps, w, wOffset, init, initOffset, y, to, ys);
            } else {
                tile(count, vectors, depth, x, from, xs, taps, w, wOffset, init, initOffset, sums, 0, width);
                for (int r = 0; r < count; r++) {
                    System.arraycopy(sums, r * width, y, to + r * ys, columns);
                }
            }
            window += count;
        }
    }

    // The methods below select the loop for a tile: there is one switch for a tile, and none inside its loop.

    private static void tile(
            int rows,
            int vectors,
            int depth,
            float[] x,
            int xo,
            int xs,
            int[] taps,
            float[] w,
            int wo,
            float[] i,
            int io,
            float[] y,
            int yo,
            int ys) {
        switch (vectors) {
            case 1 -> tileOf1(rows, depth, x, xo, xs, taps, w, wo, i, io, y, yo, ys);
            case 2 -> tileOf2(rows, depth, x, xo, xs, taps, w, wo, i, io, y, yo, ys);
            case 3 -> tileOf3(rows, depth, x, xo, xs, taps, w, wo, i, io, y, yo, ys);
            default -> tileOf4(rows, depth, x, xo, xs, taps, w, wo, i, io, y, yo, ys);
        }
    }

    private static void tileOf1(
            int rows,
            int depth,
            float[] x,
            int xo,
            int xs,
            int[] taps,
            float[] w,
            int wo,
            float[] i,
            int io,
            float[] y,
            int yo,
            int ys) {
        switch (rows) {
            case 1 -> VectorTiles.taps1x1(depth, x, xo, xs, taps, w, wo, i, io, y, yo, ys);
            case 2 -> VectorTiles.taps2x1(depth, x, xo, xs, taps, w, wo, i, io, y, yo, ys);
            case 3 -> VectorTiles.taps3x1(depth, x, xo, xs, taps, w, wo, i, io, y, yo, ys);
            case 4 -> VectorTiles.taps4x1(depth, x, xo, xs, taps, w, wo, i, io, y, yo, ys);
            case 5 -> VectorTiles.taps5x1(depth, x, xo, xs, taps, w, wo, i, io, y, yo, ys);
            default -> VectorTiles.taps6x1(depth, x, xo, xs, taps, w, wo, i, io, y, yo, ys);
        }
    }

    private static void tileOf2(
            int rows,
            int depth,
            float[] x,
            int xo,
            int xs,
            int[] taps,
            float[] w,
            int wo,
            float[] i,
            int io,
            float[] y,
            int yo,
            int ys) {
        switch (rows) {
            case 1 -> VectorTiles.taps1x2(depth, x, xo, xs, taps, w, wo, i, io, y, yo, ys);
            case 2 -> VectorTiles.taps2x2(depth, x, xo, xs, taps, w, wo, i, io, y, yo, ys);
            case 3 -> VectorTiles.taps3x2(depth, x, xo, xs, taps, w, wo, i, io, y, yo, ys);
            case 4 -> VectorTiles.taps4x2(depth, x, xo, xs, taps, w, wo, i, io, y, yo, ys);
            case 5 -> VectorTiles.taps5x2(depth, x, xo, xs, taps, w, wo, i, io, y, yo, ys);
            default -> VectorTiles.taps6x2(depth, x, xo, xs, taps, w, wo, i, io, y, yo, ys);
        }
    }

    private static void tileOf3(
            int rows,
            int depth,
            float[] x,
            int xo,
            int xs,
            int[] taps,
            float[] w,
            int wo,
            float[] i,
            int io,
            float[] y,
            int yo,
            int ys) {
        switch (rows) {
            case 1 -> VectorTiles.taps1x3(depth, x, xo, xs, taps, w, wo, i, io, y, yo, ys);
            case 2 -> VectorTiles.taps2x3(depth, x, xo, xs, taps, w, wo, i, io, y, yo, ys);
            case 3 -> VectorTiles.taps3x3(depth, x, xo, xs, taps, w, wo, i, io, y, yo, ys);
            case 4 -> VectorTiles.taps4x3(depth, x, xo, xs, taps, w, wo, i, io, y, yo, ys);
            case 5 -> VectorTiles.taps5x3(depth, x, xo, xs, taps, w, wo, i, io, y, yo, ys);
            default -> VectorTiles.taps6x3(depth, x, xo, xs, taps, w, wo, i, io, y, yo, ys);
        }
    }

    private static void tileOf4(
            int rows,
            int depth,
            float[] x,
            int xo,
            int xs,
            int[] taps,
            float[] w,
            int wo,
            float[] i,
            int io,
            float[] y,
            int yo,
            int ys) {
        switch (rows) {
            case 1 -> VectorTiles.taps1x4(depth, x, xo, xs, taps, w, wo, i, io, y, yo, ys);
            case 2 -> VectorTiles.taps2x4(depth, x, xo, xs, taps, w, wo, i, io, y, yo, ys);
            case 3 -> VectorTiles.taps3x4(depth, x, xo, xs, taps, w, wo, i, io, y, yo, ys);
            case 4 -> VectorTiles.taps4x4(depth, x, xo, xs, taps, w, wo, i, io, y, yo, ys);
            case 5 -> VectorTiles.taps5x4(depth, x, xo, xs, taps, w, wo, i, io, y, yo, ys);
            default -> VectorTiles.taps6x4(depth, x, xo, xs, taps, w, wo, i, io, y, yo, ys);
        }
    }
}
