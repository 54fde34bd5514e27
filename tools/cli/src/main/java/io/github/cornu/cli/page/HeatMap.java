package io.github.cornu.cli.page;

import io.github.cornu.Comparison;
import java.util.Base64;

/**
 * Where a tensor differs, as a picture: its last axis from left to right, all others from top to bottom. Of large
 * tensors a cell has the largest difference of several elements.
 *
 * @param rows of the picture
 * @param columns of the picture
 * @param cells a byte each, row-major: 0 where nothing differs; on a scale of logarithms, from 1 for a ten thousandth
 *     of the tolerance to 127 for all of it, and from 128 for more to 255 for ten thousand times as much
 */
public record HeatMap(int rows, int columns, byte[] cells) {
    /** Of a picture that has the page for itself. */
    static final int MAX_CELLS = 72 * 96;

    private static final int WITHIN = 127;
    private static final int MOST = 255;
    private static final double DECADES = 4;

    /**
     * Of a comparison of equal shapes.
     *
     * @param tolerance relative to the largest value that was expected
     * @param maxCells at least 12
     */
    public static HeatMap of(Comparison comparison, double tolerance, int maxCells) {
        float[] expected = comparison.expectedTensor().data();
        float[] actual = comparison.actualTensor().data();
        int rank = comparison.expected().rank();
        int width = rank == 0 ? 1 : Math.max(1, comparison.expected().length(-1));
        int height = Math.max(1, expected.length / width);
        double unit = Math.sqrt(maxCells / 12.0);
        int rows = Math.min(height, (int) (3 * unit));
        int columns = Math.min(width, (int) (4 * unit));
        double[] largest = new double[rows * columns];
        for (int i = 0; i < expected.length; i++) {
            int row = (int) ((long) (i / width) * rows / height);
            int column = (int) ((long) (i % width) * columns / width);
            double difference = Comparison.difference(expected[i], actual[i]);
            largest[row * columns + column] = Math.max(largest[row * columns + column], difference);
        }
        byte[] cells = new byte[largest.length];
        for (int i = 0; i < cells.length; i++) {
            double relative = comparison.largest() == 0 ? largest[i] : largest[i] / comparison.largest();
            cells[i] = (byte) level(relative, tolerance);
        }
        return new HeatMap(rows, columns, cells);
    }

    private static int level(double relative, double tolerance) {
        if (relative == 0) {
            return 0;
        }
        if (relative <= tolerance) {
            double below = Math.log10(tolerance / relative) / DECADES;
            return (int) Math.round(WITHIN - (WITHIN - 1) * Math.min(1, below));
        }
        double above = tolerance == 0 ? 1 : Math.log10(relative / tolerance) / DECADES;
        return (int) Math.round(WITHIN + 1 + (MOST - WITHIN - 1) * Math.min(1, above));
    }

    /** Of the cells; empty if nothing differs anywhere. */
    public String base64() {
        for (byte cell : cells) {
            if (cell != 0) {
                return Base64.getEncoder().encodeToString(cells);
            }
        }
        return "";
    }
}
