package io.github.cornu.kernel;

import static io.github.cornu.kernel.VectorTile.PANEL_WIDTH;
import static io.github.cornu.kernel.VectorWidth.LANES;

/**
 * The convolution of a grid of windows, cut into tiles as {@link VectorMatrix} is: some windows of a row by one panel.
 * The weights of a panel are used for all windows before those of the next one are read.
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
            boolean neighbours = NeighbourTile.suits(grid, vectors);
            for (int row = 0; row < rows; row++) {
                int from = xOffset + row * grid.xRowStride();
                int to = yOffset + row * grid.yRowStride() + first;
                convolveRow(neighbours, grid, real, vectors, x, from, w, at, init, first, y, to, scratch);
            }
        }
    }

    /** The windows of a row with one panel, in tiles of nearly equal numbers of windows. */
    private static void convolveRow(
            boolean neighbours,
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
        int tiles = neighbours ? NeighbourTile.tiles(windows, vectors) : VectorTile.tilesOfWindows(windows);
        int height = windows / tiles;
        int higher = windows - tiles * height;
        int width = vectors * LANES;
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
                tile(neighbours, count, vectors, x, from, xs, taps, w, wOffset, init, initOffset, y, to, ys);
            } else {
                tile(neighbours, count, vectors, x, from, xs, taps, w, wOffset, init, initOffset, sums, 0, width);
                for (int r = 0; r < count; r++) {
                    System.arraycopy(sums, r * width, y, to + r * ys, columns);
                }
            }
            window += count;
        }
    }

    private static void tile(
            boolean neighbours,
            int windows,
            int vectors,
            float[] x,
            int xo,
            int xs,
            int[] taps,
            float[] w,
            int wo,
            float[] init,
            int io,
            float[] y,
            int yo,
            int ys) {
        if (neighbours) {
            VectorNeighbours.tile(windows, vectors, x, xo, xs, taps, w, wo, init, io, y, yo, ys);
        } else {
            VectorTiles.taps(windows, vectors, taps.length, x, xo, xs, taps, w, wo, init, io, y, yo, ys);
        }
    }
}
