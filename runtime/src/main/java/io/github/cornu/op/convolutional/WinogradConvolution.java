package io.github.cornu.op.convolutional;

import io.github.cornu.kernel.Kernels;
import io.github.cornu.kernel.Scratch;
import io.github.cornu.op.Memory;
import io.github.cornu.op.SharedRows;
import io.github.cornu.tensor.Binary;
import java.util.Arrays;

/**
 * A convolution of 3 x 3 windows for fixed shapes by Winograd's minimal filtering F(2 x 2, 3 x 3): A. Lavin and S.
 * Gray, Fast Algorithms for Convolutional Neural Networks, 2016. Four windows that overlap, a tile d of 4 x 4
 * positions, take 16 products a channel and filter instead of 36: A' ((G g G') (B' d B)) A, where
 *
 * <pre>
 * B' = 1  0 -1  0      A' = 1  1  1  0
 *      0  1  1  0           0  1 -1 -1
 *      0 -1  1  0
 *      0  1  0 -1
 * </pre>
 *
 * Each of the 16 products is summed over the channels in ascending order, the one that all four results have from the
 * bias. Columns are transformed before rows, sums taken from left to right. An infinity or a NaN in the input makes NaN
 * of all results of its tiles, also of a window beside it. Immutable.
 */
final class WinogradConvolution implements SharedRows.RowsOfSample {
    private static final int TILE = WinogradWeights.TILE;
    /** Positions from a tile to the next one. */
    private static final int STEP = 2;
    /** Tiles that are multiplied together at least, so that the weights are read seldom. */
    private static final int LEAST_TILES = 48;

    private final int x;
    private final int y;
    private final int height;
    private final int width;
    private final int channels;
    private final int filters;
    private final WinogradWeights weights;
    private final Epilogue epilogue;
    private final Kernels kernels;
    /** Tiles in a row. */
    private final int across;
    /** A row of the padding. */
    private final float[] padding;

    /**
     * @param x slot of the input
     * @param y slot of the output
     */
    WinogradConvolution(int x, int y, WindowMap map, WinogradWeights weights, Epilogue epilogue) {
        this.x = x;
        this.y = y;
        this.height = map.rows();
        this.width = map.columns();
        this.channels = weights.channels();
        this.filters = weights.filters();
        this.weights = weights;
        this.epilogue = epilogue;
        this.kernels = epilogue.kernels();
        this.across = (width + 1) / STEP;
        this.padding = new float[width * channels];
    }

    /** Rows of tiles of one sample. */
    int rows() {
        return (height + 1) / STEP;
    }

    @Override
    public void run(Memory m, int sample, int first, int end, Scratch scratch) {
        int block = (LEAST_TILES + across - 1) / Math.max(1, across);
        for (int row = first; row < end; row += block) {
            block(m.slot(x), m.slot(y), sample, row, Math.min(row + block, end), scratch);
        }
    }

    /** Some rows of tiles of a sample. */
    private void block(float[] in, float[] out, int sample, int first, int end, Scratch scratch) {
        int tiles = (end - first) * across;
        float[] v = scratch.row(TILE * TILE * tiles * channels);
        for (int row = first; row < end; row++) {
            transformRow(in, sample, row, v, (row - first) * across * channels, tiles * channels, scratch);
        }
        float[] products = scratch.results(TILE * TILE * tiles * filters);
        for (int i = 0; i < TILE * TILE; i++) {
            int from = i * tiles * channels;
            weights.matrices()[i].multiply(tiles, v, from, channels, products, i * tiles * filters, filters, scratch);
        }
        joinRows(products, tiles * filters);
        for (int row = first; row < end; row++) {
            int from = (row - first) * across * filters;
            for (int i = 0; i < STEP && STEP * row + i < height; i++) {
                int to = (sample * height + STEP * row + i) * width * filters;
                joinColumns(products, i * TILE * tiles * filters + from, tiles * filters, out, to);
            }
        }
        int rows = Math.min(STEP * end, height) - STEP * first;
        epilogue.run(out, (sample * height + STEP * first) * width * filters, rows * width, filters, scratch);
    }

    /**
     * B' d B for a row of tiles.
     *
     * @param to where the first element of the first tile goes in v
     * @param stride floats from an element of a tile to the next one
     */
    private void transformRow(float[] in, int sample, int row, float[] v, int to, int stride, Scratch scratch) {
        int length = (STEP * across + STEP) * channels;
        int n = width * channels;
        float[] t = scratch.unpacked(TILE * length);
        Arrays.fill(t, 0, TILE * length, 0f);
        int top = STEP * row - 1;
        subtract(in, sample, top, top + 2, t, channels, n);
        add(in, sample, top + 1, top + 2, t, length + channels, n);
        subtract(in, sample, top + 2, top + 1, t, 2 * length + channels, n);
        subtract(in, sample, top + 1, top + 3, t, 3 * length + channels, n);
        for (int i = 0; i < TILE; i++) {
            int a = i * length;
            int b = a + channels;
            int c = b + channels;
            int at = to + i * TILE * stride;
            join(Binary.SUBTRACT, t, a, c, v, at);
            join(Binary.ADD, t, b, c, v, at + stride);
            join(Binary.SUBTRACT, t, c, b, v, at + 2 * stride);
            join(Binary.SUBTRACT, t, b, c + channels, v, at + 3 * stride);
        }
    }

    /** Two columns of all tiles of a row. */
    private void join(Binary f, float[] t, int a, int b, float[] v, int to) {
        int step = STEP * channels;
        kernels.binaryStrided(f, across, t, a, step, t, b, step, v, to, channels, channels);
    }

    private void subtract(float[] in, int sample, int a, int b, float[] t, int to, int n) {
        kernels.binary(Binary.SUBTRACT, array(in, a), at(sample, a), array(in, b), at(sample, b), t, to, n);
    }

    private void add(float[] in, int sample, int a, int b, float[] t, int to, int n) {
        kernels.binary(Binary.ADD, array(in, a), at(sample, a), array(in, b), at(sample, b), t, to, n);
    }

    private float[] array(float[] in, int row) {
        return isInside(row) ? in : padding;
    }

    private int at(int sample, int row) {
        return isInside(row) ? (sample * height + row) * width * channels : 0;
    }

    private boolean isInside(int row) {
        return row >= 0 && row < height;
    }

    /** The first two of the four rows of all tiles become A' times the four. */
    private void joinRows(float[] products, int stride) {
        for (int column = 0; column < TILE; column++) {
            int a = column * stride;
            int b = a + TILE * stride;
            int c = b + TILE * stride;
            int d = c + TILE * stride;
            kernels.binary(Binary.ADD, products, a, products, b, products, a, stride);
            kernels.binary(Binary.ADD, products, a, products, c, products, a, stride);
            kernels.binary(Binary.SUBTRACT, products, b, products, c, products, b, stride);
            kernels.binary(Binary.SUBTRACT, products, b, products, d, products, b, stride);
        }
    }

    /** One row of the output: the rows of tiles that {@link #joinRows} left, times A. */
    private void joinColumns(float[] products, int from, int stride, float[] out, int to) {
        for (int column = 0; column < STEP; column++) {
            int columns = (width + 1 - column) / STEP;
            int a = from + column * stride;
            int at = to + column * filters;
            Binary f = column == 0 ? Binary.ADD : Binary.SUBTRACT;
            int step = STEP * filters;
            kernels.binaryStrided(
                    f, columns, products, a, filters, products, a + stride, filters, out, at, step, filters);
            kernels.binaryStrided(f, columns, out, at, step, products, a + 2 * stride, filters, out, at, step, filters);
        }
    }
}
