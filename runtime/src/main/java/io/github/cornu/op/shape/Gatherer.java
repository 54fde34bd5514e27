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

    /**
     * @param positions the input position of each element of each window; -1: in the padding
     * @param elements elements of a window
     * @param channels how many channels are collected
     * @param stride floats from one position of the input to the next
     */
    public Gatherer(int[] positions, int elements, int channels, int stride) {
        this.positions = positions;
        this.elements = elements;
        this.channels = channels;
        this.stride = stride;
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
        int to = 0;
        for (int i = firstWindow * elements; i < (firstWindow + windows) * elements; i++) {
            int position = positions[i];
            if (position < 0) {
                Arrays.fill(rows, to, to + channels, 0f);
            } else {
                System.arraycopy(x, offset + position * stride, rows, to, channels);
            }
            to += channels;
        }
    }
}
