package io.github.cornu.op.shape;

import java.util.Arrays;

/** Collects the elements of windows into rows (im2col): the channels of a group, window element by window element. */
public final class Gatherer {
    /** Floats of rows for one matrix product: about what the second-level cache holds. */
    public static final int FLOATS_AT_ONCE = 1 << 16;

    private final int[] positions;
    private final int elements;
    private final int channels;
    private final int stride;
    private final int neighbours;

    /**
     * @param positions the input position of each element of each window; -1: in the padding
     * @param elements elements of a window
     * @param channels how many channels are collected
     * @param stride floats from one position of the input to the next
     */
    public Gatherer(int[] positions, int elements, int channels, int stride) {
        this(positions, elements, channels, stride, 1);
    }

    /**
     * @param neighbours so many elements of a window that follow each other are interleaved: all first channels, all
     *     second ones and so on
     */
    public Gatherer(int[] positions, int elements, int channels, int stride, int neighbours) {
        this.positions = positions;
        this.elements = elements;
        this.channels = channels;
        this.stride = stride;
        this.neighbours = neighbours;
    }

    /** Floats of a row. */
    public int depth() {
        return elements * channels;
    }

    /** Whether each window is a single position. */
    public boolean isOfPositions() {
        return elements == 1;
    }

    /** The input position of the only element of a window; -1: in the padding. */
    public int position(int window) {
        return positions[window];
    }

    /** Floats from one position of the input to the next. */
    public int stride() {
        return stride;
    }

    /** How many windows there are. */
    public int windows() {
        return positions.length / elements;
    }

    /**
     * Writes the rows of some windows, one after the other. The padding counts as zeros.
     *
     * @param offset where in {@code x} the first of the channels of the first position is
     */
    public void gather(float[] x, int offset, int firstWindow, int windows, float[] rows) {
        int first = firstWindow * elements;
        int count = windows * elements;
        for (int i = 0; i < count; i += neighbours) {
            if (neighbours == 1) {
                copy(x, offset, positions[first + i], rows, i * channels);
            } else {
                interleave(x, offset, first + i, rows, i * channels);
            }
        }
    }

    private void copy(float[] x, int offset, int position, float[] rows, int to) {
        if (position < 0) {
            Arrays.fill(rows, to, to + channels, 0f);
        } else {
            System.arraycopy(x, offset + position * stride, rows, to, channels);
        }
    }

    /** Some neighbours: all first channels, all second ones and so on. */
    private void interleave(float[] x, int offset, int first, float[] rows, int to) {
        for (int i = 0; i < neighbours; i++) {
            int position = positions[first + i];
            if (position < 0) {
                spreadZeros(rows, to + i);
            } else {
                spread(x, offset + position * stride, rows, to + i);
            }
        }
    }

    private void spread(float[] x, int from, float[] rows, int to) {
        for (int c = 0; c < channels; c++) {
            rows[to + c * neighbours] = x[from + c];
        }
    }

    private void spreadZeros(float[] rows, int to) {
        for (int c = 0; c < channels; c++) {
            rows[to + c * neighbours] = 0f;
        }
    }
}
