package io.github.cornu.op.convolutional;

import io.github.cornu.kernel.WindowGrid;
import java.util.Arrays;

/**
 * A copy of a part of an input with zeros for its padding, in which the windows of some rows of a slice lie whole. Of
 * the slices of the input it has those that the windows reach, one directly after the other. Immutable.
 */
final class PaddedStrip {
    /** Floats of a strip, if it has more windows than the least number: a part of the second-level cache. */
    private static final int AT_ONCE = 1 << 16;
    /** The least windows of a strip, so that the weights are read seldom. */
    private static final int LEAST_WINDOWS = 48;

    private final WindowMap map;
    private final int channels;
    private final int rows;
    /** Positions of a slice of the strip. */
    private final int height;

    private final int width;

    PaddedStrip(WindowMap map, int channels) {
        this.map = map;
        this.channels = channels;
        this.width = map.span(2, map.columns());
        int rowFloats = map.size(0) * width * channels;
        int more = (AT_ONCE / rowFloats - map.span(1, 1)) / map.stride(1);
        int least = (LEAST_WINDOWS + map.columns() - 1) / map.columns();
        this.rows = Math.min(map.rows(), Math.max(least, 1 + more));
        this.height = map.span(1, rows);
    }

    /** Rows of windows in a strip. */
    int rows() {
        return rows;
    }

    int floats() {
        return Math.multiplyExact(map.size(0) * height * width, channels);
    }

    /** Floats from a row of windows to the next one. */
    int rowStride() {
        return map.stride(1) * width * channels;
    }

    /**
     * The windows of a strip.
     *
     * @param part channels of a window
     * @param filters of the output
     */
    WindowGrid grid(int part, int filters, WindowOrder order) {
        int[] taps = map.taps(channels, part, height * width, map.dilation(1) * width);
        return WindowGrid.of(
                map.columns(),
                rowStride(),
                map.stride(2) * channels,
                map.columns() * filters,
                filters,
                order.elements(taps, part));
    }

    /**
     * Copies what some rows of windows need.
     *
     * @param xOffset where row 0 of slice 0 begins
     * @param first the first of these rows in its slice
     * @param count at most {@link #rows}
     */
    void copy(float[] x, int xOffset, int slice, int first, int count, float[] strip) {
        int needed = map.span(1, count);
        int top = map.origin(1, first);
        for (int a = 0; a < map.size(0); a++) {
            int from = map.origin(0, slice) + a * map.dilation(0);
            boolean inside = from >= 0 && from < map.length(0);
            for (int b = 0; b < needed; b++) {
                int to = (a * height + b) * width * channels;
                int row = top + b;
                if (inside && row >= 0 && row < map.length(1)) {
                    copyRow(x, xOffset + (from * map.length(1) + row) * map.length(2) * channels, strip, to);
                } else {
                    Arrays.fill(strip, to, to + width * channels, 0f);
                }
            }
        }
    }

    /** A row of the input with the padding before and after it. */
    private void copyRow(float[] x, int from, float[] strip, int to) {
        int before = Math.max(0, -map.origin(2, 0));
        int copied = Math.min(map.length(2), width - before);
        int end = (before + copied) * channels;
        Arrays.fill(strip, to, to + before * channels, 0f);
        System.arraycopy(x, from, strip, to + before * channels, copied * channels);
        Arrays.fill(strip, to + end, to + width * channels, 0f);
    }
}
