package io.github.cornu.cli.page;

import io.github.cornu.Comparison;
import java.util.Base64;

/**
 * Where a tensor differs, as a picture: its last axis from left to right, all others from top to bottom. Of large
 * tensors a cell has the largest difference of several elements.
 *
 * @param rows of the picture
 * @param columns of the picture
 * @param cells a byte each, row-major: 0 where nothing differs, else from 1 for 1e-9 of the largest value that was
 *     expected to 255 for all of it and more, on a scale of logarithms
 */
public record HeatMap(int rows, int columns, byte[] cells) {
    private static final int MAX_ROWS = 72;
    private static final int MAX_COLUMNS = 96;
    private static final double DECADES = 9;

    /** Of a comparison of equal shapes. */
    public static HeatMap of(Comparison comparison) {
        float[] expected = comparison.expectedTensor().data();
        float[] actual = comparison.actualTensor().data();
        int rank = comparison.expected().rank();
        int width = rank == 0 ? 1 : Math.max(1, comparison.expected().length(-1));
        int height = Math.max(1, expected.length / width);
        int rows = Math.min(height, MAX_ROWS);
        int columns = Math.min(width, MAX_COLUMNS);
        double[] largest = new double[rows * columns];
        for (int i = 0; i < expected.length; i++) {
            int row = (int) ((long) (i / width) * rows / height);
            int column = (int) ((long) (i % width) * columns / width);
            double difference = Comparison.difference(expected[i], actual[i]);
            largest[row * columns + column] = Math.max(largest[row * columns + column], difference);
        }
        byte[] cells = new byte[largest.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = (byte) level(comparison.largest() == 0 ? largest[i] : largest[i] / comparison.largest());
        }
        return new HeatMap(rows, columns, cells);
    }

    private static int level(double relative) {
        if (relative == 0) {
            return 0;
        }
        double part = (Math.log10(relative) + DECADES) / DECADES;
        return 1 + (int) Math.round(254 * Math.max(0, Math.min(1, part)));
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(cells);
    }
}
