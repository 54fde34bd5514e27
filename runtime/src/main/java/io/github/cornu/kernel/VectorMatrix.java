package io.github.cornu.kernel;

import static io.github.cornu.kernel.VectorTile.GEMV_PANELS;
import static io.github.cornu.kernel.VectorTile.PANEL_VECTORS;
import static io.github.cornu.kernel.VectorTile.PANEL_WIDTH;
import static io.github.cornu.kernel.VectorWidth.LANES;

/**
 * The packed matrix product, cut into tiles whose sums are held in registers: up to six rows by one panel or, for a
 * single row (GEMV), several panels at once. The results do not depend on the tiles, since each element is a sum of its
 * own.
 */
final class VectorMatrix {
    private VectorMatrix() {}

    static void multiply(
            int rows,
            float[] x,
            int xOffset,
            int xStride,
            float[] w,
            int wOffset,
            Panels panels,
            float[] init,
            int initOffset,
            int initStride,
            float[] y,
            int yOffset,
            int yStride,
            Scratch scratch) {
        int panel = 0;
        int whole = panels.columns() / PANEL_WIDTH;
        if (rows == 1) {
            for (; panel + GEMV_PANELS <= whole; panel += GEMV_PANELS) {
                int first = panel * PANEL_WIDTH;
                gemv(
                        panels.rows(),
                        x,
                        xOffset,
                        w,
                        wOffset + panels.offset(panel),
                        init,
                        initOffset + first,
                        y,
                        yOffset + first);
            }
        }
        for (; panel < panels.count(); panel++) {
            int first = panel * PANEL_WIDTH;
            int real = Math.min(PANEL_WIDTH, panels.columns() - first);
            multiplyPanel(
                    rows,
                    real,
                    panels.widthOf(panel) / LANES,
                    panels.rows(),
                    x,
                    xOffset,
                    xStride,
                    w,
                    wOffset + panels.offset(panel),
                    init,
                    initOffset + first,
                    initStride,
                    y,
                    yOffset + first,
                    yStride,
                    scratch);
        }
    }

    private static void gemv(
            int depth,
            float[] x,
            int xOffset,
            float[] w,
            int wOffset,
            float[] init,
            int initOffset,
            float[] y,
            int yOffset) {
        if (PANEL_VECTORS == 4) {
            VectorTiles.gemv2x4(depth, x, xOffset, w, wOffset, init, initOffset, y, yOffset);
        } else {
            VectorTiles.gemv4x2(depth, x, xOffset, w, wOffset, init, initOffset, y, yOffset);
        }
    }

    /** All rows with one panel, in tiles of nearly equal numbers of rows. */
    private static void multiplyPanel(
            int rows,
            int columns,
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
            int yStride,
            Scratch scratch) {
        int most = VectorTile.mostRows(rows, initStride);
        int tiles = (rows + most - 1) / most;
        int height = rows / Math.max(1, tiles);
        int higher = rows - tiles * height;
        int width = vectors * LANES;
        int row = 0;
        for (int tile = 0; tile < tiles; tile++) {
            int tileRows = tile < higher ? height + 1 : height;
            int from = xOffset + row * xStride;
            int start = initOffset + row * initStride;
            int to = yOffset + row * yStride;
            if (columns == width) {
                tile(tileRows, vectors, depth, x, from, xStride, w, wOffset, init, start, initStride, y, to, yStride);
            } else {
                float[] sums = scratch.tile;
                tile(tileRows, vectors, depth, x, from, xStride, w, wOffset, init, start, initStride, sums, 0, width);
                for (int r = 0; r < tileRows; r++) {
                    System.arraycopy(sums, r * width, y, to + r * yStride, columns);
                }
            }
            row += tileRows;
        }
    }

    private static void tile(
            int rows,
            int vectors,
            int depth,
            float[] x,
            int xo,
            int xs,
            float[] w,
            int wo,
            float[] i,
            int io,
            int is,
            float[] y,
            int yo,
            int ys) {
        if (is != 0 && rows > 1) {
            VectorTiles.own(rows, vectors, depth, x, xo, xs, w, wo, i, io, is, y, yo, ys);
        } else {
            VectorTiles.tile(rows, vectors, depth, x, xo, xs, w, wo, i, io, y, yo, ys);
        }
    }
}
